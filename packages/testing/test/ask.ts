import type { Emulator } from '../src/emulator/index.ts';

/** An answer, read whole. */
export interface Asked {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON; undefined where it is not JSON. */
  readonly body: unknown;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Asks an emulator through its `fetch`, and reads the whole answer. */
export async function ask(emulator: Pick<Emulator, 'fetch'>, url: string, init?: RequestInit): Promise<Asked> {
  const response = await emulator.fetch(url, init);
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: parse(text) };
}

const LIST = 'https://api.security.microsoft.com/api/machineactions';

/** Lists with a query string that is sent as it is written here. */
export const list = (emulator: Pick<Emulator, 'fetch'>, query = ''): Promise<Asked> =>
  ask(emulator, query === '' ? LIST : `${LIST}?${query}`);

/** Gets one action. */
export const get = (emulator: Pick<Emulator, 'fetch'>, id: string): Promise<Asked> =>
  ask(emulator, `${LIST}/${encodeURIComponent(id)}`);

/** The IDs of a list's rows, in order. */
export function idsOf({ body }: Asked): readonly string[] {
  const { value } = body as { readonly value: readonly { readonly id: string }[] };
  return value.map(({ id }) => id);
}
