import { describe, expect, test } from 'vitest';
import { analyse } from '../playground/model/analyse.ts';
import { collectionOf, listed } from '../playground/model/collections.ts';

const actions = { collection: 'machineActions', observed: false } as const;
const on = (text: string, settings = actions) => analyse(text, settings);

describe('what is typed', () => {
  test('is a filter', () => {
    const { fault, sentence, normal, url } = on("((status eq 'Failed'))");
    expect(fault).toBeUndefined();
    expect(sentence).toBe("status is 'Failed'");
    expect(normal).toBe("status eq 'Failed'");
    expect(url).toBe("https://api.security.microsoft.com/api/machineactions?$filter=status%20eq%20'Failed'");
  });

  test.each([
    ["https://api.security.microsoft.com/api/machines?$filter=riskScore%20eq%20'High'&$top=5", 'machines', 5],
    ["GET /api/machines?$filter=riskScore%20eq%20'High'&$top=5 HTTP/1.1", 'machines', 5],
    [
      `curl -H "Authorization: x" "https://x.example/api/machines?$filter=riskScore eq 'High'&$top=5" | jq .`,
      'machines',
      5,
    ],
    ["2026-01-01 INFO sent /api/machineactions?%24filter=status+eq+'Failed'", 'machineActions', undefined],
    ["$filter=status eq 'Failed'&$top=5", 'machineActions', 5],
    ['?$top=5', 'machineActions', 5],
  ])('%s is a query on %s', (text, name, top) => {
    const analysis = on(text);
    expect(analysis.fault).toBeUndefined();
    expect([analysis.collection.name, analysis.top]).toEqual([name, top]);
  });

  test('of a path that the spec has not is read as the chosen collection, and says so', () => {
    const { notes, collection } = on("/api/alerts?$filter=status eq 'Failed'");
    expect(collection.name).toBe('machineActions');
    expect(notes.join()).toContain('/api/alerts is no list of the spec');
  });

  test('is nothing: every row', () => {
    for (const text of ['', '   ']) {
      const { fault, tree, url } = on(text);
      expect([fault, tree]).toEqual([undefined, undefined]);
      expect(url).toBe(`https://api.security.microsoft.com${collectionOf('machineActions').path}`);
    }
  });
});

describe('a fault', () => {
  test.each([
    ["status = 'Failed'", "status eq 'Failed'", 7],
    ['status = "Failed" && type == "Isolate"', "status eq 'Failed' and type eq 'Isolate'", 7],
    ["status -eq 'Failed'", "status eq 'Failed'", 7],
    ["status -EQ 'Failed'", "status eq 'Failed'", 7],
    ["status!=='Failed'", "status ne 'Failed'", 6],
    ["status<>'Failed'||type=='Isolate'", "status ne 'Failed' or type eq 'Isolate'", 6],
    ["status eq 'Failed", "status eq 'Failed'", undefined],
    ["(status eq 'Failed'", "(status eq 'Failed')", undefined],
    ["requestor eq 'O'Neil'", "requestor eq 'O''Neil'", undefined],
    ["Status eq 'Failed'", "status eq 'Failed'", 0],
    ["statu eq 'Failed'", "status eq 'Failed'", 0],
    ['status eq Failed', "status eq 'Failed'", undefined],
    ["status eqq 'Failed'", "status eq 'Failed'", undefined],
  ])('in %s is mended to %s', (text, mended, position) => {
    const { fault } = on(text);
    expect(fault?.mended).toBe(mended);
    expect(fault?.place?.[0]).toBe(position ?? fault?.place?.[0]);
    expect(on(mended).fault).toBeUndefined();
  });

  test('that nothing mends says what is allowed, and offers no text', () => {
    const { fault, sentence } = on("computerDnsName eq 'desktop-1'");
    expect(fault).toMatchObject({ kind: 'refused', place: [0, 15], mended: undefined });
    expect(fault?.expected).toContain('machineId');
    expect(sentence).toBe("computerDnsName is 'desktop-1'");
  });

  test('is marked in the text that was pasted, not in the filter alone', () => {
    const text = "GET /api/machineactions?$filter=status = 'x'&$top=1";
    const { fault } = on(text);
    expect(text.slice(...(fault?.place ?? []))).toBe('=');
  });

  test('of an option has the place and the meant one', () => {
    const text = "/api/machineactions?$fliter=status eq 'Failed'";
    const { fault } = on(text);
    expect(fault?.mended).toBe("/api/machineactions?$filter=status eq 'Failed'");
  });

  test.each(['$top=20000', '$skip=-1', '$orderby=status', '$top=1&$top=2', '$filter=%zz'])('of %s is told', (text) => {
    expect(on(text).fault?.message).toMatch(/\$?\w/);
  });

  test('is none of what was only observed, where that is allowed', () => {
    const text = 'lastUpdateDateTimeUtc gt 2020-01-01T00:00:00Z';
    expect(on(text).fault?.kind).toBe('refused');
    expect(analyse(text, { ...actions, observed: true }).fault).toBeUndefined();
  });
});

test.each(listed.map((one) => [one.name, one] as const))('%s has a path, limits and a name for its rows', (_, one) => {
  expect(one.path).toMatch(/^\//);
  expect(one.rateLimits.length).toBeGreaterThan(0);
  expect(one.variable).toMatch(/^[a-z]+$/);
});
