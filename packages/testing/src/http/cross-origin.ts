import { textAnswer, type Answer, type ServiceRequest } from './answer.ts';
import { plainError } from './error-answers.ts';

/** Says whether the pages of an origin may ask. */
export type OriginRule = (origin: string) => boolean;

/** For adapters within a process: whoever can call them is the test itself. */
export const anyOrigin: OriginRule = () => true;

/** What an adapter sends to a page beside the answer, or in its place. */
export interface CrossOrigin {
  /** Headers that every answer to this request has; none where no page asks. */
  readonly headers: Readonly<Record<string, string>>;
  /** The answer to a question of the browser's own, or a refusal: the emulator is not asked. */
  readonly answer?: Answer;
}

const SAME_ORIGIN: CrossOrigin = { headers: {} };

/**
 * Speaks with a browser about who may read an answer (Fetch, "CORS protocol"), the same through every adapter. The service sends no such
 * headers; without them no page could be tested at all, and no DOM in a process.
 *
 * @param request What was asked; only its method and headers count, names in lower case.
 * @param allows Which origins may ask.
 */
export function crossOriginOf({ method, headers }: ServiceRequest, allows: OriginRule): CrossOrigin {
  const { origin } = headers;
  if (origin === undefined) return SAME_ORIGIN;
  if (!allows(origin)) {
    const message = `Pages of ${origin.slice(0, 100)} may not ask this emulator. Name the origin in allowOrigins, or with --allow-origin.`;
    return { headers: { vary: 'Origin' }, answer: plainError(403, 'Forbidden', message, '') };
  }
  const shared = { 'access-control-allow-origin': origin, vary: 'Origin' };
  const asked = headers['access-control-request-method'];
  if (method === 'OPTIONS' && asked !== undefined) {
    const permissions = {
      'access-control-allow-methods': asked,
      // A `*` would leave out `Authorization`.
      'access-control-allow-headers': headers['access-control-request-headers'] ?? '*',
    };
    return { headers: shared, answer: textAnswer(204, permissions, '') };
  }
  // `Retry-After` and all.
  return { headers: { ...shared, 'access-control-expose-headers': '*' } };
}

/** Asks through an adapter: what a browser asks for itself, and what a foreign page asks, never reaches the emulator. */
export async function askAcrossOrigins(
  request: ServiceRequest,
  allows: OriginRule,
  handle: (request: ServiceRequest) => Promise<Answer>,
): Promise<Answer> {
  const { headers, answer } = crossOriginOf(request, allows);
  const answered = answer ?? (await handle(request));
  return headers === SAME_ORIGIN.headers ? answered : { ...answered, headers: { ...headers, ...answered.headers } };
}
