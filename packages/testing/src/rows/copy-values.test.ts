import { expect, it } from 'vitest';
import { createEmulator } from '../emulator/emulator.ts';
import { copyValues } from './copy-values.ts';

const textOf = async (id: string, rows: readonly object[]): Promise<string> => {
  const emulator = createEmulator({ machineActions: { rows: rows as readonly { id: string }[] } });
  return (await emulator.fetch(`https://api.security.microsoft.com/api/machineactions/${id}`)).text();
};

it('shares nothing with the original', () => {
  const row = { id: '1', relatedFileInfo: { fileIdentifier: 'f' } };
  const copy = copyValues(row);
  row.relatedFileInfo.fileIdentifier = 'changed';
  expect(copy).toStrictEqual({ id: '1', relatedFileInfo: { fileIdentifier: 'f' } });
});

it('leaves out the context of a saved answer: a single action would have two', async () => {
  const saved = { '@odata.context': 'https://x/api/$metadata#MachineActions/$entity', id: '1', '@odata.etag': 'e' };
  const text = await textOf('1', [saved]);
  expect(text.match(/@odata\.context/g)).toHaveLength(1);
  expect(JSON.parse(text)).toMatchObject({ '@odata.etag': 'e' });
});

it('keeps a key that would be a prototype', async () => {
  const row = JSON.parse('{"id":"1","__proto__":{"status":"Failed"},"more":{"__proto__":1}}') as { id: string };
  expect(await textOf('1', [row])).toContain('"__proto__":{"status":"Failed"},"more":{"__proto__":1}');
});
