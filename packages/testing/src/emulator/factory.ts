import { EmulatorError } from '../support/errors.ts';
import { hashText } from '../support/hash.ts';
import { createRandom } from '../support/random.ts';
import { ownOptions } from '../support/own-options.ts';
import { checkRow } from '../rows/check-row.ts';
import { markMadeUp } from '../rows/made-up.ts';
import type { Making } from '../rows/plug-in.ts';
import type { Row } from '../rows/row.ts';
import { DEFAULT_START } from '../clock/virtual-clock.ts';
import { definitionOf } from './definitions.ts';
import { createMaker, generatedRows, type RowMaker } from './maker.ts';
import { plugIns } from './plug-ins.ts';

/** What rows to generate. */
export interface GenerateOptions {
  /** From what everything is drawn: a safe integer. Default: 1. */
  readonly seed?: number;
  /** How many rows. */
  readonly count: number;
  /** The instant before which they were all created, in milliseconds since 1970. Default: 2026-01-01T00:00:00Z. */
  readonly before?: number;
}

/** Makes rows of one collection for tests. */
export interface RowFactory<Whole extends object> {
  /**
   * Makes a whole row: the properties that were not given fit the ones that were.
   *
   * @param values What the test cares about.
   * @param index Tells apart rows that are made from the same values: same values and index, same row. Default: 0.
   * @throws EmulatorError `InvalidRow` for a value that the spec does not allow.
   */
  (values?: Partial<Whole>, index?: number): Whole;
  /**
   * Makes several rows, each another one.
   *
   * @param count How many: a whole number from 0.
   * @param values What they have in common, or what each has by its index.
   */
  many(count: number, values?: Partial<Whole> | ((index: number) => Partial<Whole>)): Whole[];
  /**
   * Generates rows, one at a time, so that any number needs no more memory than one. Row `i` of a seed is the same whatever the count.
   *
   * @param options How many, and from what seed.
   * @throws EmulatorError `InvalidOption` for a count or seed that is not a whole number, an instant that is none, and unknown options.
   */
  generate(options: GenerateOptions): IterableIterator<Whole>;
}

const NAMES = ['seed', 'count', 'before'] as const satisfies readonly (keyof GenerateOptions)[];

/** The maker of a collection's rows in a tenant where nothing is said of the others. */
export function makerOf(name: string, seed = 1): RowMaker {
  const definition = definitionOf(name);
  if (definition === undefined) throw new EmulatorError('InvalidOption', `The spec has no collection '${name}'.`);
  const sources = new Map<string, ReturnType<Making['rowsOf']>>();
  const rowsOf: Making['rowsOf'] = (other) => {
    const usual = plugIns.get(other)?.usual;
    if (usual === undefined || definitionOf(other) === undefined) return undefined;
    if (!sources.has(other)) sources.set(other, generatedRows(makerOf(other, seed), usual, DEFAULT_START));
    return sources.get(other);
  };
  return createMaker(definition, plugIns.get(name), seed, rowsOf);
}

function wholeNumber(name: string, value: unknown, least: number): void {
  if (Number.isSafeInteger(value) && (value as number) >= least) return;
  const range = least === 0 ? ', 0 or more' : '';
  const found = typeof value === 'number' ? String(value) : JSON.stringify(value);
  throw new EmulatorError('InvalidOption', `${name} is ${found}; it must be a whole number${range}.`);
}

/**
 * Makes the factory of a collection.
 *
 * @param name The name of the collection.
 */
export function createFactory<Whole extends object>(name: string): RowFactory<Whole> {
  let maker: RowMaker | undefined;

  function make(values: Partial<Whole> = {}, index = 0): Whole {
    const definition = definitionOf(name);
    if (definition === undefined) throw new EmulatorError('InvalidOption', `The spec has no collection '${name}'.`);
    checkRow(values, definition, 'the values');
    wholeNumber('index', index, 0);
    maker ??= makerOf(name);
    const given: Row = { ...values };
    const sorted = Object.entries(given).toSorted(([left], [right]) => (left < right ? -1 : 1));
    const random = createRandom(hashText(JSON.stringify(sorted)), index);
    const row = maker.sample(given, { random, index, at: DEFAULT_START });
    if (!Object.hasOwn(given, definition.key)) markMadeUp(row);
    return row as Whole;
  }

  return Object.assign(make, {
    many(count: number, values: Partial<Whole> | ((index: number) => Partial<Whole>) = {}): Whole[] {
      wholeNumber('count', count, 0);
      const key = definitionOf(name)?.key ?? '';
      if (count > 1 && typeof values === 'object' && Object.hasOwn(values, key)) {
        throw new EmulatorError(
          'InvalidRow',
          `many() got one ${key} for ${String(count)} rows; each needs its own. Leave it out, or give it by index: (index) => ({ … }).`,
        );
      }
      return Array.from({ length: count }, (_, index) =>
        make(typeof values === 'function' ? values(index) : values, index),
      );
    },
    generate(options: GenerateOptions): IterableIterator<Whole> {
      const { seed = 1, count, before = DEFAULT_START } = ownOptions('generate', options, NAMES);
      wholeNumber('count', count, 0);
      wholeNumber('seed', seed, -Infinity);
      // A `Date` of a text is none either.
      if (typeof before !== 'number' || Number.isNaN(new Date(before).getTime())) {
        throw new EmulatorError('InvalidOption', `before is ${String(before)}; it must be in milliseconds since 1970.`);
      }
      const seeded = makerOf(name, seed);
      return (function* rows() {
        for (let index = 0; index < count; index += 1) yield seeded.generate(index, before) as Whole;
      })();
    },
  });
}
