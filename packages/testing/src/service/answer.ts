/** What reaches the emulator, through any of its doors. */
export interface ServiceRequest {
  readonly method: string;
  /** The whole URL, as it was called. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly abortSignal?: AbortSignal;
}

/** What the emulator answers; each door turns it into its own kind of response. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** The body; `''` for none. */
  readonly body: string;
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

/** An answer whose body is JSON, given as text. */
export const jsonAnswer = (status: number, body: string, headers: Readonly<Record<string, string>> = {}): Answer => ({
  status,
  headers: { ...JSON_HEADERS, ...headers },
  body,
});

// Beside the answers, not in them: an answer that is made of another one with another body has none of its bytes.
const ready = new WeakMap<Answer, Uint8Array<ArrayBuffer>>();

/** An answer whose body is JSON, given as bytes: its text is only made for who asks for it. */
export function jsonBytesAnswer(status: number, bytes: Uint8Array<ArrayBuffer>): Answer {
  let text: string | undefined;
  const answer: Answer = {
    status,
    headers: JSON_HEADERS,
    get body() {
      return (text ??= new TextDecoder().decode(bytes));
    },
  };
  ready.set(answer, bytes);
  return answer;
}

/** The bytes of a body that was given as bytes; they are the cache's too, and must not be changed. */
export const readyBytes = (answer: Answer): Uint8Array<ArrayBuffer> | undefined => ready.get(answer);
