import type { Path, Spec } from './spec.ts';
import { isRecord } from './value.ts';

/** A part of a reference, percent-decoded; as it stands where that is impossible, and then it is the name of nothing. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** The path that a local reference such as `#/components/schemas/Book` points to (RFC 6901). */
export function pointerPath(reference: string): Path | undefined {
  if (!reference.startsWith('#/')) return undefined;
  return reference
    .slice(2)
    .split('/')
    .map((part) => decoded(part).replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The value at a path of the document, or undefined. */
export function valueAt(root: unknown, path: Path): unknown {
  let value = root;
  for (const part of path) {
    if (Array.isArray(value)) value = value[Number(part)];
    else if (isRecord(value) && Object.hasOwn(value, part)) value = value[part];
    else return undefined;
  }
  return value;
}

/** The last part of a reference: the name of what it points to. */
export const referenceName = (reference: string): string => String(pointerPath(reference)?.at(-1) ?? '');

/**
 * The value itself, or what its `$ref` points to, followed to the end. Keys beside a `$ref` win over the ones it points to,
 * as OpenAPI 3.1 has it for `description`. An unresolved or circular reference gives undefined: the rules report it.
 */
export function resolve(spec: Spec, value: unknown): unknown {
  const overlays: Readonly<Record<string, unknown>>[] = [];
  const seen = new Set<string>();
  let current = value;
  while (isRecord(current) && typeof current['$ref'] === 'string') {
    const { $ref, ...beside } = current;
    const reference = String($ref);
    if (seen.has(reference)) return undefined;
    seen.add(reference);
    overlays.unshift(beside);
    const path = pointerPath(reference);
    current = path && valueAt(spec.root, path);
  }
  return isRecord(current) ? Object.assign({}, current, ...overlays) : current;
}
