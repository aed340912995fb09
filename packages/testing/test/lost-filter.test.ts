import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { request } from 'node:http';
import { createEmulator, type RowInput } from '../src/emulator/index.ts';
import { serve } from '../src/adapters/http/index.ts';
import { ADAPTER_NAMES, ADAPTERS, type Adapter } from './adapters.ts';
import { list } from './ask.ts';

/** Sends a GET with a body, which `fetch` does not. */
const send = (url: string, body: string): Promise<{ readonly status: number; readonly text: string }> =>
  new Promise((resolve, reject) => {
    const headers = { 'content-length': Buffer.byteLength(body) };
    const call = request(url, { headers }, (response) => {
      let text = '';
      response.on('data', (chunk) => (text += String(chunk)));
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, text });
      });
    });
    call.on('error', reject);
    call.end(body);
  });

const LIST = '/api/machineactions';
const rows: RowInput[] = [
  { id: '1', status: 'Failed' },
  { id: '2', status: 'Pending' },
  { id: '3', status: 'Failed' },
];
const FILTER = "status eq 'Failed'";

/** What was sent, and what the refusal says of it: which shell or escaping does that. */
const LOST: readonly (readonly [string, RegExp])[] = [
  [`?=${FILTER}`, /without a name: in double quotes, a shell takes \$filter for a variable.*%24/],
  ['?=2', /without a name/],
  ['?$top=1&=', /without a name/],
  [`?\\$filter=${FILTER}`, /backslash.*sh, bash and zsh.*single quotes/],
  [`?%5C$filter=${FILTER}`, /backslash/],
  ['?\\$top=1', /backslash/],
  ['?`$filter=' + FILTER, /backtick.*PowerShell/],
  [`?%60$filter=${FILTER}`, /backtick/],
  [`?^$filter=${FILTER}`, /caret.*cmd/],
  [`?$top=1&amp;$filter=${FILTER}`, /escaped for HTML/],
  [`?$skip=0&amp;filter=${FILTER}`, /escaped for HTML/],
  ['?$skip=0&amp;top=1', /escaped for HTML/],
  [`?&dollar;filter=${FILTER}`, /escaped for HTML/],
  [`?%26%2336;filter=${FILTER}`, /escaped for HTML/],
  [`?\uFF04filter=${FILTER}`, /only looks like one of ASCII/],
  [`?\uFE69filter=${FILTER}`, /only looks like one of ASCII/],
  [`?$\uFF46\uFF49\uFF4Cter=${FILTER}`, /only looks like/],
  [`?\u200B$filter=${FILTER}`, /cannot be seen/],
  [`?%2524filter=${FILTER}`, /percent-encoded twice/],
  ['?%2524top=1', /percent-encoded twice/],
  [`?%24filter%3D${encodeURIComponent(FILTER)}`, /= between name and value was percent-encoded/],
  [`?%26$filter=${FILTER}`, /not supported/],
  [`?$filter[]=${FILTER}`, /Brackets/],
  [`?$filter[0]=${FILTER}`, /Brackets/],
  ['?filter[status]=Failed', /Brackets/],
  ['?params[$filter]=x', /Brackets/],
  [`?$filter:=${FILTER}`, /colon/],
  [`?filter:${FILTER}`, /'filter' .*colon/],
  [`?$filter:${FILTER}`, /colon/],
  [`?%22$filter%22=${FILTER}`, /quotation marks/],
  [`?%27$filter%27=${FILTER}`, /quotation marks/],
  [`?$$filter=${FILTER}`, /Makefiles/],
  [`?48151filter=${FILTER}`, /process number/],
  ['?48151top=1', /process number/],
  [`?4filter=${FILTER}`, /%24/],
  [`?\${filter}=${FILTER}`, /variable of a shell or a template/],
  [`?ilter=${FILTER}`, /value of 'ilter' looks like a filter/],
  [`?fliter=${FILTER}`, /value of 'fliter'/],
  [`?undefined=${FILTER}`, /value of 'undefined'/],
  [`?q=${encodeURIComponent(encodeURIComponent(FILTER))}`, /value of 'q'/],
  [`?where=contains(requestor,'x')`, /value of 'where'/],
  [`?query=machineId in ('a','b')`, /value of 'query'/],
  [`?${FILTER}`, /without a name looks like a filter/],
  [`?${encodeURIComponent(FILTER)}`, /without a name looks like a filter/],
  ["?$filter=status ne 'x'&type eq 'Isolate'", /without a name looks like a filter.*%26/],
  [`?api-version=1?$filter=${FILTER}`, /value of 'api-version'/],
  ['?api-version=1?$top=1', /value of 'api-version'/],
  [`?api-version=1;$filter=${FILTER}`, /value of 'api-version'/],
  [`?$filter!=${FILTER}`, /\$filter/],
  [`?my-filter=x`, /'my-filter'/],
  ["?$machineId eq 'Failed'", /'\$machineId' is not supported/],
  ['?filters[0]=status', /'filters\[0\]'.*Brackets/],
  ['?status=Failed', /'status' looks like a filter.*\$filter=status eq/],
  ['?Status=Failed', /'Status' looks like a filter/],
  ['?machineId=x', /'machineId' looks like a filter/],
  ['?status[eq]=Failed', /'status\[eq\]' looks like a filter.*\$filter=status eq/],
  ['?lastUpdateDateTimeUtc.ge=2026-01-01', /looks like a filter/],
  [`?$top=1;$filter=${FILTER}`, /\$top is something that is not a whole number/],
];

