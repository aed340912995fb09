import { readFileSync } from 'node:fs';
import { readModel } from '../src/model/read-model.ts';
import type { SpecModel } from '../src/model/model.ts';
import { SpecError, type SpecIssue } from '../src/spec/issue.ts';
import { loadSpec } from '../src/rules/load-spec.ts';

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
  readModel(await loadSpec(text, 'library.openapi.yaml'));

/** The issues of a spec; none where it passes. */
export async function issuesOf(text: string): Promise<readonly SpecIssue[]> {
  try {
    await loadSpec(text, 'library.openapi.yaml');
    return [];
  } catch (error) {
    if (error instanceof SpecError) return error.issues;
    throw error;
  }
}
