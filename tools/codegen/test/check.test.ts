import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { check } from '../src/check.ts';
import { hasJava } from '../src/generator/java.ts';
import { reportCheck } from '../src/report.ts';
import { copyRepository, largestPage, modelDescription, type RepositoryCopy } from './repository-copy.ts';

const entitySets = 'packages/client/src/generated/entity-sets.gen.ts';
const models = 'packages/client/src/generated/models/index.ts';
const manifest = 'tools/codegen/manifest.gen.json';

/** Checks a copy after a change, without Java; the copy must come out as it went in. */
async function checkAfter(change: (copy: RepositoryCopy) => void) {
  vi.stubEnv('PATH', '');
  onTestFinished(() => void vi.unstubAllEnvs());
  const copy = copyRepository(onTestFinished);
  change(copy);
  const before = copy.snapshot();
  const result = await check(copy.root);
  expect(copy.snapshot()).toEqual(before);
  return { ...result, files: result.findings.map(({ kind, path }) => `${kind} ${path}`), text: reportCheck(result) };
}

it('finds nothing in what is committed', async () => {
  const { findings, changedInputs, text } = await checkAfter(() => {});
  expect({ findings, changedInputs }).toEqual({ findings: [], changedInputs: [] });
  expect(text).toBe('Everything that is generated is what the spec, the templates and the emitters give.');
});

describe('a generated file', () => {
  it('is found where it was edited by hand, in either half; the half of ts-morph with a diff', async () => {
    let generated = '';
    const { files, text } = await checkAfter((copy) => {
      generated = largestPage(copy);
      copy.replace(entitySets, generated, 'maxTop: 7;');
      copy.replace(models, 'readonly id: string', 'readonly id: number');
    });
    expect(files).toEqual([`stale ${entitySets}`, `edited ${models}`]);
    expect(text).toContain(`  edited     ${models}\n`);
    expect(text).toContain('can only be shown where there is Java');
    expect(text).toContain(`--- ${entitySets}\ton disk\n+++ ${entitySets}\tgenerated\n`);
    expect(text).toContain(`-  maxTop: 7;\n+  ${generated}\n`);
    expect(text).toMatch(/Run `pnpm generate`, and commit what it writes\.$/);
  });

  it('is found where it is missing or left over, in either half and in the docs', async () => {
    const oldApi = 'packages/client/src/generated/apis/OldApi.ts';
    const { files, text } = await checkAfter((copy) => {
      copy.remove(entitySets);
      copy.remove(models);
      copy.write(oldApi, '');
      copy.write('docs/old.gen.md', '');
    });
    expect(files).toEqual([
      `missing ${entitySets}`,
      `missing ${models}`,
      `left-over ${oldApi}`,
      'left-over docs/old.gen.md',
    ]);
    expect(text).toContain(`  left-over  ${oldApi}\n`);
  });
});

describe('an input that changed', () => {
  it('is shown by the difference that the spec makes; models that are not written from it still stand', async () => {
    let generated = '';
    const { files, changedInputs, text } = await checkAfter((copy) => {
      generated = largestPage(copy);
      const stated = generated.replace('maxTop: ', 'maximum: ').replace(';', ' ');
      copy.replace('specs/defender.openapi.yaml', stated, 'maximum: 7 ');
    });
    expect(changedInputs).toEqual([]);
    expect(files).toContain(`stale ${entitySets}`);
    expect(files).not.toContain(`stale ${models}`);
    expect(text).toContain(`-  ${generated}\n+  maxTop: 7;\n`);
  });

  it('is named where a model is written from it', async () => {
    const { files, changedInputs, text } = await checkAfter((copy) =>
      copy.replace('specs/defender.openapi.yaml', modelDescription, `${modelDescription}Changed. `),
    );
    expect(changedInputs).toEqual(['specs/defender.openapi.yaml']);
    expect(files).toEqual(expect.arrayContaining([`stale ${models}`, `stale ${manifest}`]));
    expect(text).toContain('  changed    specs/defender.openapi.yaml');
  });

  it('makes only the half stale that it concerns, where a template changed, came or went', async () => {
    const { files, changedInputs } = await checkAfter((copy) => {
      copy.replace('tools/openapi-templates/apis.mustache', 'The parameters of', 'Parameters of');
      copy.write('tools/openapi-templates/licenseInfo.mustache', '');
      copy.remove('tools/openapi-templates/index.mustache');
    });
    expect(changedInputs.map((path) => path.split('/').at(-1))).toEqual([
      'apis.mustache',
      'index.mustache',
      'licenseInfo.mustache',
    ]);
    expect(files).toContain(`stale ${models}`);
    expect(files).not.toContain(`stale ${entitySets}`);
  });

  it('is found where it is the settings, even if the output stays the same', async () => {
    const { changedInputs, files } = await checkAfter((copy) =>
      copy.write('openapitools.json', `${copy.read('openapitools.json')}\n`),
    );
    expect(changedInputs).toEqual(['openapitools.json']);
    expect(files).toContain(`stale ${manifest}`);
  });

  it('is everything where there is no manifest that can be read', async () => {
    const { files } = await checkAfter((copy) => copy.write(manifest, '{}'));
    expect(files).toContain(`stale ${manifest}`);
  });
});

it('refuses a spec that breaks a rule', async () => {
  const copy = copyRepository(onTestFinished);
  copy.replace('specs/defender.openapi.yaml', 'operators: choice', 'operators: choise');
  await expect(check(copy.root)).rejects.toMatchObject({ code: 'spec-invalid' });
});

it.skipIf(!hasJava())(
  'shows what a template changes (skipped where there is no Java)',
  { timeout: 120_000 },
  async () => {
    const copy = copyRepository(onTestFinished);
    copy.replace('tools/openapi-templates/apis.mustache', '/** The parameters of', '/** What is asked of');
    const text = reportCheck(await check(copy.root));
    expect(text).toMatch(/-\/\*\* The parameters of `(\w+)`\. \*\/\n\+\/\*\* What is asked of `\1`\. \*\/\n/);
  },
);
