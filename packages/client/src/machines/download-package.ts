import type { CallOptions } from '../core/call-options.ts';
import { sleep } from '../core/clock.ts';
import { callOptionTypes, ownOptions } from '../core/own-options.ts';
import { DefenderError, isDefenderError } from '../errors/defender-error.ts';
import type { DefenderCollections } from '../generated/collections.gen.ts';
import { readLink } from './read-link.ts';
import { runtimeOf } from './runtime-of.ts';
import { createSha256 } from './sha256.ts';
import { writerOf, type Sink } from './sink.ts';

/** What was downloaded. */
export interface Downloaded {
  /** In bytes. */
  readonly size: number;
  /** SHA-256 of all that was written, in hexadecimal digits. */
  readonly sha256: string;
}

/** How often in a row an attempt may bring nothing. */
const ATTEMPTS = 5;
/** With what a link is answered that has expired. */
const expired = [401, 403, 404, 410];
const OPERATION = 'getPackageUri';

/**
 * Downloads the package that an action has collected. Where the connection breaks it goes on from the byte that is missing; where the link has
 * expired it asks for another one. The link is never sent a token.
 *
 * @param actionId - The ID of an action that has collected a package, and succeeded.
 * @param sink - A `WritableStream`, which is closed at the end and aborted on a failure, or an object with `write(chunk)`; each part is waited for.
 * @returns The size and the SHA-256 of what was written.
 * @throws {@link DefenderError} what `getPackageUri` throws, `NotFound` for an action that has no package; `SinkFailed` where the sink fails, with its error
 *   as the cause; `NetworkError`, `Timeout`, or by the status of the refusal, where five attempts in a row bring nothing; `ProtocolError` where the
 *   package changes meanwhile.
 * @example
 * const parts: Uint8Array[] = [];
 * const { size, sha256 } = await downloadPackage(client, id, new WritableStream({ write: (part) => void parts.push(part) }));
 */
export async function downloadPackage(
  client: Pick<DefenderCollections, 'machineActions'>,
  actionId: string,
  sink: Sink,
  options: CallOptions = {},
): Promise<Downloaded> {
  const runtime = runtimeOf('downloadPackage', client);
  const own = ownOptions('downloadPackage', options, callOptionTypes);
  const { abortSignal } = own;
  const writer = writerOf('downloadPackage', sink);
  const hash = createSha256();
  let size = 0;
  let seen: Version | undefined;
  let link: string | undefined;
  let failures = 0;
  try {
    for (;;) {
      const before = size;
      try {
        link ??= await client.machineActions.getPackageUri(actionId, own);
      } catch (error) {
        if (size === 0 || failures === 0 || !isTransient(error) || ++failures >= ATTEMPTS) throw error;
        await sleep(runtime.clock, pauseAfter(failures), abortSignal);
        continue;
      }
      try {
        let skip = 0;
        await readLink(runtime, {
          operationId: OPERATION,
          link,
          from: size,
          abortSignal,
          onAnswer(response) {
            const version = versionOf(response, size);
            if (seen) checkSame(seen, version);
            seen ??= version;
            // A server may send the whole, whatever is asked for.
            skip = size - version.from;
          },
          async onChunk(chunk) {
            const rest = chunk.subarray(Math.min(skip, chunk.length));
            skip -= chunk.length - rest.length;
            if (!rest.length) return;
            // First, for a sink may keep what it is given.
            hash.update(rest);
            await writer.write(rest);
            size += rest.length;
          },
        });
        if (skip > 0 || size > (seen?.total ?? size)) throw changed('it has another size than was said');
        if (size < (seen?.total ?? size)) throw cutOff();
        break;
      } catch (error) {
        const isExpired = isDefenderError(error) && expired.includes(error.statusCode ?? 0);
        failures = size > before ? 1 : failures + 1;
        if (!(isExpired || isTransient(error)) || failures >= ATTEMPTS) throw error;
        if (isExpired) link = undefined;
        runtime.emit?.({
          type: 'warning',
          code: 'DownloadResumed',
          message: `${OPERATION}: the download ended early (${(error as DefenderError).code}); it goes on at byte ${size}.`,
        });
        await sleep(runtime.clock, pauseAfter(failures), abortSignal);
      }
    }
    await writer.close();
  } catch (error) {
    await writer.abort(error);
    throw error;
  }
  return { size, sha256: hash.digest() };
}

const pauseAfter = (failures: number): number => 500 * 2 ** failures;

const isTransient = (error: unknown): boolean => isDefenderError(error) && error.transient;

/** What an answer says of the package. */
interface Version {
  /** Its first byte. */
  readonly from: number;
  readonly total: number | undefined;
  readonly tag: string | null;
}

function versionOf({ status, headers }: Response, asked: number): Version {
  const tag = headers.get('etag');
  // Bytes are counted as they are written, so a length before they were unpacked says nothing.
  const length = headers.has('content-encoding') ? null : headers.get('content-length');
  if (status !== 206) return { from: 0, total: length === null ? undefined : Number(length), tag };
  const [, from, total] = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(headers.get('content-range') ?? '') ?? [];
  if (Number(from) !== asked) throw changed('other bytes came than were asked for');
  return { from: asked, total: total === undefined || total === '*' ? undefined : Number(total), tag };
}

function checkSame(before: Version, now: Version): void {
  if (differs(before.total, now.total) || differs(before.tag, now.tag))
    throw changed('it has changed while it was read');
}

/** Whether both say something, and not the same. */
const differs = (one: unknown, other: unknown): boolean => (one ?? other) !== (other ?? one);

const changed = (words: string) =>
  new DefenderError('ProtocolError', `${OPERATION}: the package cannot be put together, for ${words}.`, {
    operationId: OPERATION,
  });

const cutOff = () =>
  new DefenderError('NetworkError', `${OPERATION}: the package was cut off.`, {
    operationId: OPERATION,
    transient: true,
  });
