import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { scanAnswer } from './scan-answer.ts';
import { writeLines } from './write-lines.ts';

const encode = (text: string) => new TextEncoder().encode(text);

const REFUSED = 'refused';

/** The rows of a body as they are read where they are parsed: decoded as `fetch` does it, then by `JSON.parse`. */
function parsed(bytes: Uint8Array): unknown {
  try {
    const body = JSON.parse(new TextDecoder().decode(bytes));
    if (typeof body !== 'object' || body === null || !Array.isArray(body.value)) return REFUSED;
    return { rows: body.value, nextLink: body['@odata.nextLink'] };
  } catch {
    return REFUSED;
  }
}

function linesOf(bytes: Uint8Array): readonly string[] | undefined {
  const answer = scanAnswer(bytes);
  if (!answer?.value) return undefined;
  // Strict: what comes out is UTF-8.
  const text = new TextDecoder('utf-8', { fatal: true }).decode(writeLines(answer, answer.value));
  expect(text === '' || text.endsWith('\n')).toBe(true);
  return text.split('\n').slice(0, -1);
}

/** The same by way of lines. */
function scanned(bytes: Uint8Array): unknown {
  let lines: readonly string[] | undefined;
  try {
    const nextLink = scanAnswer(bytes.slice())?.['@odata.nextLink'];
    lines = linesOf(bytes.slice());
    if (lines) return { rows: lines.map((line) => JSON.parse(line)), nextLink };
  } catch (error) {
    if (!(error instanceof SyntaxError) || lines) throw error;
  }
  return REFUSED;
}

const space = fc.string({ unit: fc.constantFrom(' ', '\t', '\n', '\r', '\r\n'), maxLength: 2 });

/** Text as JSON, any of its characters by its number. */
const writeText = (value: fc.Arbitrary<string>) =>
  fc.tuple(value, fc.array(fc.boolean(), { minLength: 40, maxLength: 40 })).map(([text, byNumber]) => {
    let index = 0;
    return JSON.stringify(text).replaceAll(/\\.[\da-f]*|[^"]/g, (written) =>
      written.length === 1 && byNumber[index++ % 40]
        ? `\\u${written.charCodeAt(0).toString(16).padStart(4, '0')}`
        : written,
    );
  });

const name = writeText(
  fc.oneof(fc.constantFrom('value', '@odata.nextLink', 'id', 'creationDateTimeUtc', '__proto__', ''), fc.string()),
);

const spaced = (inner: fc.Arbitrary<string>) =>
  fc.tuple(space, inner, space).map(([before, text, after]) => before + text + after);

/** JSON as it may be written: with space anywhere, numbers in every spelling, names twice. */
const { value, list, object } = fc.letrec<Record<'value' | 'list' | 'object', string>>((tie) => {
  const member = fc.tuple(spaced(name), spaced(tie('value'))).map(([key, text]) => `${key}:${text}`);
  return {
    value: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.constantFrom(
        'null',
        'true',
        'false',
        '""',
        '[]',
        '{}',
        '0',
        '-0',
        '1.50',
        '12E+3',
        '-0.1e-07',
        '9007199254740993',
      ),
      writeText(fc.string({ unit: 'binary' })),
      fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
      tie('list'),
      tie('object'),
    ),
    list: fc.array(spaced(tie('value')), { maxLength: 4 }).map((items) => `[${items.join(',')}]`),
    object: fc.array(member, { maxLength: 4 }).map((members) => `{${members.join(',')}}`),
  };
});

const body = fc
  .tuple(
    fc.constantFrom('', '\uFEFF'),
    fc.array(
      fc.tuple(name, value).map(([key, text]) => `${key} :${text}`),
      { maxLength: 2 },
    ),
    fc.array(fc.tuple(space, object), { maxLength: 4 }).map((rows) => rows.map((row) => row.join('')).join(',')),
    fc.array(
      fc.tuple(name, fc.oneof(value, list)).map(([key, text]) => `${key}: ${text}`),
      { maxLength: 2 },
    ),
    space,
  )
  .map(
    ([mark, before, rows, after, end]) =>
      `${mark}${end}{${[...before, `"value":[${rows}]`, ...after].join(',')}}${end}`,
  );

/** What may happen to a body on its way. */
const damage = fc.record({
  kind: fc.constantFrom('replace', 'insert', 'remove', 'cut', 'repeat'),
  at: fc.nat(),
  byte: fc.oneof(
    fc.constantFrom(...encode('{}[]",:\\u0-.eE+tfn \n\r\t\0\u001f\u007f')),
    fc.integer({ min: 0, max: 255 }),
  ),
});

function damaged(bytes: Uint8Array, { kind, at, byte }: { kind: string; at: number; byte: number }): Uint8Array {
  const index = at % (bytes.length + 1);
  const head = bytes.subarray(0, index);
  if (kind === 'cut') return head.slice();
  if (kind === 'insert') return Uint8Array.of(...head, byte, ...bytes.subarray(index));
  if (kind === 'replace') return Uint8Array.of(...head, byte, ...bytes.subarray(index + 1));
  if (kind === 'remove') return Uint8Array.of(...head, ...bytes.subarray(index + 1));
  return Uint8Array.of(...bytes.subarray(0, index + 1), ...bytes.subarray(index));
}

