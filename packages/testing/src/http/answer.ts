import { decodeUtf8, encodeUtf8 } from '../support/utf8.ts';

/** What reaches the emulator, through any of its doors. */
export interface ServiceRequest {
  readonly method: string;
  /** The whole URL, as it was called. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The body as text; absent where there is none. */
  readonly body?: string;
  readonly abortSignal?: AbortSignal;
}

/** What the emulator answers; each door turns it into its own kind of response. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** The body, `''` for none: text, or a list's in UTF-8. A `Response` takes both. */
  readonly body: string | Uint8Array<ArrayBuffer>;
  /** The first half of the body comes at once, the second when this has ended, on the emulator's clock. */
  readonly pause?: (abortSignal?: AbortSignal) => Promise<void>;
  /** No answer at all: the connection breaks. */
  readonly broken?: true;
}

/** An answer whose body is text. */
export const textAnswer = (status: number, headers: Readonly<Record<string, string>>, body: string): Answer => ({
  status,
  headers,
  body,
});

const JSON_HEADERS = {
  'content-type': 'application/json; odata.metadata=minimal; charset=utf-8',
  'odata-version': '4.0',
};

/** An answer whose body is JSON, given as text or as its bytes. */
export const jsonAnswer = (
  status: number,
  body: Answer['body'],
  headers: Readonly<Record<string, string>> = {},
): Answer => ({
  status,
  headers: { ...JSON_HEADERS, ...headers },
  body,
});

/** The body of an answer in UTF-8. */
export const bytesOf = ({ body }: Answer): Uint8Array<ArrayBuffer> =>
  typeof body === 'string' ? encodeUtf8(body) : body;

/** The body of an answer as text. */
export const textOf = ({ body }: Answer): string => (typeof body === 'string' ? body : decodeUtf8(body));
