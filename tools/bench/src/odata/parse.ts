import { parseFilter } from '@defender-odata/query-builder/parse';
import { defaultParser } from '@odata/parser';
import { parseFilter as parseToAst } from 'odata-filter-to-ast';
import { measure } from '../shared/measure.ts';
import { report } from '../shared/report.ts';

const MEDIUM = "status eq 'Failed' and type ne 'Isolate' and creationDateTimeUtc ge 2019-11-22T00:00:00.1234567Z";
const guid = (index: number): string => `${String(index).padStart(8, '0')}-1ccc-4342-acf3-35286eec741d`;
const IDS = Array.from({ length: 50 }, (_, index) => `'${guid(index)}'`);
const IN = `id in (${IDS.join(',')})`;

/** The same work where a peer does not know the grammar: a quoted timestamp, a chain of `or` in place of `in`. */
const MEDIUM_QUOTED = MEDIUM.replace(/(2019\S+)/, "'$1'");
const IN_AS_OR = IDS.map((id) => `id eq ${id}`).join(' or ');

/** Parses a medium filter, and a list of 50 GUIDs, beside the other parsers that install. */
export function benchParse(): void {
  report(
    'parse a medium filter',
    measure([
      { name: 'query-builder/parse', run: () => parseFilter(MEDIUM) },
      { name: '@odata/parser', run: () => defaultParser.filter(MEDIUM) },
      { name: 'odata-filter-to-ast (quoted)', run: () => parseToAst(MEDIUM_QUOTED) },
    ]),
    [
      { kind: 'at most', us: 5 },
      { kind: 'ahead of', of: '@odata/parser' },
      { kind: 'ahead of', of: 'odata-filter-to-ast (quoted)' },
    ],
  );
  report(
    'parse in of 50 GUID strings',
    measure([
      { name: 'query-builder/parse', run: () => parseFilter(IN) },
      { name: '@odata/parser (or)', run: () => defaultParser.filter(IN_AS_OR) },
      { name: 'odata-filter-to-ast', run: () => parseToAst(IN) },
    ]),
    [
      { kind: 'at most', us: 30 },
      { kind: 'ahead of', of: '@odata/parser (or)' },
      { kind: 'ahead of', of: 'odata-filter-to-ast' },
    ],
  );
}
