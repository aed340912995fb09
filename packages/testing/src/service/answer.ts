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

/** Gives the bytes of a body. They must not be changed, and used, or copied, at once: those of the next answer may come where they are. */
type PassingBytes = () => Uint8Array<ArrayBuffer>;

/** Keeps what is asked for again; most answers are passed on once. */
function keptWhenAskedAgain(assemble: PassingBytes): PassingBytes {
  let kept: Uint8Array<ArrayBuffer> | undefined;
  let wasPassed = false;
  return () => {
    if (wasPassed) return (kept ??= assemble().slice());
    wasPassed = true;
    return assemble();
  };
}

// Beside the answers, not in them: an answer that is made of another one with another body has none of its bytes.
const passing = new WeakMap<Answer, PassingBytes>();

/**
 * An answer whose body is JSON, put together as bytes when a door asks for them; its text is only made for who asks for that.
 *
 * @param assemble Puts the body together, the same each time. What it gives may be overwritten by the next call for another answer.
 */
export function jsonBytesAnswer(status: number, assemble: PassingBytes): Answer {
  const bytes = keptWhenAskedAgain(assemble);
  let text: string | undefined;
  const answer: Answer = {
    status,
    headers: JSON_HEADERS,
    get body() {
      return (text ??= new TextDecoder().decode(bytes()));
    },
  };
  passing.set(answer, bytes);
  return answer;
}

/** The bytes of a body that is put together as bytes, to be used, or copied, at once; undefined for one that is text. */
export const bytesOf = (answer: Answer): Uint8Array<ArrayBuffer> | undefined => passing.get(answer)?.();
