import { clouds } from '@defender-odata/client';
import type { TenantCollection } from './tenant.ts';
import type { QuirkName } from '../quirks/catalogue.ts';
import { nounOf } from '../rows/definition.ts';
import { realNames } from '../rows/real-names.ts';
import type { Row } from '../rows/row.ts';
import { jsonAnswer, type Answer } from '../http/answer.ts';
import { createAnswerCache, type AnswerCache } from '../http/answer-cache.ts';
import { Refusal } from '../http/error-answers.ts';
import type { ListQuery } from '../odata/list-query.ts';
import { nextLink } from '../odata/next-link.ts';
import { takePage } from '../odata/page.ts';
import { contextOrigin } from '../http/route.ts';
import type { RowWriter } from '../odata/row-writer.ts';

/** A collection that answers: its rows, and how they look. */
export interface EmulatedRows {
  readonly collection: TenantCollection;
  readonly quirks: ReadonlySet<QuirkName>;
  readonly writer: RowWriter;
  /** How many rows a page has at most. */
  readonly pageSize: number;
  readonly answers: AnswerCache;
  readonly realNames: (row: Row) => Row;
}

/** Makes a collection answer. */
export function emulateRows(
  collection: TenantCollection,
  parts: Pick<EmulatedRows, 'quirks' | 'writer' | 'pageSize'>,
): EmulatedRows {
  return {
    collection,
    ...parts,
    answers: createAnswerCache(() => collection.store.version),
    realNames: realNames(collection.definition),
  };
}

function contextOf(url: URL, { quirks, collection }: EmulatedRows, suffix: string): string {
  const origin = contextOrigin(url);
  const foreign = origin === clouds.public ? clouds['public-legacy'] : clouds.public;
  const { name } = collection.definition.entitySet;
  return JSON.stringify(`${quirks.has('foreign-context-host') ? foreign : origin}/api/$metadata#${name}${suffix}`);
}

/** Every row that matches, in the order that was asked for: what `$count` counts, before `$skip` and `$top`. */
function takeWhole(all: readonly Row[], { matches, compare }: ListQuery, named: (row: Row) => Row): readonly Row[] {
  const matching = matches === undefined ? all : all.filter((row) => matches(named(row)));
  return compare === undefined ? matching : matching.toSorted((left, right) => compare(named(left), named(right)));
}

/** The selected properties of a row, in the row's order; one that the row lacks stays missing. */
const pick = (row: Row, names: readonly string[]): Row =>
  Object.fromEntries(Object.entries(row).filter(([key]) => names.includes(key)));

/**
 * Answers a list.
 *
 * @param among Which of the rows belong to what the path names; undefined for all.
 * @param empty The status where no row matches, instead of an empty list.
 * @throws Refusal where that status says that nothing was found.
 */
export function answerList(
  url: URL,
  query: ListQuery,
  rows: EmulatedRows,
  among: ((row: Row) => boolean) | undefined,
  empty: number | undefined,
): Answer {
  const { definition, store } = rows.collection;
  const all = among === undefined ? store.listed : store.listed.filter(among);
  const { compare, count, onward, select } = query;
  const whole = compare === undefined && count === undefined ? undefined : takeWhole(all, query, rows.realNames);
  const { matches: _, ...withoutFilter } = query;
  const { top, ...withoutTop } = whole === undefined ? query : withoutFilter;
  const isPage = onward === '$skiptoken' && top !== undefined && top > 0;
  const page = isPage
    ? takePage(whole ?? all, withoutTop, Math.min(top, rows.pageSize), rows.realNames)
    : takePage(whole ?? all, whole === undefined ? query : withoutFilter, rows.pageSize, rows.realNames);
  if (empty === 404 && !page.found) {
    throw new Refusal('notFound', `No ${nounOf(definition).toLowerCase()} was found`);
  }
  const link = page.more ? nextLink(url, query, page.rows.length, rows.quirks) : undefined;
  const next = link === undefined ? '' : `,"@odata.nextLink":${JSON.stringify(link)}`;
  const counted = count === undefined ? '' : `"@odata.count":${String(whole?.length ?? 0)},`;
  const context = contextOf(url, rows, select === undefined ? '' : `(${select.join(',')})`);
  const shown = select === undefined ? page.rows : page.rows.map((row) => pick(rows.realNames(row), select));
  return jsonAnswer(200, rows.writer.writeList(`{"@odata.context":${context},${counted}"value":[`, shown, `]${next}}`));
}

/** Answers with one row. */
export const answerEntity = (url: URL, row: Row, rows: EmulatedRows, status = 200): Answer =>
  jsonAnswer(status, `{"@odata.context":${contextOf(url, rows, '/$entity')},${rows.writer.textOf(row).slice(1)}`);

/** Answers with a value that is no entity. */
export function answerValue(url: URL, value: unknown): Answer {
  const context = `${contextOrigin(url)}/api/$metadata#Edm.String`;
  return jsonAnswer(200, JSON.stringify({ '@odata.context': context, value }));
}
