import type { OperationRequest } from './operation.ts';

/**
 * The query string, percent-encoded once, with its `?`; empty where nothing is asked. A space is `%20`: `+` is none in OData. A quote
 * is `%27`, which `fetch` would make of it anyway, so that the length that is counted is the one that is sent.
 */
export function encodeQuery(query: OperationRequest['query']): string {
  let text = '';
  // Own keys: what an object inherits was asked by nobody.
  for (const [name, value] of Object.entries(query ?? {}))
    if (value !== undefined) text += `${text ? '&' : '?'}${name}=${encodeURIComponent(value).replaceAll("'", '%27')}`;
  return text;
}
