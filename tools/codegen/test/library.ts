import { readFileSync } from 'node:fs';
import type { SpecRules } from '../src/config.ts';
import { readModel } from '../src/model/read-model.ts';
import type { SpecModel } from '../src/model/model.ts';
import { SpecError, type SpecIssue } from '../src/spec/issue.ts';
import { loadSpec } from '../src/rules/load-spec.ts';

/** The rules that the tests hold the small spec to. */
export const libraryRules: SpecRules = {
  sources: Object.fromEntries(
    ['page 1', 'page 2', 'page 3', 'documented', 'observed', 'x'].map((name) => [name, `As ${name} has it.`]),
  ),
  needs: ['clouds', 'permissions', 'scope'],
};

/** What the tests' generated files import. */
export const imports: Readonly<Record<string, string>> = {
  '#query-builder': '@defender-odata/query-builder',
  '#client': '@defender-odata/client',
  '#models': './models/index.ts',
  '#date-time-offset': '../core/date-time-offset.ts',
  '#with-properties': '../core/with-properties.ts',
  '#collections': '../collections/collection.ts',
  '#store': '../store',
  '#emulator': '../emulator',
};

/** The text of the small spec that the tests read, with line feeds only. */
export const libraryText = readFileSync(new URL('library.openapi.yaml', import.meta.url), 'utf8').replaceAll(
  '\r\n',
  '\n',
);

/** The small spec with one passage replaced; a passage that is not there is a mistake of the test. */
export function libraryWith(before: string, after: string): string {
  if (!libraryText.includes(before)) throw new Error(`The small spec has no passage "${before}".`);
  return libraryText.replace(before, () => after);
}

/** The model of the small spec. */
export const libraryModel = async (text = libraryText): Promise<SpecModel> =>
  readModel(await loadSpec(text, 'library.openapi.yaml', libraryRules));

/** The issues of a spec; none where it passes. */
export async function issuesOf(text: string): Promise<readonly SpecIssue[]> {
  try {
    await loadSpec(text, 'library.openapi.yaml', libraryRules);
    return [];
  } catch (error) {
    if (error instanceof SpecError) return error.issues;
    throw error;
  }
}