/** These a fragment carries: nothing of it goes over HTTP. */
const BEHIND: readonly (readonly [string, RegExp])[] = [
  [`#?$filter=${FILTER}`, /behind the # .*%23/],
  [`?$top=2#&$filter=${FILTER}`, /behind the #/],
  ["?$filter=status ne 'x'#' and type eq 'Isolate'", /behind the #/],
  [`?$top=2&#36;filter=${FILTER}`, /behind the #/],
];

describe.each(ADAPTER_NAMES)('through %s, a filter that lost its name', (name) => {
  const emulator = createEmulator({ machineActions: { rows } });
  let adapter: Adapter | undefined;
  beforeAll(async () => {
    adapter = await ADAPTERS[name](emulator);
  });
  afterAll(() => adapter?.close());

  const cases = name === 'http' ? LOST : [...LOST, ...BEHIND];
  it.each(cases)('is refused, and said what does that: %s', async (query, words) => {
    const response = await adapter?.ask(`${LIST}${query}`);
    const body = (await response?.json()) as { readonly error?: { readonly message?: string } };
    expect(response?.status).toBe(400);
    expect(body.error?.message).toMatch(words);
    // No value of a filter stands in a message.
    expect(body.error?.message).not.toContain('Failed');
  });

  it.each([
    [`?$filter=${FILTER}`, 2],
    [`?$FILTER=${FILTER}`, 2],
    [`?%24filter=${FILTER}`, 2],
    [`?+$filter+=${FILTER}`, 2],
    [`?api-version=1.0&client=a%20b&note=he%20was%20here,%20in%20a%20place&$filter=${FILTER}`, 2],
    [`?&&$filter=${FILTER}&`, 2],
    ['?\uFEFF$top=1', 1],
    [`?$filter=${FILTER}#`, 2],
    ['?api-version=1.0', 3],
    ['#section', 3],
  ])('is read where nothing was lost: %s', async (query, count) => {
    const response = await adapter?.ask(`${LIST}${query}`);
    expect(await response?.json()).toHaveProperty('value.length', count);
  });
});

const MISPLACED: readonly (readonly [string, string, RequestInit, RegExp])[] = [
  ['the path', `${LIST}/$filter=${FILTER}`, {}, /in the path/],
  ['the path', `${LIST}$filter=${FILTER}`, {}, /in the path/],
  ['the path', `${LIST}%3F$filter=${FILTER}`, {}, /in the path/],
  ['the path', `${LIST};$filter=${FILTER}`, {}, /in the path/],
  ['the path', `${LIST}&$top=2`, {}, /in the path/],
  ['a header', LIST, { headers: { $filter: FILTER } }, /header '\$filter'/],
  ['a header', LIST, { headers: { $top: '1' } }, /header '\$top'/],
  ['a header', LIST, { headers: { filter: FILTER } }, /header 'filter'/],
];

describe.each(ADAPTER_NAMES)('through %s, an option in', (name) => {
  it.each(MISPLACED)('%s is refused: %s', async (_, path, init, words) => {
    const { ask, close } = await ADAPTERS[name](createEmulator({ machineActions: { rows } }));
    const response = await ask(path, init);
    const text = await response.text();
    await close();
    expect([response.status, text.includes('Failed')]).toStrictEqual([400, false]);
    expect(text).toMatch(words);
    expect(text).toContain('behind the ?');
  });

  it('a header of another name is none', async () => {
    const { ask, close } = await ADAPTERS[name](createEmulator({ machineActions: { rows } }));
    const headers = { referer: `http://localhost/?$filter=${FILTER}`, 'x-search': 'a', 'x-filter-id': '5' };
    expect(await (await ask(LIST, { headers })).json()).toHaveProperty('value.length', 3);
    await close();
  });
});

describe('over HTTP, a filter in the body of a GET', () => {
  const bodies = [`$filter=${FILTER}`, `filter=${FILTER}`, JSON.stringify({ $filter: FILTER }), '{"$top":1}', FILTER];
  it.each(bodies)('is refused: %s', async (body) => {
    const emulator = createEmulator({ machineActions: { rows } });
    const server = await serve(emulator);
    const answer = await send(server.url + LIST, body);
    await server.close();
    expect(answer).toMatchObject({ status: 400, text: expect.stringMatching(/body of a GET.*-G --data-urlencode/) });
    expect(emulator.requests).toMatchObject([{ body, status: 400 }]);
  });

  it('is none where the body is another', async () => {
    const server = await serve(createEmulator({ machineActions: { rows } }));
    expect(await send(server.url + LIST, '{}')).toMatchObject({ status: 200 });
    await server.close();
  });
});

it('passes over a value without a name where the service does: in the links of a quirk', async () => {
  const emulator = createEmulator({ machineActions: { rows }, pageSize: 1, quirks: 'broken-next-link' });
  const first = await list(emulator, `$filter=${FILTER}`);
  const link = new URL(String((first.body as Record<string, unknown>)['@odata.nextLink']));
  expect(link.search).toContain('?=status');
  const second = await list(emulator, link.search.slice(1));
  expect(second).toMatchObject({ status: 200, body: { value: [{ id: '2' }] } });
  // Whatever else was lost is refused as ever.
  expect((await list(emulator, `\\$filter=${FILTER}`)).status).toBe(400);
});

describe('whatever happens to one sign of a query', () => {
  const emulator = createEmulator({ machineActions: { rows } });
  const written = `$filter=${encodeURIComponent(FILTER)}`;
  const signs = [
    ...'\\`^"\'{}[]():;,.!?*+-_~/ #&=%@|<>',
    '$',
    '$$',
    '%24',
    '%26',
    '&amp;',
    'x',
    '7',
    '\uFF04',
    '\u200B',
  ];

  it('no row comes that the filter leaves out', async () => {
    let answered = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.nat(written.length),
        fc.constantFrom('insert', 'replace', 'delete'),
        fc.constantFrom(...signs),
        async (at, how, sign) => {
          const query = `${written.slice(0, at)}${how === 'delete' ? '' : sign}${written.slice(how === 'insert' ? at : at + 1)}`;
          const { status, body } = await list(emulator, query);
          expect([200, 400]).toContain(status);
          const { value = [] } = body as { readonly value?: readonly { readonly status?: string }[] };
          answered += status === 200 ? 1 : 0;
          expect(value.map((row) => row.status).filter((found) => found !== 'Failed')).toStrictEqual([]);
        },
      ),
      { seed: 12, numRuns: 3000 },
    );
    // Not by refusing everything.
    expect(answered).toBeGreaterThan(100);
  });

  it('nor where the name is spoilt by several', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...signs), { minLength: 1, maxLength: 4 }),
        fc.array(fc.constantFrom(...signs), { maxLength: 4 }),
        fc.constantFrom('filter', '$filter', 'Filter', ''),
        async (before, after, name) => {
          const { status, body } = await list(emulator, `${before.join('')}${name}${after.join('')}=${FILTER}`);
          const kept = status === 200 ? (body as { readonly value: readonly object[] }).value.length : 0;
          expect(kept).toBeLessThan(rows.length);
        },
      ),
      { seed: 13, numRuns: 3000 },
    );
  });
});
