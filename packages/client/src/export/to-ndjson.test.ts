import { describe, expect, test } from 'vitest';
import { rejection, setUp, text } from '../../test/support/fake-service.ts';
import { answerList, randomFrom, shuffle, type MovingRow } from '../../test/support/moving-set.ts';
import { largestPage } from '../../test/support/spec.ts';
import { exportAll, type ExportCheckpoint, type ExportProgress } from '../index.ts';

type Exporting = ReturnType<typeof exportAll>;

/** The lines of a whole export. */
async function linesOf(exporting: Exporting): Promise<string[]> {
  const lines: string[] = [];
  for await (const { ndjson, rows } of exporting.toNdjson()) {
    const slice = new TextDecoder('utf-8', { fatal: true }).decode(ndjson).split('\n');
    expect([slice.pop(), slice.length]).toEqual(['', rows]);
    lines.push(...slice);
  }
  return lines;
}

/** Rows at one instant: no filter can cut them, and the service gives them in another order each time. */
const atOneInstant = (count: number): MovingRow[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `${index}`,
    creationDateTimeUtc: '2025-06-01T00:00:00.1234567Z',
    status: 'Failed',
  }));

describe('an export as text', () => {
  test('has a line for each row, with keys that no type knows and without those that the client adds', async () => {
    const rows = [
      '{"id":"a","new":1.5,"x":[{"y":"\\n"}]}',
      '{"x":"ß😀","lastUpdateTimeUtc":"2025-06-01T00:00:00Z","id":"b"}',
    ];
    const { client, sent } = setUp(() => text(`{"@odata.context":"x","value":[${rows.join(',\n')}]}`));
    expect(await linesOf(exportAll(client.machineActions))).toEqual(rows);
    expect(sent.map(({ url }) => url.search)).toEqual([`?$top=${largestPage}`, '?$top=1&$skip=2']);
  });

  test('of nothing is a slice of nothing, with a checkpoint', async () => {
    const { client } = setUp(() => ({ value: [] }));
    const slices = exportAll(client.machineActions).toNdjson();
    const checkpoint = { version: 1, pending: [], rows: 0 };
    expect(await slices.next()).toMatchObject({ value: { ndjson: new Uint8Array(), rows: 0, checkpoint } });
    expect(await slices.next()).toMatchObject({ done: true });
  });

  test('of one instant that holds more rows than an answer has each row once', async () => {
    const random = randomFrom(5);
    const rows = atOneInstant(40);
    const { client, clock } = setUp((request) => answerList(shuffle(rows, random), request), { quota: false });
    const lines = await clock.run(linesOf(exportAll(client.machineActions, undefined, { maxPageSize: 11 })));
    const ids = lines.map((line) => Number(JSON.parse(line).id));
    expect(ids.toSorted((a, b) => a - b)).toEqual(rows.map((_, index) => index));
    for (const line of lines) expect(Object.keys(JSON.parse(line))).toHaveLength(3);
  });

  test('waits for the checkpoint to be stored, and tells how far it is', async () => {
    const rows = atOneInstant(3);
    const { client } = setUp((request) => answerList(rows, request));
    const told: string[] = [];
    const options = {
      onCheckpoint: async (checkpoint: ExportCheckpoint) => void told.push(`checkpoint ${checkpoint.rows}`),
      onProgress: (progress: ExportProgress) => void told.push(`progress ${progress.rows}, ${progress.calls} calls`),
    };
    for await (const slice of exportAll(client.machineActions, undefined, options).toNdjson())
      told.push(`slice ${slice.rows}`);
    expect(told).toEqual(['progress 3, 2 calls', 'slice 3', 'checkpoint 3']);
  });

  const ways: Record<string, (exporting: Exporting) => Promise<unknown>> = {
    rows: (exporting) => exporting.next(),
    slices: (exporting) => exporting.bySlice().next(),
    text: (exporting) => exporting.toNdjson().next(),
  };
  const pairs = Object.keys(ways).flatMap((one) => Object.keys(ways).map((other) => [one, other] as const));
  test.each(pairs.filter(([one, other]) => one !== other))(
    'is read once: what is read as %s is not read as %s',
    async (one, other) => {
      const { client, sent } = setUp(() => ({ value: [{ id: 'a' }] }));
      const exporting = exportAll(client.machineActions);
      await ways[one]?.(exporting);
      const { length } = sent;
      expect(await rejection(ways[other]?.(exporting) as Promise<unknown>)).toMatchObject({ code: 'InvalidArgument' });
      expect(sent).toHaveLength(length);
    },
  );
});

const timeless = '{"value":[{"id":"a"},{"id":"b"},{"id":"c"}]}';
const ignoringTheFilter = JSON.stringify({ value: atOneInstant(3) });

describe('what is no answer is refused', () => {
  test.each([
    ['an empty body', ''],
    ['a page of a proxy', '<html>Bad gateway</html>'],
    ['JSON that is cut off', '{"value":[{"id":"a"'],
    ['garbage in a row', '{"value":[{"id":"a",}]}'],
    ['garbage after the last row', '{"value":[{"id":"a"}]}]'],
    ['a list', '[{"id":"a"}]'],
    ['null', 'null'],
    ['a text', '"value"'],
    ['no value', '{"error":{"code":"x"}}'],
    ['a value that is no list', '{"value":{"id":"a"}}'],
    ['a row that is a number', '{"value":[{"id":"a"},1]}'],
    ['a row that is null', '{"value":[null]}'],
    ['a row that is a text', '{"value":["a"]}'],
    ['a row that is a list', '{"value":[{"id":"a"},[]]}'],
    ['a row without an ID', '{"value":[{"id":"a"},{"status":"Failed"}]}'],
    ['a row whose ID is a number', '{"value":[{"id":"a"},{"id":7}]}'],
    ['rows without a time, in a full answer', timeless],
    ['rows with a time that is none, in a full answer', timeless.replaceAll('"id"', '"creationDateTimeUtc"')],
    ['rows outside of the slice', ignoringTheFilter],
  ])('%s', async (_, body) => {
    const { client, clock } = setUp(() => text(body));
    const query = { filter: { creationDateTimeUtc: { ge: '2026-01-01T00:00:00Z' } } };
    const exporting = exportAll(client.machineActions, body === ignoringTheFilter ? query : undefined, {
      maxPageSize: 3,
    });
    expect(await clock.run(rejection(linesOf(exporting)))).toMatchObject({ code: 'ProtocolError' });
  });
});
