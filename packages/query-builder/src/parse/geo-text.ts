/**
 * Whether a text is a geo literal without its prefix and quotes (OData 4.01 ABNF, `fullPointLiteral` and its siblings):
 * `SRID=4326;` and a shape. A small reader by hand: a collection may hold collections, which no regular expression follows.
 */
export function isGeoText(text: string): boolean {
  const head = /^SRID=\d{1,5};/i.exec(text);
  if (!head) return false;
  const end = shapeEnd(text, head[0].length, 0);
  return end === text.length;
}

const MAX_COLLECTIONS = 100;
const POSITION =
  /-?(?:\d+(?:\.\d+)?(?:e[+-]?\d+)?|INF)(?: -?(?:\d+(?:\.\d+)?(?:e[+-]?\d+)?|INF)){1,3}|NaN(?: NaN){1,3}/iy;
const KEYWORD = /(Point|LineString|Polygon|MultiPoint|MultiLineString|MultiPolygon|Collection|GeometryCollection)\(/iy;

/** How deep the parentheses of each shape nest round its positions, and whether it may be empty. */
const SHAPES: ReadonlyMap<string, { readonly nesting: number; readonly mayBeEmpty: boolean }> = new Map([
  ['point', { nesting: 0, mayBeEmpty: false }],
  ['linestring', { nesting: 1, mayBeEmpty: false }],
  ['polygon', { nesting: 2, mayBeEmpty: false }],
  ['multipoint', { nesting: 2, mayBeEmpty: true }],
  ['multilinestring', { nesting: 2, mayBeEmpty: true }],
  ['multipolygon', { nesting: 3, mayBeEmpty: true }],
]);

/** The end of the shape that begins at `from`, or -1. */
function shapeEnd(text: string, from: number, depth: number): number {
  KEYWORD.lastIndex = from;
  const keyword = KEYWORD.exec(text)?.[1]?.toLowerCase();
  if (keyword === undefined || depth > MAX_COLLECTIONS) return -1;
  const inside = from + keyword.length + 1;
  if (keyword === 'point') return closing(text, positionEnd(text, inside));
  const shape = SHAPES.get(keyword);
  if (shape === undefined)
    return closing(
      text,
      listEnd(text, inside, (at) => shapeEnd(text, at, depth + 1)),
    );
  if (shape.mayBeEmpty && text[inside] === ')') return inside + 1;
  return closing(text, listEnd(text, inside, itemReader(text, shape.nesting - 1)));
}

/** Reads one item of a list: a position, or a list in parentheses that is `nesting` deep. */
function itemReader(text: string, nesting: number): (at: number) => number {
  if (nesting === 0) return (at) => positionEnd(text, at);
  const inner = itemReader(text, nesting - 1);
  return (at) => (text[at] === '(' ? closing(text, listEnd(text, at + 1, inner)) : -1);
}

function listEnd(text: string, from: number, itemEnd: (at: number) => number): number {
  let end = itemEnd(from);
  while (end >= 0 && text[end] === ',') end = itemEnd(end + 1);
  return end;
}

const closing = (text: string, at: number): number => (at >= 0 && text[at] === ')' ? at + 1 : -1);

function positionEnd(text: string, from: number): number {
  POSITION.lastIndex = from;
  return POSITION.test(text) ? POSITION.lastIndex : -1;
}
