import { describe, expect, test } from 'vitest';
import { compileFilter, compileOrderBy } from '../src/evaluate/index.ts';
import { type EdmPrimitiveType, type EntitySet, type FilterOperator } from '../src/index.ts';
import { checkFilter, parseFilter, parseQuery } from '../src/parse/index.ts';

const order: readonly FilterOperator[] = ['eq', 'ne', 'gt', 'ge', 'lt', 'le', 'in'];
const text: readonly FilterOperator[] = ['eq', 'ne', 'in', 'startswith', 'endswith', 'contains'];
const types: Record<string, EdmPrimitiveType> = {
  size: 'Edm.Int64',
  price: 'Edm.Decimal',
  double: 'Edm.Double',
  open: 'Edm.Boolean',
  guid: 'Edm.Guid',
  on: 'Edm.Date',
  clock: 'Edm.TimeOfDay',
  at: 'Edm.DateTimeOffset',
  length: 'Edm.Duration',
  bytes: 'Edm.Binary',
};

/** A set that offers a property of every type, so that advice can be followed; it knows no arithmetic and no functions but those of text. */
const set: EntitySet = {
  name: 'Things',
  entityType: {
    name: 'Thing',
    key: ['id'],
    properties: {
      id: { type: 'Edm.String' },
      status: { type: 'Edm.String', members: ['Open', 'Done'] },
      owner: { type: 'Edm.String', nullable: true },
      changedAt: { type: 'Edm.DateTimeOffset' },
      lastUpdateDateTimeUtc: { type: 'Edm.DateTimeOffset' },
      note: { type: 'Edm.String' },
      level: { type: 'Edm.EnumType', members: ['Low', 'High'] },
      tags: { type: 'Collection(Edm.String)' },
      ...Object.fromEntries(Object.entries(types).map(([name, type]) => [name, { type }])),
    },
  },
  filterable: {
    id: { operators: text, evidence: 'documented' },
    status: { operators: ['eq', 'ne', 'in'], evidence: 'documented' },
    owner: { operators: text, evidence: 'documented' },
    changedAt: { operators: order, evidence: 'observed' },
    lastUpdateDateTimeUtc: { operators: order, evidence: 'observed' },
    level: { operators: ['eq', 'in'], evidence: 'documented' },
    tags: { operators: ['any', 'all'], items: ['eq', 'ne', 'in', 'startswith'], evidence: 'documented' },
    ...Object.fromEntries(
      Object.keys(types).map((name) => [name, { operators: order, evidence: 'documented' as const }]),
    ),
  },
};

const check = (filter: string, observed = false): void => {
  const node = parseFilter(filter);
  checkFilter(node, set, { observed });
  compileFilter(node, set.entityType);
};

/** Who is asked: the whole way of a filter to a service; with observed properties; the evaluator alone, for what no service offers. */
const ask = {
  check,
  observed: (filter: string) => check(filter, true),
  evaluate: (filter: string) => void compileFilter(filter, set.entityType),
  parse: (filter: string) => void parseFilter(filter),
  query: (search: string) => void parseQuery(search),
  order: (orderBy: string) => void compileOrderBy(orderBy, set.entityType),
} satisfies Record<string, (text: string) => void>;

/** What is refused, words of its refusal, what is written when the advice is followed; undefined where the refusal gives none. */
type Row = readonly [wrong: string, says: string, mended: string | undefined, by?: keyof typeof ask];

const INSTANT = '2019-11-22T00:00:00Z';
const GUID = '01234567-89ab-cdef-0123-456789abcdef';

