import type { CodegenConfig } from '../config.ts';
import { readText } from './files.ts';
import type { Inputs } from './inputs.ts';

/**
 * What openapi-generator's half was made from and what it became: without Java it tells whether that half still stands. Of the other
 * half it has nothing, which is made in memory whenever it is checked: two branches that change the spec meet here only where both
 * change a model.
 */
export interface Manifest {
  /** The hash of the document that openapi-generator got. */
  readonly document: string;
  readonly inputs: Inputs;
  /** The hash of each file that was written. */
  readonly outputs: Readonly<Record<string, string>>;
}

/** The manifest on disk; undefined where there is none that can be read. */
export function readManifest(root: string, { openapiGenerator }: CodegenConfig): Manifest | undefined {
  const text = openapiGenerator && readText(root, openapiGenerator.manifest);
  if (text === undefined) return undefined;
  try {
    const { document, inputs, outputs } = JSON.parse(text) as Partial<Manifest>;
    return document !== undefined && inputs && outputs ? { document, inputs, outputs } : undefined;
  } catch {
    return undefined;
  }
}

/** The manifest's text. */
export const manifestText = ({ document, inputs, outputs }: Manifest): string =>
  `${JSON.stringify({ document, inputs, outputs }, null, 2)}\n`;
