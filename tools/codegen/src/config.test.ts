import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { configFile, readConfig } from './config.ts';
import { printModule } from './emit/print.ts';

const whole = {
  spec: 'a.yaml',
  sources: {},
  needs: [],
  output: { builder: 'generated' },
  imports: { '#query-builder': 'a-builder' },
};

function read(config: object): Promise<unknown> {
  const root = mkdtempSync(join(tmpdir(), 'codegen-config-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  writeFileSync(join(root, configFile), `export default ${JSON.stringify(config)};`);
  return readConfig(root);
}

describe('a configuration', () => {
  it('is read where it says what is needed', async () => {
    expect(await read(whole)).toEqual(whole);
  });

  it.each([
    ['with an unknown key', { ...whole, ouput: {} }, / has an unknown key "ouput"\. Allowed: spec, sources, /],
    [
      'without a spec',
      { ...whole, spec: undefined },
      / lacks "spec"\. Needed: spec, sources, needs, output, imports\.$/,
    ],
    ['without a place for entity sets', { ...whole, output: {} }, / lacks output\.builder: /],
    ['without a query builder', { ...whole, imports: {} }, / lacks imports\['#query-builder'\]: /],
  ])('%s is refused in words', async (_, config, message) => {
    await expect(read(config)).rejects.toMatchObject({
      code: 'config-invalid',
      message: expect.stringMatching(message),
    });
  });

  it('says which import is missing of what is generated', () => {
    const structure = { statements: ["import { x } from '#store/a.ts';"] };
    expect(() => printModule({ path: 'a.gen.ts', structure }, {})).toThrow(
      "codegen.config.ts lacks imports['#store'], which is generated for.",
    );
  });
});
