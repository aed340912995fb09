import { describe, expect, test } from 'vitest';
import { json, rejection, setUp, type SentRequest } from '../../test/support/fake-service.ts';
import { pagesOf } from '../../test/support/read-pages.ts';
import { withText } from '../../test/support/spec.ts';

const ids = Array.from({ length: 600 }, (_, index) => `2e9da30d-27f6-4208-81f2-${String(index).padStart(12, '0')}`);
const byIds = (request: SentRequest) => {
  const asked = [...(request.option('$filter') ?? '').matchAll(/'([\da-f]{8}-[^']+)'/g)].map(([, id]) => id ?? '');
  const skip = Number(request.option('$skip') ?? 0);
  return json({ value: asked.map((id) => ({ id })).slice(skip, skip + Number(request.option('$top'))) });
};

describe('a URL that would be too long', () => {
  test('is split at its longest list; the rest of the filter stays in every part', async () => {
    const query = { filter: { status: 'Failed', id: { in: [...ids, ...ids.slice(0, 50)] } } };
    const { pages, sent } = await pagesOf(byIds, query, 100);
    expect(pages.flat()).toEqual(ids);
    expect(sent.every((options) => options.includes("status eq 'Failed' and id in ("))).toBe(true);
    expect(Math.max(...sent.map((options) => encodeURIComponent(options).length))).toBeLessThan(10_000);
  });

  test('brings no row twice because its list writes a value in several ways', async () => {
    const seconds = Array.from({ length: 60 }, (_, index) => `2025-06-01T00:00:${String(index).padStart(2, '0')}`);
    const filters: [name: string, filter: object][] = [
      ['creationDateTimeUtc', { in: ['Z', '.0Z', '+00:00'].flatMap((end) => seconds.map((second) => second + end)) }],
      ['id', { in: [...ids, ...ids.map((id) => id.toUpperCase())] }],
    ];
    for (const [name, filter] of filters) {
      const { client, sent } = setUp(() => ({ value: [] }), { maxUrlLength: 3000 });
      await client.machineActions.list({ filter: { [name]: filter } }).toArray();
      // Each value as the service takes it, once for each part that asks for it.
      const asked = sent.flatMap((request) => {
        const [, list = ''] = / in \((.*)\)/.exec(request.option('$filter') ?? '') ?? [];
        return [...new Set(list.split(',').map((item) => item.toLowerCase().replace(/(\.0z|\+00:00)$/, 'z')))];
      });
      expect(sent.length).toBeGreaterThan(1);
      expect(asked.length).toBe(new Set(asked).size);
      expect(asked.length).toBe(name === 'id' ? 600 : 60);
    }
  });

  test('is refused with words where it cannot be split', async () => {
    const { client, sent } = setUp(byIds);
    const text = 'x'.repeat(9000);
    for (const [query, words] of [
      [withText(text), 'no list'],
      [{ filter: { not: { id: { in: ids } } } }, 'no list'],
      [{ filter: { id: { in: ids } }, top: 5 }, 'leave out all but the filter'],
      [{ filter: { id: { in: [text, 'y'] } } }, 'no list'],
      [{ filter: { id: { in: [text, text.toUpperCase()] } } }, 'no list'],
    ] as const)
      expect(await rejection((async () => client.machineActions.list(query).toArray())())).toMatchObject({
        code: 'UrlTooLong',
        message: expect.stringContaining(words),
      });
    expect(sent).toEqual([]);
  });
});
