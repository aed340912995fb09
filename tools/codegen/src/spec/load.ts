import { readSpec, type Spec } from './spec.ts';

/**
 * Reads the spec and holds it to the rules.
 *
 * @param text The YAML text.
 * @param file The file's name, for messages.
 * @throws SpecError with every issue that was found.
 */
export async function loadSpec(text: string, file: string): Promise<Spec> {
  return readSpec(text, file);
}
