import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readDataFile } from './read-data-file.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'read-data-file-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function read(text: string | Uint8Array): Promise<readonly unknown[]> {
  const path = join(folder, 'rows.json');
  await writeFile(path, text);
  return readDataFile(path);
}

describe('readDataFile', () => {
  it.each([
    ['a JSON list', '[{"id":"1"},{"id":"2"}]', 2],
    ['a saved answer', '{"@odata.context":"x","value":[{"id":"1"}]}', 1],
    ['NDJSON', '{"id":"1"}\r\n\n{"id":"2"}\n', 2],
    ['NDJSON of one line', '{"id":"1"}', 1],
    ['a JSON list after a mark of the byte order', '\uFEFF[{"id":"1"}]', 1],
    ['nothing', '', 0],
  ])('takes %s', async (_, text, count) => {
    expect(await read(text)).toHaveLength(count);
  });

  it('says which line is not JSON, and what may stand there', async () => {
    await expect(read('{"id":"1"}\n{oops')).rejects.toThrow(/rows\.json:2 is not JSON: .* \(NDJSON\)/);
    await expect(read('[\n{"id":"1"},\n{oops}]')).rejects.toThrow(/rows\.json is not JSON: .*position 15/);
    await expect(read('{\n"value": [')).rejects.toThrow(/rows\.json is not JSON: Unexpected end/);
    await expect(read('5')).rejects.toThrow(/holds a number; it must hold rows/);
    await expect(readDataFile(join(folder, 'nowhere'))).rejects.toMatchObject({ code: 'InvalidData' });
  });

  const LIST = '[{"id":"1"}]';
  const utf16 = Buffer.from(LIST, 'utf16le');
  it.each<readonly [string, Uint8Array, RegExp]>([
    [
      'UTF-16 with its mark',
      Buffer.from(`\uFEFF${LIST}`, 'utf16le'),
      /rows\.json is text in UTF-16.*PowerShell.*UTF-8/,
    ],
    ['UTF-16 of the other order', Buffer.from(`\uFEFF${LIST}`, 'utf16le').swap16(), /is text in UTF-16/],
    ['UTF-16 without a mark', utf16, /is text in UTF-16/],
    ['UTF-16 of the other order, without a mark', Buffer.from(utf16).swap16(), /is text in UTF-16/],
    ['gzip', gzipSync(LIST), /compressed by gzip.*gunzip/],
    ['a workbook', Buffer.from('PK\u0003\u0004'), /workbook/],
    ['Latin-1', Buffer.from('[{"id":"\u00E9"}]', 'latin1'), /is no text in UTF-8/],
  ])('tells %s as what it is', async (_, bytes, words) => {
    await expect(read(bytes)).rejects.toMatchObject({ code: 'InvalidData', message: expect.stringMatching(words) });
  });
});
