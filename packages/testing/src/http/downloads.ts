import type { Download } from '../rows/effects.ts';
import { hashText } from '../support/hash.ts';
import { bytesOf, textAnswer, type Answer, type ServiceRequest } from './answer.ts';
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
  /** Whether a URL is one of a link: what is asked there is no operation. */
  isLink(url: URL): boolean;
  /** Answers a request of a link, headers by their names in lower case. */
  answer(request: ServiceRequest, now: number): Promise<Answer>;
}

interface Offered extends Download {
  readonly until: number;
}

const refused = (status: number, code: string, message: string, headers: Answer['headers'] = {}): Answer =>
  textAnswer(
    status,
    { 'content-type': 'application/xml', ...headers },
    `<?xml version="1.0" encoding="utf-8"?><Error><Code>${code}</Code><Message>${message}</Message></Error>`,
  );

async function gzip(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const packed = new Response(bytes).body?.pipeThrough(new CompressionStream('gzip'));
  return new Uint8Array(await new Response(packed ?? null).arrayBuffer());
}

async function contentOf({ content, gzip: isPacked }: Download): Promise<Uint8Array<ArrayBuffer>> {
  const body = typeof content === 'string' ? content : new Uint8Array(content);
  const bytes = bytesOf({ status: 200, headers: {}, body });
  return isPacked === true ? gzip(bytes) : bytes;
}

/** The part that `Range: bytes=…` asks for; undefined for all of it. Of what is no range, of several and of the end alone a server may send all. */
function rangeOf(header: string | undefined, length: number): readonly [from: number, to: number] | undefined {
  const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(header ?? '') ?? [];
  if (first === undefined || (last !== '' && Number(last) < Number(first))) return undefined;
  return [Number(first), Math.min(last === '' ? length : Number(last) + 1, length)];
}

const isLink = ({ origin, pathname }: URL): boolean =>
  origin === DOWNLOAD_ORIGIN || (pathname.startsWith(PATH) && contextOrigin(new URL(origin)) !== origin);

/** Makes a set of links with nothing in it. */
export function createDownloads(): Downloads {
  const offered = new Map<string, Offered>();

  async function send(download: Offered, range: string | undefined): Promise<Answer> {
    const content = await contentOf(download);
    const length = String(content.length);
    const headers = {
      'content-type': download.contentType,
      'accept-ranges': 'bytes',
      // Whoever goes on with a download must see that it is still the same file.
      etag: `"${hashText(`${download.name} ${length}`).toString(16)}"`,
    };
    const part = rangeOf(range, content.length);
    if (part === undefined) return { status: 200, headers, body: content };
    const [from, to] = part;
    if (from >= content.length) {
      const message = 'The range is beyond the end of the file.';
      return refused(416, 'InvalidRange', message, { 'content-range': `bytes */${length}` });
    }
    const contentRange = `bytes ${String(from)}-${String(to - 1)}/${length}`;
    return { status: 206, headers: { ...headers, 'content-range': contentRange }, body: content.slice(from, to) };
  }

  return {
    link(download, asked, now) {
      const isService = contextOrigin(asked) === asked.origin;
      const until = now + download.lives;
      const path = `${PATH}${String(offered.size + 1)}/${encodeURIComponent(download.name)}`;
      offered.set(path, { ...download, until });
      const expiry = encodeURIComponent(new Date(until).toISOString());
      return `${isService ? DOWNLOAD_ORIGIN : asked.origin}${path}?se=${expiry}&sig=emulated`;
    },
    isLink,
    async answer({ method, url, headers: { authorization, range } }, now) {
      if (authorization !== undefined)
        return refused(
          400,
          'TokenSentElsewhere',
          'A token of the service was sent to the host of a link. The link alone is enough: send no Authorization.',
        );
      if (method !== 'GET' && method !== 'HEAD')
        return refused(405, 'UnsupportedHttpVerb', `${method} is not allowed here.`, { allow: 'GET, HEAD' });
      const download = offered.get(new URL(url).pathname);
      if (download === undefined) return refused(404, 'BlobNotFound', 'There is no such file.');
      if (download.until <= now)
        return refused(403, 'AuthenticationFailed', 'The link has expired. Ask for a new one.');
      return send(download, range);
    },
  };
}
