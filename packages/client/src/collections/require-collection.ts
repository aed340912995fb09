import { DefenderError } from '../errors/defender-error.ts';
import type { ServiceCollection } from './service-collection.ts';

const isCollection = (value: unknown): value is ServiceCollection =>
  typeof (value as Partial<ServiceCollection> | null | undefined)?.fetchPage === 'function';

/** What a function needs of a collection, and how it says so. */
const parts = {
  createdAt: 'whose rows have a creation time that never changes',
  final: 'whose rows come to an end',
};

/**
 * The collection that a function was given.
 *
 * @param what - The function.
 * @param part - What of the definition it needs.
 * @throws {@link DefenderError} `InvalidArgument` for something else, which says what to pass.
 */
export function requireCollection<Part extends keyof typeof parts>(
  what: string,
  given: unknown,
  part: Part,
): ServiceCollection & { readonly [Name in Part]: NonNullable<ServiceCollection[Name]> } {
  const fits = (value: unknown): value is ServiceCollection => isCollection(value) && value[part] !== undefined;
  if (fits(given)) return given as ReturnType<typeof requireCollection<Part>>;
  // A client, most likely.
  const names = Object.entries(Object(given)).flatMap(([name, value]) => (fits(value) ? [name] : []));
  const not = isCollection(given) ? given.name : given === null ? 'null' : given?.constructor?.name || typeof given;
  throw new DefenderError(
    'InvalidArgument',
    `${what} takes a collection ${parts[part]}${names.length ? `: client.${names.join(' or client.')}` : ''}, not ${not}.`,
  );
}
