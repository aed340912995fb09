import type { SentRequest } from './fake-service.ts';

/** How a service caps its pages. */
export interface Capping {
  /** The most rows of a page. */
  readonly cap: number;
  /** The call, from 0, at which it begins to. */
  readonly since: number;
  /** Whether a page that was cut off links to the rest of what was asked for, as OData wants it; many services link to nothing. */
  readonly links?: boolean;
}

/** Cuts the pages of a service off. */
export const capped =
  <Row extends object>(
    answer: (request: SentRequest) => { readonly value: readonly Row[] },
    { cap, since, links = false }: Capping,
  ) =>
  (request: SentRequest, index: number) => {
    const { value } = answer(request);
    if (index < since || value.length <= cap) return { value };
    const rest = new URL(request.url);
    rest.searchParams.set('$skip', String(Number(request.option('$skip') ?? 0) + cap));
    rest.searchParams.set('$top', String(Number(request.option('$top')) - cap));
    return { value: value.slice(0, cap), ...(links && { '@odata.nextLink': rest.href }) };
  };