describe('lines hold exactly what the rows of a body are', () => {
  test('for any JSON', () => {
    fc.assert(
      fc.property(fc.oneof({ weight: 4, arbitrary: body }, { weight: 1, arbitrary: value }), (text) => {
        expect(scanned(encode(text))).toStrictEqual(parsed(encode(text)));
      }),
      { numRuns: 1000 },
    );
  });

  test('for any damaged body: both are refused, or both are the same', () => {
    fc.assert(
      fc.property(body, fc.array(damage, { minLength: 1, maxLength: 3 }), (text, damages) => {
        const bytes = damages.reduce(damaged, encode(text));
        expect(scanned(bytes)).toStrictEqual(parsed(bytes));
      }),
      { numRuns: 2500 },
    );
  });

  test('for each byte in the place of each byte, before it, and without it', () => {
    const fine = encode('{"value":[{"a":-1.5e+2,"b":"\\u00e9\\n\u00fc","c":[true,false,null,[],{}]},{"":0}]}');
    const all = Array.from({ length: 256 }, (_, byte) => byte);
    const differing: string[] = [];
    for (let at = 0; at <= fine.length; at++) {
      const others = all.flatMap((byte) => ['replace', 'insert'].map((kind) => damaged(fine, { kind, at, byte })));
      for (const bytes of [...others, damaged(fine, { kind: 'remove', at, byte: 0 })])
        if (JSON.stringify(scanned(bytes)) !== JSON.stringify(parsed(bytes)))
          differing.push(new TextDecoder().decode(bytes));
    }
    expect(differing).toEqual([]);
  });

  test('for any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 12 }), (bytes) => {
        expect(scanned(bytes)).toStrictEqual(parsed(bytes));
      }),
      { numRuns: 1000 },
    );
  });

  test('for what is nested deeper than a stack', () => {
    const deep = `${'[{"a":'.repeat(100_000)}1${'}]'.repeat(100_000)}`;
    expect(linesOf(encode(`{"value":[{"a":${deep}}]}`))).toEqual([`{"a":${deep}}`]);
    expect(() => scanAnswer(encode(`{"value":[{"a":${deep.slice(0, -1)}}]}`))).toThrow(SyntaxError);
  });
});

describe('a line', () => {
  test('is what the service wrote: spelling of numbers, escapes, unknown keys, their order, spaces', () => {
    const rows = ['{"b":1.50, "a":-0,"id":"\\u0041\\/"}', '{ "x":[1E+2,{"id":"ß😀"}] }', '{}'];
    expect(linesOf(encode(`{"value":[${rows.join(',')}]}`))).toEqual(rows);
    expect(linesOf(encode(`{"value" : [ ${rows.join(' ,\t')} ] }`))).toEqual(rows);
  });

  test('has no line break in it', () => {
    const text = JSON.stringify({ value: [{ a: [1, 'x\ny'], b: {} }, { c: null }] }, undefined, 1);
    expect(linesOf(encode(text.replaceAll('\n', '\r\n')))).toEqual([
      '{   "a": [    1,    "x\\ny"   ],   "b": {}  }',
      '{   "c": null  }',
    ]);
  });

  test('is UTF-8, whatever came', () => {
    const bytes = Uint8Array.of(...encode('{"value":[{"a":"ü'), 0xe2, 0x82, ...encode('"}]}'));
    expect(linesOf(bytes)).toEqual(['{"a":"ü\uFFFD"}']);
  });
});

test('rows that stand close together become lines in the place where they are', () => {
  const bytes = encode('{"value":[{"a":1},{"b":"ü"}]}');
  const answer = scanAnswer(bytes);
  const lines = writeLines(answer as NonNullable<typeof answer>, answer?.value ?? []);
  expect([lines.buffer, lines.byteOffset]).toEqual([bytes.buffer, 10]);
});

test.each([
  '-',
  '1.',
  '.5',
  '1e',
  '1e+',
  '01',
  '-01',
  '+1',
  '0x1',
  'nul',
  'nulll',
  'NaN',
  '1 2',
  '"a" "b"',
  '[1,]',
  '[,1]',
  '{"a":1,}',
  '{"a"}',
  '{a:1}',
  '{1:1}',
  '"\\a"',
  '"\\u12g4"',
  '"\\u12"',
  '"\\',
  '"\t"',
  "'a'",
  '[}',
  '{]',
  '[1}',
  '//',
  '',
])('a row with %s for a value is refused', (text) => {
  const bytes = encode(`{"value":[{"a":${text}}]}`);
  expect(parsed(bytes)).toBe(REFUSED);
  expect(() => scanAnswer(bytes)).toThrow(SyntaxError);
});

test.each([
  ['{"value":[]}', []],
  ['{"value":[{"a":1}],"value":[]}', []],
  ['{"value":1,"\\u0076alue":[{"a":1}]}', ['{"a":1}']],
  ['{"other":{"value":[1]}}', undefined],
  ['[{"value":[]}]', undefined],
  ['{"value":[1,null,"x"]}', ['1', 'null', '"x"']],
])('%s gives the lines %j', (text, lines) => {
  expect(linesOf(encode(text))).toEqual(lines);
});
