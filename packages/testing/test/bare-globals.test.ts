import { runInNewContext } from 'node:vm';
import { build } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';
import type * as EmulatorModule from '../src/emulator/index.ts';
import { textProperty } from './spec.ts';

/** What the environment jsdom of Jest leaves of the globals of Node; no encoder of text, no fetch. */
const bare = () => ({
  setTimeout,
  clearTimeout,
  URL,
  URLSearchParams,
  AbortController,
  AbortSignal,
  btoa,
  atob,
  console,
});

let script = '';
beforeAll(async () => {
  const { outputFiles } = await build({
    stdin: { contents: "export * from './src/emulator/index.ts';", resolveDir: process.cwd() },
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'testing',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    conditions: ['@defender-odata/source', 'import'],
  });
  script = outputFiles[0]?.text ?? '';
});

const load = (globals: object): typeof EmulatorModule =>
  runInNewContext(`${script};testing`, globals) as typeof EmulatorModule;

const url = `https://api.security.microsoft.com/api/machineactions?$filter=${textProperty} eq 'é€\u{1F600}'`;
const rows = [{ id: 'é€\u{1F600}\uD800', [textProperty]: 'é€\u{1F600}' }, { id: 'plain' }];

async function answerOf({ createEmulator }: typeof EmulatorModule): Promise<readonly unknown[]> {
  const emulator = createEmulator({ machineActions: { rows }, auth: true });
  const headers = { authorization: `Bearer ${emulator.token({ tenantId: 'tenant-ü' })}` };
  const { status, body } = await emulator.handle({ method: 'GET', url, headers });
  return [status, typeof body === 'string' ? body : [...body]];
}

describe('where the globals of Node are hidden', () => {
  it('the emulator is imported, and answers what it answers elsewhere', async () => {
    const elsewhere = await answerOf(load({ ...bare(), TextEncoder, TextDecoder }));
    expect(elsewhere[0]).toBe(200);
    expect(await answerOf(load(bare()))).toStrictEqual(elsewhere);
  });

  it('its fetch says what is missing, and where to have it', async () => {
    const { createEmulator } = load(bare());
    await expect(createEmulator().fetch(url)).rejects.toMatchObject({
      code: 'NoFetch',
      message: expect.stringContaining('jest-fixed-jsdom'),
    });
  });
});