const rows: readonly Row[] = [
  // Operators of other languages.
  ["status = 'Open'", 'write eq for equality', "status eq 'Open'"],
  ["status == 'Open'", 'write eq for equality', "status eq 'Open'"],
  ["status === 'Open'", 'write eq for equality', "status eq 'Open'"],
  ["status != 'Open'", 'write ne for inequality', "status ne 'Open'"],
  ["status <> 'Open'", 'write ne for inequality', "status ne 'Open'"],
  ['size >= 5', 'write ge', 'size ge 5'],
  ['size <= 5', 'write le', 'size le 5'],
  ['size > 5', 'write gt', 'size gt 5'],
  ['size < 5', 'write lt', 'size lt 5'],
  ['open eq true && size eq 1', 'write and', 'open eq true and size eq 1'],
  ['open eq true || size eq 1', 'write or', 'open eq true or size eq 1'],
  ["status+eq+'Open'", 'for a blank in a URL %20', "$filter=status%20eq%20'Open'", 'query'],
  ['size + 1 eq 2', 'write add', 'size add 1 eq 2', 'evaluate'],
  ['size - 1 eq 2', 'write sub', 'size sub 1 eq 2', 'evaluate'],
  ['size * 2 eq 2', 'write mul', 'size mul 2 eq 2', 'evaluate'],
  ['size / 2 eq 2', 'write div', 'size div 2 eq 2', 'evaluate'],
  ['size % 2 eq 1', 'write mod', 'size mod 2 eq 1', 'evaluate'],
  ["status -eq 'Open'", "'-eq' is no operator of OData: write eq, without the minus", "status eq 'Open'"],
  ["status -in ('Open')", 'write in, without the minus', "status in ('Open')"],
  ["id -like 'a*'", "write contains(name,'part')", "contains(id,'a')"],
  ["status eq 'Open' -and size eq 1", 'write and, without the minus', "status eq 'Open' and size eq 1"],
  ["id like 'a%'", "startswith(name,'part')", "startswith(id,'a')"],
  ["id contains 'a'", "write contains(name,'part')", "contains(id,'a')"],
  ["id startswith 'a'", "write startswith(name,'part')", "startswith(id,'a')"],
  ["id endswith 'a'", "write endswith(name,'part')", "endswith(id,'a')"],
  ['owner is null', 'write eq null, or ne null', 'owner eq null'],
  ['size between 1 and 2', 'name ge low and name le high', 'size ge 1 and size le 2'],
  ["status not in ('Open')", 'not name in (…)', "not status in ('Open')"],
  ["status equals 'Open'", 'write eq', "status eq 'Open'"],
  ["status eq 'Open' desc", '$orderby for an order', "$filter=status eq 'Open'&$orderby=status desc", 'query'],
  ["status eqq 'Open'", "Did you mean 'eq'?", "status eq 'Open'"],
  ['status eq', 'and then its right operand', "status eq 'Open'"],
  ['status eq(1)', 'Expected a blank after', "status eq 'Open'"],
  ['id eq two words', 'stands between single quotes', "id eq 'two words'"],
  ["substringof('a',id)", 'V4 writes contains(name,part)', "contains(id,'a')"],
  ["contains('a',id)", "contains(id,'text')", "contains(id,'text')"],
  // Quotes, blanks, brackets.
  ['id eq "x"', 'between single quotes', "id eq 'x'"],
  ["id eq 'O'Neil'", "as in 'O''Neil'", "id eq 'O''Neil'"],
  ["id eq 'x", "as in 'O''Neil'", "id eq 'x'"],
  ['status in (Pending,Failed)', "('Pending','Failed')", "status in ('Pending','Failed')"],
  ["status in ('Open' 'Done')", 'or a comma and the next member of the list', "status in ('Open','Done')"],
  ['status eq Open', "text needs quotes: 'Open'", "status eq 'Open'"],
  ["status in 'Open'", 'a list stands between parentheses: name in (…)', "status in ('Open')"],
  ["status in ['Open','Done']", 'a list stands between parentheses', "status in ('Open','Done')"],
  ['status in (Open)', "text needs quotes: 'Open'", "status in ('Open')"],
  ['status eq \u2018Open\u2019', "A string stands between single quotes of ASCII: 'Pending'", "status eq 'Open'"],
  ['status eq \u201eOpen\u201c', 'single quotes of ASCII', "status eq 'Open'"],
  ['status eq `Open`', 'single quotes of ASCII', "status eq 'Open'"],
  ["!(status eq 'Open')", 'write not before it', "not (status eq 'Open')"],
  ['!open', 'write not before it', 'not (open eq true)'],
  ['open', 'write open eq true', 'open eq true'],
  ['not status', 'compare status with a value', "not (status eq 'Open')"],
  ['not NULL', '"NULL" has no place there', undefined],
  // Words of other languages for what OData has a word for.
  ['owner eq NULL', 'null is written in lower case', 'owner eq null'],
  ['owner ne undefined', 'null is written in lower case', 'owner ne null'],
  ['owner in (None)', 'null is written in lower case', 'owner in (null)'],
  ['NULL eq owner', 'NULL: Thing has no such property. null is written so', 'null eq owner'],
  ['status eq NULL', "null has no place there; text needs quotes: 'NULL'", "status eq 'NULL'"],
  ['contains(owner,NULL)', "null has no place there; text needs quotes: 'NULL'", "contains(owner,'NULL')"],
  ['size eq nil', 'null has no place there; a value is written 5, without quotes', 'size eq 5'],
  ['double eq Infinity', 'it is written INF', 'double eq INF'],
  ['double ne nan', 'it is written NaN', 'double ne NaN'],
  ['size eq Infinity', 'a value is written 5, without quotes', 'size eq 5'],
  ['open eq yes', 'a value is written true or false, without quotes', 'open eq true'],
  ['at ge yesterday', 'a value is written 2019-11-22T00:00:00Z, without quotes', `at ge ${INSTANT}`],
  ['status eq open', "text needs quotes: 'Open'", "status eq 'Open'"],
  ['level eq low', "text needs quotes: 'Low'", "level eq 'Low'"],
  ['level eq Medium', "a value is written 'Low', between single quotes", "level eq 'Low'"],
  ["(status eq 'Open'", 'to close the parenthesis', "(status eq 'Open')"],
  ["status eq 'Open')", 'closes nothing', "status eq 'Open'"],
  ["status eq ('Open','Done')", 'may only stand after in', "status in ('Open','Done')"],
  [" status eq 'Open'", 'does not begin with a blank', "status eq 'Open'"],
  ["status eq 'Open' ", 'does not end with a blank', "status eq 'Open'"],
  ["status eq 'Open'\nand size eq 1", 'Only blanks and tabs', "status eq 'Open' and size eq 1"],
  ["status eq 'Open' 5", 'Expected an operator or the end', undefined],
  ['', 'Expected an operand', undefined],
  ["$filter=status eq 'Open'", 'Write the filter alone', "status eq 'Open'"],
  ["not status eq 'Open'", 'write not (a eq b)', "not (status eq 'Open')"],
  ["id eq 'a' eq 'b'", 'has no place there', undefined],
  // Literals: of V3, of other forms, of other types.
  [`id eq guid'${GUID}'`, 'between quotes alone where the property is text', `id eq '${GUID}'`],
  [`guid eq guid'${GUID}'`, 'a GUID without quotes', `guid eq ${GUID}`],
  [`id eq ${GUID}`, 'between single quotes', `id eq '${GUID}'`],
  [`guid eq '${GUID}'`, 'without quotes', `guid eq ${GUID}`],
  ["at ge datetime'2019-11-22T00:00:00'", INSTANT, `at ge ${INSTANT}`],
  ["at ge datetimeoffset'2019-11-22T00:00:00Z'", INSTANT, `at ge ${INSTANT}`],
  ["clock ge time'PT13H20M'", '13:20:00', 'clock ge 13:20:00'],
  ["length ge time'PT13H20M'", "duration'PT13H20M'", "length ge duration'PT13H20M'"],
  ["bytes eq X'00'", "binary'…' with base64url", "bytes eq binary'AA'"],
  ["bytes eq binary'*'", 'letters, digits, - and _', "bytes eq binary'T0RhdGE'"],
  ["length gt duration'1h'", "duration'P1DT2H30M15.5S'", "length gt duration'P1DT2H30M15.5S'"],
  ["level eq Sales.Level'a b'", "Sales.Pattern'Solid,32'", "level eq Sales.Level'High'", 'evaluate'],
  ["level eq Sales.Level'High'", 'between quotes, without a type', "level eq 'High'"],
  ['size eq 5L', 'suffixes such as 5L', 'size eq 5'],
  ['price eq 5.', 'at least one digit after its point', 'price eq 5.0'],
  ['price eq -x', 'has no place there', undefined],
  ['price eq +x', 'Expected a digit after the sign', 'price eq +5'],
  ['at ge 03/25/2025', INSTANT, 'at ge 2025-03-25T00:00:00Z'],
  ['at ge 3/5/2025 and size eq 1', INSTANT, 'at ge 2025-03-05T00:00:00Z and size eq 1'],
  ['at ge 25-03-2025', INSTANT, 'at ge 2025-03-25T00:00:00Z'],
  ['at ge 2025/03/25', INSTANT, 'at ge 2025-03-25T00:00:00Z'],
  ['at ge 25.03.2025', INSTANT, 'at ge 2025-03-25T00:00:00Z'],
  ['on ge 2025-3-25', '2019-11-22', 'on ge 2025-03-25'],
  ['at ge 2019-11-22 10:00:00', 'stands a T, and a zone at its end', 'at ge 2019-11-22T10:00:00Z'],
  ['at ge 2019-11-22T10:00:00', 'needs a zone: Z', 'at ge 2019-11-22T10:00:00Z'],
  ['at ge 2019-11-22T10:00:00 02:00', 'such as +02:00', 'at ge 2019-11-22T10:00:00+02:00'],
  ['at ge 2019-11-22T25:00:00Z', 'from 00:00 to 23:59', 'at ge 2019-11-22T23:59:59.5Z'],
  [`at ge 2019-11-22T10:00:00.${'1'.repeat(13)}Z`, 'at most 12 digits', `at ge 2019-11-22T10:00:00.${'1'.repeat(12)}Z`],
  ['at ge 2019-11-22', INSTANT, `at ge ${INSTANT}`],
  ["at ge '2019-11-22T00:00:00Z'", 'without quotes', `at ge ${INSTANT}`],
  ['at ge 2019-02-31T00:00:00Z', 'a day of the calendar', 'at ge 2019-02-28T00:00:00Z'],
  ['on eq 2019-02-31', 'a day of the calendar', 'on eq 2019-02-28'],
  ['on eq 2019-11-22x', 'a timestamp is written 2019-11-22T00:00:00Z', 'on eq 2019-11-22'],
  ['at eq 2019-11-22T00:00:00Zx', 'right after a timestamp', `at eq ${INSTANT}`],
  ['clock eq 25:00', 'from 00:00 to 23:59:59', 'clock eq 23:59:59'],
  ["clock eq '13:20:00'", '13:20:00, without quotes', 'clock eq 13:20:00'],
  ['clock eq 13:20x', 'right after a time of day', 'clock eq 13:20'],
  [`guid eq ${GUID}x`, 'right after a GUID', `guid eq ${GUID}`],
  ["size eq '5'", '5, without quotes', 'size eq 5'],
  ["open eq 'true'", 'true or false, without quotes', 'open eq true'],
  ["on eq '2019-11-22'", '2019-11-22, without quotes', 'on eq 2019-11-22'],
  ["length eq 'PT1H'", "duration'P1DT2H'", "length eq duration'P1DT2H'"],
  ["bytes eq 'AA'", "binary'T0RhdGE'", "bytes eq binary'T0RhdGE'"],
  ['status eq 5', "'Open', between single quotes", "status eq 'Open'"],
  ['id eq 5', "'text', between single quotes", "id eq 'text'"],
  ['id eq null', 'It is never null', undefined],
  ["level eq 'Medium'", 'Allowed: Low, High', "level eq 'High'"],
  ["status eq 'open'", "is spelt 'Open'", "status eq 'Open'"],
  // Names and paths.
  ["Status eq 'Open'", 'It is spelt status', "status eq 'Open'"],
  [`AT ge ${INSTANT}`, 'It is spelt at', `at ge ${INSTANT}`],
  ["statsu eq 'Open'", 'Did you mean status?', "status eq 'Open'"],
  [
    `lastUpdateTimeUtc ge ${INSTANT}`,
    'Did you mean lastUpdateDateTimeUtc? That was only observed',
    `lastUpdateDateTimeUtc ge ${INSTANT}`,
    'observed',
  ],
  [`chagedAt ge ${INSTANT}`, 'Did you mean changedAt? That was only observed', `changedAt ge ${INSTANT}`, 'observed'],
  [
    `ChangedAt ge ${INSTANT}`,
    'It is spelt changedAt; upper and lower case count. That was only',
    `changedAt ge ${INSTANT}`,
    'observed',
  ],
  [`changedAt ge ${INSTANT}`, 'Of checkFilter, { observed: true }', `changedAt ge ${INSTANT}`, 'observed'],
  ["Note eq 'a'", 'The service does not filter by that either', undefined],
  ["note eq 'a'", 'does not filter Things by it', undefined],
  ["nothing eq 'a'", 'Allowed: id, status', "id eq 'a'"],
  ["id gt 'a'", 'Allowed: eq, ne, in', "id ne 'a'"],
  ['status in ()', 'in needs a list', "status in ('Open')"],
  ["$it/status eq 'Open'", 'write status alone, without $it/', "status eq 'Open'"],
  ["owner/name eq 'a'", 'a path has no place there', undefined],
  ['tags/$count gt 1', 'has no place there', undefined],
  ['$count gt 1', "found '$count'", undefined],
  ['tags/$value eq 1', 'Expected $count or $filter(…)', 'tags/$count eq 1', 'evaluate'],
  ['tags/$filter($it eq 1', 'to close $filter', "tags/$filter($this eq 'a')/$count eq 1", 'evaluate'],
  ["tags/$filter $this eq 'a'", "Expected '(' after $filter", "tags/$filter($this eq 'a')/$count eq 1", 'evaluate'],
  ['tags/$counts eq 1', 'Expected the end of $count', 'tags/$count eq 1', 'evaluate'],
  ['tags/$count($top=1) eq 1', '$filter=… and $search=…', "tags/$count($filter=$this eq 'a') eq 1", 'evaluate'],
  [
    'tags/$count($filter=true;$filter=true) eq 1',
    '$filter may stand only once',
    'tags/$count($filter=true) eq 1',
    'evaluate',
  ],
  ['tags/$count($filter=true 5 eq 1', 'or ; and the next option', 'tags/$count($filter=true) eq 1', 'evaluate'],
  ["any(t:t eq 'a')", "tags/any(t:t eq 'a')", "tags/any(t:t eq 'a')"],
  ['tags/all()', 'as in all(t:t eq 1)', "tags/all(t:t eq 'a')"],
  ["tags/any('a')", 'the variable of any, as in any(t:t eq 1)', "tags/any(t:t eq 'a')"],
  ["tags/any(t t eq 'a')", 'after the variable of any', "tags/any(t:t eq 'a')"],
  ["tags/any(t:t eq 'a'", 'to close any', "tags/any(t:t eq 'a')"],
  ['true or open eq true', 'would widen the query', undefined],
  ['id/ eq 1', 'Expected the next segment', undefined],
  ['id/@ eq 1', 'Expected the name of an annotation', undefined],
  ['@ eq 1', 'Expected the name of an alias', '@p eq 1', 'parse'],
  ['$root eq 1', 'a slash and the name of an entity set', '$root/Things eq 1', 'parse'],
  ['Model.Thing eq 1', 'a call needs parentheses, a cast a path after it', "Model.Thing/id eq 'a'", 'evaluate'],
  [`${'a'.repeat(129)} eq 1`, 'at most 128 characters', undefined],
  ['Foo.Bar(1,2) eq 1', 'as in Foo.Bar(order=1,line=2)', 'Foo.Bar(order=1,line=2) eq 1', 'parse'],
  ['tags/Foo.Bar(a=1,2) eq 1', 'name=value', 'tags/Foo.Bar(a=1,b=2) eq 1', 'parse'],
  ['tags/Foo.Bar(a=1 5) eq 1', 'or a comma and the next value', 'tags/Foo.Bar(a=1,b=2) eq 1', 'parse'],
  ['tags/$filter(true)(1,2) eq 1', '(1), (order=1,line=2)', 'tags/$filter(true)(1) eq 1', 'parse'],
  ["contains(id 'a')", 'or a comma and the next argument of contains', "contains(id,'a')"],
  ['cast(size Edm.Int32) eq 1', 'and the name of a type', 'cast(size,Edm.Int32) eq 1', 'evaluate'],
  ['cast(size,5) eq 1', 'such as Edm.String', "cast(size,Edm.String) eq '1'", 'evaluate'],
  ['case(open,1) eq 1', 'case(condition:value,…)', 'case(open:1) eq 1', 'evaluate'],
  ['case(open:1 5:2) eq 1', 'or a comma and the next branch of case', 'case(open:1,true:2) eq 1', 'evaluate'],
  ['{a:1} eq 1', 'a name in double quotes', '{"a":1} eq {"a":1}', 'parse'],
  ['{"a" 1} eq 1', 'after the name of a member', '{"a":1} eq {"a":1}', 'parse'],
  ['["a" "b"] eq tags', 'or a comma and the next one', '["a","b"] eq tags', 'evaluate'],
  ['["a] eq tags', 'JSON string is not closed', '["a"] eq tags', 'evaluate'],
  ['["\\x"] eq tags', 'This is no JSON string', '["\\\\x"] eq tags', 'evaluate'],
  [
    "place eq geography'Point(1)'",
    "SRID=4326;Point(142.1 64.1)'",
    "place eq geography'SRID=4326;Point(142.1 64.1)'",
    'parse',
  ],
  [`${'('.repeat(501)}true${')'.repeat(501)}`, 'levels deep', undefined],
  [`id${'/id'.repeat(501)} eq 1`, 'operators deep', undefined],
  ["id eq '\ud800'", 'Half of a surrogate pair', undefined],
  // The order, and the whole query string.
  ['id sideways', 'Expected asc or desc', 'id asc', 'order'],
  ["id asc'", 'Expected a comma, asc, desc or the end', 'id asc', 'order'],
  ['$top=-1', 'a whole number from 0, in digits', '$top=1', 'query'],
  ['$count=yes', 'true or false', '$count=true', 'query'],
  ['$count', '$count needs a value: $count=…', '$count=true', 'query'],
  ['$top=1&$top=1', 'may stand only once', '$top=1', 'query'],
  ['$stop=1', 'Did you mean $top?', '$top=1', 'query'],
  ['$expand=a', 'not supported here', undefined, 'query'],
  ['https://host/api?$top=1', 'Give the query string alone', '$top=1', 'query'],
  ['$filter=id eq 1#x', 'write it %23', "$filter=id eq '1%23x'", 'query'],
  ["$filter=id eq '5%'", 'is written %25', "$filter=id eq '5%25'", 'query'],
  ["$filter=id eq '%FF'", 'are no UTF-8', undefined, 'query'],
  ['$search=a;b', 'a ; is written %3B', '$search=a%3Bb', 'query'],
  ['$search=', 'a word or a phrase in double quotes', '$search=word', 'query'],
  ['$search="a', 'between double quotes', '$search="a"', 'query'],
  ['$search=(a', 'is not closed', '$search=(a)', 'query'],
  ['$search=()', 'A group of $search needs a word', '$search=(a)', 'query'],
  ['$search="a"b', 'Expected a blank after a phrase', '$search="a" b', 'query'],
  ["$top=1&=id eq 'x'", 'a shell takes $filter for a variable', "$top=1&$filter=id eq 'x'", 'query'],
  ["$top=1&amp;$filter=id eq 'x'", 'A filter stands behind $filter=', "$top=1&$filter=id eq 'x'", 'query'],
  ['$select=id,id', 'selected twice', '$select=id', 'query'],
  ['$select=id status', 'Expected a comma or the end of $select', '$select=id,status', 'query'],
  ['$select=', 'Expected the name of a property', '$select=id', 'query'],
];

