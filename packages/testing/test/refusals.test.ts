import { machineActions } from '@defender-odata/client';
import { describe, expect, it } from 'vitest';
import { createEmulator } from '../src/emulator/index.ts';
import { ask, list } from './ask.ts';
import { textProperty } from './spec.ts';

const TOP = machineActions.top?.maximum ?? 0;
const QUERY_LAYER = { code: '', details: [] };
const SERVICE = { code: 'BadRequest', target: expect.any(String) as unknown };

describe('what a list refuses, with 400', () => {
  const cases: readonly (readonly [string, object, RegExp])[] = [
    ['$filter=status eq', QUERY_LAYER, /position 9/],
    ['$filter=', QUERY_LAYER, /operand/],
    ["$filter=nope eq 'x'", QUERY_LAYER, /nope.*status/],
    ['$filter=id eq 5', QUERY_LAYER, /\bid\b/],
    ["$filter=creationDateTimeUtc gt '2026-01-01'", QUERY_LAYER, /creationDateTimeUtc/],
    ['$stop=2', QUERY_LAYER, /'\$stop'.*'\$top'/],
    [`$top=${String(TOP + 1)}`, QUERY_LAYER, new RegExp(`above its limit of ${String(TOP)}`)],
    ['$top=-1', QUERY_LAYER, new RegExp(`whole number from 0 to ${String(TOP)}`)],
    ['$top=1.5', QUERY_LAYER, /whole number/],
    ['$top=', QUERY_LAYER, /whole number/],
    ['$skip=99999999999', QUERY_LAYER, /whole number from 0 to 2147483647/],
    ['$top=1&$top=1', QUERY_LAYER, /twice/],
    ['$top=1&%24TOP=1', QUERY_LAYER, /twice/],
    ['$top=1&%20$top=1', QUERY_LAYER, /twice/],
    ['$top=1&+$stop=1', QUERY_LAYER, /'\$stop'.*'\$top'/],
    ["%20filter=status eq 'x'", QUERY_LAYER, /'filter'.*'\$filter'/],
    ["?$filter=status eq 'x'", QUERY_LAYER, /'\?\$filter'.*'\$filter'/],
    ["$top=1&?filter=status eq 'x'", QUERY_LAYER, /'\?filter'.*'\$filter'/],
    ["?%20$filter=status eq 'x'", QUERY_LAYER, /'\? \$filter'.*'\$filter'/],
    ["%20?+?filter=status eq 'x'", QUERY_LAYER, /'\? \?filter'.*'\$filter'/],
    ['$frobnicate=1', QUERY_LAYER, /not supported/],
    ["filter=status eq 'x'", QUERY_LAYER, /'filter'.*'\$filter'/],
    ['$filter=%E0%A4%A', QUERY_LAYER, /percent-encoding/],
    ["$filter=requestorComment eq 'x'", SERVICE, /does not filter MachineActions by it/],
    ["$filter=status gt 'Failed'", SERVICE, /eq, ne, in/],
    [`$filter=contains(tolower(${textProperty}),'x')`, SERVICE, /literals/],
    ['$orderby=id', SERVICE, /'\$orderby' was only observed .*\{ observed: true \}/],
    ['$select=id', SERVICE, /'\$select' is not supported/],
    ['$count=true', SERVICE, /'\$count' was only observed .*\{ observed: true \}/],
    ['$expand=x', SERVICE, /'\$expand' is not supported/],
  ];

  it.each(cases)('%s', async (query, error, words) => {
    const emulator = createEmulator();
    const { status, body } = await list(emulator, query);
    expect(status).toBe(400);
    expect(body).toMatchObject({ error });
    expect(body).toHaveProperty('error.message', expect.stringMatching(words));
    expect(emulator.requests).toMatchObject([{ operationId: 'listMachineActions', status: 400 }]);
  });

  it('takes no query options on a single action', async () => {
    const { status } = await ask(
      createEmulator(),
      'https://api.security.microsoft.com/api/machineactions/1?$select=id',
    );
    expect(status).toBe(400);
  });

  it('survives IDs that are hard to write', async () => {
    const id = "a/b'c%&+# 😀";
    const emulator = createEmulator({ machineActions: { rows: [{ id }] } });
    const found = await ask(
      emulator,
      `https://api.security.microsoft.com/api/machineactions/${encodeURIComponent(id)}`,
    );
    expect(found.body).toHaveProperty('id', id);
    const broken = await ask(emulator, 'https://api.security.microsoft.com/api/machineactions/%E0%A4%A');
    expect(broken.status).toBe(400);
  });
});
