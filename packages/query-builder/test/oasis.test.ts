import { describe, expect, it } from 'vitest';
import { isODataSyntaxError, parseFilter, parseQuery, printFilter } from '../src/parse/index.ts';
import { loadOasisCases, type OasisCase } from './oasis-data.ts';

const cases = loadOasisCases();

/** Rules for expressions that a `$filter` can hold. The suite writes them as they stand in a URL, so they are decoded first. */
// prettier-ignore
const EXPRESSIONS = new Set([
  'commonExpr', 'boolCommonExpr', 'boolcommonExpr', 'firstMemberExpr', 'propertyPathExpr', 'isofExpr', 'notExpr',
  'primitiveLiteral', 'stringLiteral', 'enumLiteral', 'binaryLiteral', 'durationLiteral', 'null',
  'decimalLiteral', 'doubleLiteral', 'singleLiteral', 'sbyteLiteral', 'int16Literal', 'int32Literal', 'int64Literal',
  'dateTimeOffsetLiteral', 'timeOfDayLiteral',
  'geographyPoint', 'geographyLineString', 'geographyPolygon', 'geographyMultiPoint', 'geographyMultiLineString',
  'geographyMultiPolygon', 'geographyCollection', 'geometryPoint', 'geometryLineString', 'geometryPolygon',
  'geometryMultiPoint', 'geometryMultiLineString', 'geometryMultiPolygon', 'geometryCollection',
]);

/**
 * Rules for values as they stand in payloads. The text of a number, date or timestamp is the same in a filter; the type that the
 * rule is about has to come out, because what is no date may well be a number.
 */
const VALUES: Readonly<Record<string, RegExp>> = {
  decimalValue: /Int32|Decimal|Double/,
  doubleValue: /Int32|Decimal|Double/,
  singleValue: /Int32|Decimal|Double/,
  byteValue: /Int32/,
  sbyteValue: /Int32/,
  int16Value: /Int32/,
  int32Value: /Int32/,
  int64Value: /Int/,
  date: /^Edm\.Date$/,
  dateValue: /^Edm\.Date$/,
  boolean: /Boolean/,
  guid: /Guid/,
  dateTimeOffsetValue: /^Edm\.DateTimeOffset$/,
  timeOfDayValue: /^Edm\.TimeOfDay$/,
};

/** Rules whose text needs something before it to be a filter. */
const PREFIXES: Readonly<Record<string, string>> = { anyExpr: 'Products/' };

/** Rules for whole options and query strings. */
const OPTIONS = new Set([
  'filter',
  'orderby',
  'orderBy',
  'search',
  'queryOptions',
  'odataRelativeUri',
  'customQueryOption',
]);

/** Options of the standard that are refused by name, because this package has no use for them. */
const UNSUPPORTED = /(?:^|[?&])\$?(?:expand|compute|apply|format|index|levels|skiptoken|deltatoken|schemaversion|id)=/i;

/**
 * Where this parser deliberately says something else than the grammar, and why. Every other case has the suite's own verdict.
 */
const DEVIATIONS: Readonly<Record<string, string>> = {
  '$search=more&more': 'the suite knows three custom options by name; here any name without $ or @ is one (5.2)',
};

const accepted = (act: () => unknown): boolean => {
  try {
    act();
    return true;
  } catch (error) {
    if (isODataSyntaxError(error)) return false;
    throw error;
  }
};

const queryOf = (input: string): string => input.slice(input.indexOf('?') + 1);

function verdict({ rule, input }: OasisCase): boolean {
  if (OPTIONS.has(rule)) return accepted(() => parseQuery(rule === 'odataRelativeUri' ? queryOf(input) : input));
  const wanted = VALUES[rule];
  // In a payload nothing is percent-encoded, so nothing is decoded.
  if (wanted) {
    return accepted(() => {
      const node = parseFilter(input);
      if (node.kind !== 'literal' || !wanted.test(node.type)) parseFilter('');
    });
  }
  return accepted(() => parseFilter((PREFIXES[rule] ?? '') + decodeURIComponent(input)));
}

const isCovered = ({ rule, input }: OasisCase): boolean => {
  if (!OPTIONS.has(rule)) return EXPRESSIONS.has(rule) || rule in VALUES || rule in PREFIXES;
  const hasFilter = rule !== 'odataRelativeUri' || /\?(?:.*&)?\$?filter=/i.test(input);
  return hasFilter && !UNSUPPORTED.test(rule === 'odataRelativeUri' ? queryOf(input) : input);
};

describe.skipIf(!cases)('OASIS grammar suite (lies beside the repository; skipped where it does not)', () => {
  const covered = (cases ?? []).filter(isCovered);

  it('covers every rule that lies in $filter', () => {
    expect(covered.length).toBeGreaterThan(330);
  });

  it.each(covered.map((one) => [one.valid ? 'accepted' : 'refused', one.rule, one.input, one] as const))(
    '%s: %s %s',
    (_verdict, _rule, input, one) => {
      const deviation = DEVIATIONS[input];
      expect(verdict(one)).toBe(deviation === undefined ? one.valid : !one.valid);
    },
  );

  it.each(
    covered
      .filter((one) => one.valid && EXPRESSIONS.has(one.rule))
      .map((one) => decodeURIComponent(one.input))
      .filter((text) => accepted(() => parseFilter(text))),
  )('%s keeps its tree through the printer', (text) => {
    const node = parseFilter(text);
    const printed = printFilter(node);
    expect(parseFilter(printed)).toEqual(node);
    expect(printFilter(parseFilter(printed))).toBe(printed);
  });
});
