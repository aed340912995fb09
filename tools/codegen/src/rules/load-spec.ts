import type { SpecRules } from '../config.ts';
import { checkSpec } from './check-spec.ts';
import { readSpec, type Spec } from '../spec/spec.ts';

/**
 * Reads the spec and holds it to the rules.
 *
 * @param text The YAML text.
 * @param file The file's name, for messages.
 * @param settings What the rules depend on.
 * @throws SpecError with every issue that was found.
 */
export async function loadSpec(text: string, file: string, settings: SpecRules): Promise<Spec> {
  const spec = readSpec(text, file);
  await checkSpec(spec, settings);
  return spec;
}
