import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { generate } from '../src/generate.ts';
import { hasJava } from '../src/generator/java.ts';
import { copyRepository, largestPage, modelDescription } from './repository-copy.ts';

const spec = 'specs/defender.openapi.yaml';
const entitySets = 'packages/client/src/generated/entity-sets.gen.ts';
const models = 'packages/client/src/generated/models/index.ts';
const rowSchema = 'packages/testing/src/generated/schema.gen.ts';

/** Nothing can be started in this test. */
function withoutJava(): void {
  vi.stubEnv('PATH', '');
  onTestFinished(() => void vi.unstubAllEnvs());
}

describe('generate, with nothing changed', () => {
  it('writes nothing and needs no Java', async () => {
    withoutJava();
    const copy = copyRepository(onTestFinished);
    const before = copy.snapshot();
    expect(await generate(copy.root)).toMatchObject({ changed: [], removed: [] });
    expect(copy.snapshot()).toEqual(before);
  });
});

describe('generate, with a change of the spec that no model is written from', () => {
  it.each([
    ['the range of $top', 'minimum: 0, maximum: ', 'minimum: 0, maximum: 1'],
    ['what is filterable', '          machineId: { operators: text, evidence: documented, source: seed 000 }\n', ''],
    ['operators', 'choice: [eq, ne, in]', 'choice: [eq, in]'],
    ['a rate', '- { calls: ', '- { calls: 1'],
    ['a permission', 'application: [Machine.ReadWrite.All]', 'application: [Machine.Read.All, Machine.ReadWrite.All]'],
    [
      'a source',
      'status: { operators: choice, evidence: documented, source: seed 000 }',
      'status: { operators: choice, evidence: documented, source: documented }',
    ],
    ['a final status', 'x-final: [Succeeded, Failed,', 'x-final: [Failed,'],
    ['what is personal', 'x-personal: true', 'x-personal: false'],
    ['a host', 'url: https://us.api', 'url: https://us2.api'],
    ['an example', 'requestorComment: test for docs', 'requestorComment: test'],
  ])('needs no Java and changes no model: %s', async (_, before, after) => {
    withoutJava();
    const copy = copyRepository(onTestFinished);
    const modelsBefore = copy.read(models);
    copy.replace(spec, before, after);
    const { generated, changed } = await generate(copy.root);
    expect(generated).toEqual(['ts-morph']);
    expect(changed.length).toBeGreaterThan(0);
    expect(changed).not.toContain('tools/codegen/manifest.gen.json');
    expect(copy.read(models)).toBe(modelsBefore);
  });

  it('changes nothing at all where it is a comment', async () => {
    withoutJava();
    const copy = copyRepository(onTestFinished);
    copy.write(spec, `# A comment.\n${copy.read(spec)}`);
    expect(await generate(copy.root)).toEqual({ generated: ['ts-morph'], changed: [], removed: [] });
  });
});

describe("generate, with ts-morph's half disturbed and no Java", () => {
  it.each([
    ['edited', (copy: ReturnType<typeof copyRepository>) => copy.replace(entitySets, largestPage(copy), 'maxTop: 7;')],
    ['missing', (copy: ReturnType<typeof copyRepository>) => copy.remove(entitySets)],
  ])('puts back a file that is %s', async (_, disturb) => {
    withoutJava();
    const copy = copyRepository(onTestFinished);
    const before = copy.snapshot();
    disturb(copy);
    expect(await generate(copy.root)).toEqual({ generated: ['ts-morph'], changed: [entitySets], removed: [] });
    expect(copy.snapshot()).toEqual(before);
  });

  it('removes a file that is left over', async () => {
    withoutJava();
    const copy = copyRepository(onTestFinished);
    const leftOver = 'packages/testing/src/generated/old.gen.ts';
    copy.write(leftOver, 'export {};\n');
    expect(await generate(copy.root)).toEqual({ generated: ['ts-morph'], changed: [], removed: [leftOver] });
    expect(existsSync(join(copy.root, leftOver))).toBe(false);
  });

  it('does nothing the second time, and does not take another checkout for its own', async () => {
    withoutJava();
    const copy = copyRepository(onTestFinished);
    expect(await generate(copy.root)).toEqual({ generated: ['ts-morph'], changed: [], removed: [] });
    expect(await generate(copy.root)).toEqual({ generated: [], changed: [], removed: [] });
    copy.replace(entitySets, largestPage(copy), 'maxTop: 7;');
    expect(await generate(copy.root)).toEqual({ generated: ['ts-morph'], changed: [entitySets], removed: [] });
  });
});

