import { describe, expect, test } from 'vitest';
import { rejection, setUp, type SentRequest } from '../../test/support/fake-service.ts';
import { exportAll, type MachineActionTypes, type QueryInput } from '../index.ts';

const base = 'https://api.security.microsoft.com/api/machineactions';
const row = (id: string, creationDateTimeUtc: unknown = '2025-06-01T00:00:00Z') => ({ id, creationDateTimeUtc });

/** The IDs that an export gives. */
async function read(
  answer: (request: SentRequest) => object,
  query?: QueryInput<MachineActionTypes>,
  maxPageSize = 10,
) {
  const { client } = setUp(answer);
  const ids: string[] = [];
  for await (const { id } of exportAll(client.machineActions, query, { maxPageSize })) ids.push(id);
  return ids;
}

/** Two rows, behind two empty pages. */
const twoEmptyPages = ({ url, option }: SentRequest) =>
  option('$skiptoken') === 'b'
    ? { value: [row('a'), row('b')] }
    : {
        value: [],
        '@odata.nextLink': `${url.href.replace(/&\$skiptoken=.*/, '')}&$skiptoken=${option('$skiptoken') ? 'b' : 'a'}`,
      };

describe('an export', () => {
  test('follows the link of an empty page', async () => {
    const query = { filter: { status: 'Failed' } };
    expect(await read(twoEmptyPages, query)).toEqual(['a', 'b']);
  });

  test('follows the link of an empty page within an instant', async () => {
    const rows = Array.from({ length: 12 }, (_, index) => row(`r${index}`));
    const query = { filter: { creationDateTimeUtc: '2025-06-01T00:00:00Z' } };
    const answer = ({ url, option }: SentRequest) => {
      const skip = Number(option('$skip') ?? 0);
      return skip && !option('$skiptoken')
        ? { value: [], '@odata.nextLink': `${url.href}&$skiptoken=x` }
        : { value: rows.slice(skip, skip + 10) };
    };
    expect(await read(answer, query)).toEqual(rows.map(({ id }) => id));
  });

  test.each([
    ['leaves the filter', `${base}?$skip=0`, 'ProtocolError'],
    ['leads to itself', `${base}?$filter=status eq 'Failed'&$top=10`, 'PagingLoop'],
  ])('is not complete where the link of an empty page %s', async (_, link, code) => {
    const answer = () => ({ value: [], '@odata.nextLink': link });
    expect(await rejection(read(answer, { filter: { status: 'Failed' } }))).toMatchObject({ code });
  });

  const year = { filter: { creationDateTimeUtc: { ge: '2025-01-01T00:00:00Z', lt: '2026-01-01T00:00:00Z' } } };

  test('does not take a row from the middle of an answer that its filter leaves out', async () => {
    const rows = [row('a'), row('out', '2020-01-01T00:00:00Z'), row('b')];
    expect(await rejection(read(() => ({ value: rows }), year))).toMatchObject({ code: 'ProtocolError' });
    expect(await rejection(read(() => ({ value: rows }), year, 3))).toMatchObject({ code: 'ProtocolError' });
    const instant = { filter: { creationDateTimeUtc: '2025-06-01T00:00:00Z' } };
    expect(await rejection(read(() => ({ value: rows }), instant, 3))).toMatchObject({ code: 'ProtocolError' });
  });

  test.each(['2025-06-01T00:00:00', null, 5, ''])('does not take %j for a creation time', async (time) => {
    const error = await rejection(read(() => ({ value: [row('a'), row('b', time)] }), year));
    expect(error).toMatchObject({ code: 'ProtocolError', message: expect.stringContaining(`${time}`) });
  });
});
