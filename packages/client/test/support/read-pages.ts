import type { ClientEvent, DefenderClientOptions, MachineActionTypes, QueryInput } from '../../src/index.ts';
import { setUp, type SentRequest } from './fake-service.ts';

/** A set that stands still and is paged by `$skip` and `$top`. */
export const standing = (all: readonly object[]) => (request: SentRequest) => {
  const skip = Number(request.option('$skip') ?? 0);
  return { value: all.slice(skip, skip + Number(request.option('$top') ?? all.length)) };
};

export const search = ({ url }: SentRequest) => decodeURIComponent(url.search);

/** Reads a list page by page, and keeps what was asked, given and told. */
export async function pagesOf(
  answer: (request: SentRequest, index: number) => object,
  query?: QueryInput<MachineActionTypes>,
  maxPageSize = 10,
  options: DefenderClientOptions = {},
) {
  const events: ClientEvent[] = [];
  const { client, sent } = setUp(answer, { onEvent: (event) => events.push(event), ...options });
  const pages: string[][] = [];
  const tokens: (string | undefined)[] = [];
  const reading = async () => {
    for await (const page of client.machineActions.list(query).byPage({ maxPageSize })) {
      pages.push(page.map(({ id }) => id));
      tokens.push(page.continuationToken);
    }
  };
  const error = await reading().catch((thrown: unknown) => thrown);
  const warnings = events.flatMap((event) => (event.type === 'warning' ? [event.code] : []));
  return { client, pages, tokens, error, warnings, sent: sent.map(search) };
}
