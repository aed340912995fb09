import type { Download } from '../rows/plug-in.ts';
import { bytesOf, textAnswer, type Answer } from './answer.ts';
import { contextOrigin } from './route.ts';

/** Where links lead that the service gives: another host, which has no business with a token. */
const DOWNLOAD_ORIGIN = 'https://downloads.defender.example';
/** Where they lead behind a server: it has one host alone. */
const PATH = '/downloads/';

/** The URLs of links, for handlers. */
export const downloadPattern: RegExp = new RegExp(`^${DOWNLOAD_ORIGIN.replaceAll('.', '\\.')}/`);

/** The files that links lead to. */
export interface Downloads {
  /**
   * Makes a link.
   *
   * @param asked The URL that it was asked for at.
   */
  link(download: Download, asked: URL, now: number): string;
  /** Answers a request of a link; undefined for one of anything else. */
  answer(url: URL, headers: Readonly<Record<string, string>>, now: number): Promise<Answer> | undefined;
}

interface Offered extends Download {
  readonly until: number;
}

const refused = (status: number, code: string, message: string): Answer =>
  textAnswer(
    status,
    { 'content-type': 'application/xml' },
    `<?xml version="1.0" encoding="utf-8"?><Error><Code>${code}</Code><Message>${message}</Message></Error>`,
  );

async function gzip(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const packed = new Response(bytes).body?.pipeThrough(new CompressionStream('gzip'));
  return new Uint8Array(await new Response(packed ?? null).arrayBuffer());
}

/** The part that `Range: bytes=…` asks for; undefined for all of it. Of several parts, and of units other than bytes, a server may send all. */
function rangeOf(header: string | undefined, length: number): readonly [from: number, to: number] | undefined {
  const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(header ?? '') ?? [];
  return first === undefined ? undefined : [Number(first), Math.min(last ? Number(last) + 1 : length, length)];
}

/** Makes a set of links with nothing in it. */
export function createDownloads(): Downloads {
  const offered = new Map<string, Offered>();

  async function send(download: Offered, range: string | undefined): Promise<Answer> {
    const plain = bytesOf({ status: 200, headers: {}, body: download.content });
    const content = download.gzip === true ? await gzip(plain) : plain;
    const headers = { 'content-type': download.contentType, 'accept-ranges': 'bytes' };
    const part = rangeOf(range, content.length);
    if (part === undefined) return { status: 200, headers, body: content };
    const [from, to] = part;
    if (from >= content.length) {
      const unsatisfied = refused(416, 'InvalidRange', 'The range is beyond the end of the file.');
      return {
        ...unsatisfied,
        headers: { ...unsatisfied.headers, 'content-range': `bytes */${String(content.length)}` },
      };
    }
    const contentRange = `bytes ${String(from)}-${String(to - 1)}/${String(content.length)}`;
    return { status: 206, headers: { ...headers, 'content-range': contentRange }, body: content.slice(from, to) };
  }

  return {
    link(download, asked, now) {
      const isService = contextOrigin(asked) === asked.origin;
      const name = String(offered.size + 1);
      offered.set(name, { ...download, until: now + download.lives });
      const until = new Date(now + download.lives).toISOString();
      return `${isService ? DOWNLOAD_ORIGIN : asked.origin}${PATH}${name}?se=${encodeURIComponent(until)}&sig=emulated`;
    },
    answer(url, { authorization, range }, now) {
      if (!url.pathname.startsWith(PATH) || contextOrigin(url) === url.origin) return undefined;
      // Whoever holds a token of the service could isolate machines: no test passes that sends it elsewhere.
      if (authorization !== undefined)
        return Promise.resolve(
          refused(
            400,
            'TokenSentElsewhere',
            'A token of the service was sent to the host of a link. The link alone is enough: send no Authorization.',
          ),
        );
      const download = offered.get(url.pathname.slice(PATH.length));
      if (download === undefined) return Promise.resolve(refused(404, 'BlobNotFound', 'There is no such file.'));
      if (download.until <= now)
        return Promise.resolve(refused(403, 'AuthenticationFailed', 'The link has expired. Ask for a new one.'));
      return send(download, range);
    },
  };
}