describe('generate, when it cannot', () => {
  it('says in clear words that Java is missing, and has written nothing', async () => {
    withoutJava();
    const copy = copyRepository(onTestFinished);
    copy.replace(spec, modelDescription, `${modelDescription}Changed. `);
    const before = copy.snapshot();
    await expect(generate(copy.root)).rejects.toMatchObject({
      code: 'java-missing',
      message: expect.stringMatching(/Java was not found[^]*Install Java 11 or newer[^]*Nothing was written/),
    });
    expect(copy.snapshot()).toEqual(before);
    expect(readdirSync(copy.root).filter((name) => name.startsWith('.generate-'))).toEqual([]);
  });

  it('says what is wrong with the spec before Java is asked for, and has written nothing', async () => {
    withoutJava();
    const copy = copyRepository(onTestFinished);
    copy.replace(spec, 'machineId: { operators', 'machinId: { operators');
    const before = copy.snapshot();
    await expect(generate(copy.root)).rejects.toMatchObject({
      code: 'spec-invalid',
      message: expect.stringMatching(/specs\/defender\.openapi\.yaml:\d+:11 {2}paths\.[^]*Did you mean "machineId"\?/),
    });
    expect(copy.snapshot()).toEqual(before);
  });

  it('says that nothing says what is to be generated', async () => {
    const copy = copyRepository(onTestFinished);
    copy.remove('codegen.config.ts');
    await expect(generate(copy.root)).rejects.toMatchObject({
      code: 'config-invalid',
      message: expect.stringMatching(/^There is no codegen\.config\.ts in /),
    });
  });

  it('says that there is no spec', async () => {
    const copy = copyRepository(onTestFinished);
    copy.remove(spec);
    await expect(generate(copy.root)).rejects.toMatchObject({
      code: 'spec-invalid',
      message: expect.stringContaining('no such file'),
    });
  });
});

it.skipIf(!hasJava())(
  'gives what is committed, byte for byte (skipped where there is no Java)',
  { timeout: 180_000 },
  async () => {
    const copy = copyRepository(onTestFinished);
    const before = copy.snapshot();
    copy.remove('tools/codegen/manifest.gen.json');
    copy.remove(models);
    const { generated } = await generate(copy.root);
    expect(generated).toEqual(['openapi-generator', 'ts-morph']);
    expect(copy.snapshot()).toEqual(before);
  },
);

it.skipIf(!hasJava()).each([
  [
    'keeps what may be null among the items of a list',
    ['items: { type: string }', "items: { type: [string, 'null'] }"],
    [
      [models, 'readonly errors: readonly (string | null)[];'],
      [rowSchema, "errors: { type: 'array', personal: true, items: { type: ['string', 'null'] } }"],
    ],
  ],
  [
    'reads the spec as one document in both halves: `On` is text, though openapi-generator would take it for true',
    ['enum: [Created, Completed, Failed]', 'enum: [Created, On, no]'],
    [
      [models, "LiveResponseCommandStatus = 'Created' | 'On' | 'no' | (string & {});"],
      [entitySets, "members: ['Created', 'On', 'no']"],
    ],
  ],
] as const)('%s (skipped where there is no Java)', { timeout: 180_000 }, async (_, [before, after], outcomes) => {
  const copy = copyRepository(onTestFinished);
  copy.replace(spec, before, after);
  await generate(copy.root);
  for (const [file, text] of outcomes) expect(copy.read(file)).toContain(text);
});