/** Prose that no text of a filter leads to, and where it is tested. */
const elsewhere: Readonly<Record<string, string>> = {
  'check/refusals.ts: …: … is no condition….': 'test/builder-hints.test.ts',
  'check/refusals.ts: ; whenDefined(value, …) leaves it out on purpose': 'test/builder-hints.test.ts',
  'args/refuse-tree.ts: … needs a condition; matchAll() asks for every row.': 'the builder, and trees made by hand',
  'args/refuse-tree.ts: The filter is more than … levels deep.': 'trees made by hand: the parser refuses such a text',
  'check/check-operands.ts: text with half a surrogate pair': 'trees made by hand: the parser refuses such a text',
  'check/check-filter.ts: The second argument of checkFilter': 'test/options.test.ts',
  'parse/order-by.ts: An order to parse': 'test/options.test.ts',
  'parse/parse-filter.ts: A filter to parse': 'test/options.test.ts',
  'parse/parse-query.ts: A query string to parse, such as the search of a URL,': 'test/options.test.ts',
};

function refusal(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    if (error instanceof Error && /^(ODataSyntaxError|QueryError|ODataTypeError)$/.test(error.name))
      return error.message;
    throw error;
  }
  return '';
}

const by = (asker: keyof typeof ask | undefined) => ask[asker ?? 'check'];
/** What was refused is asked of who gives the advice: of the check, but for orders and query strings. */
const refuser = ([wrong, , , asker]: Row) =>
  refusal(() =>
    asker === 'order' || (asker === 'query' && /^(\$|https)/.test(wrong)) ? ask[asker](wrong) : ask.check(wrong),
  );

describe('advice is accepted when it is followed', () => {
  for (const row of rows) {
    const [wrong, says, mended, asker] = row;
    test(`${wrong.slice(0, 60)}: ${says}${mended === undefined ? '' : `; so ${mended}`}`, () => {
      expect(refuser(row)).toContain(says);
      expect(refusal(() => mended !== undefined && by(asker)(mended))).toBe('');
    });
  }

  // Sources that were broken on purpose are no list of messages.
  test.skipIf(process.env['MUTANTS_PACKAGE'])(
    'every message of the parser and of the check is followed here',
    async () => {
      const { messages } = await import('./messages.ts');
      const said = rows.map(refuser);
      const unlisted = [...messages].filter(
        ([where, pattern]) => !(where in elsewhere) && !said.some((one) => pattern.test(one)),
      );
      expect(unlisted.map(([where]) => where)).toEqual([]);
      for (const where of Object.keys(elsewhere)) expect(messages.has(where)).toBe(true);
    },
  );
});
