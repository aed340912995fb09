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
  const page = takePage(all, query, rows.pageSize, rows.realNames);
  if (empty === 404 && !page.found) {
    throw new Refusal('notFound', `No ${nounOf(definition).toLowerCase()} was found`);
  }
  const link = page.more ? nextLink(url, query, page.rows.length, rows.quirks) : undefined;
  const next = link === undefined ? '' : `,"@odata.nextLink":${JSON.stringify(link)}`;
  const head = `{"@odata.context":${contextOf(url, rows, '')},"value":[`;
  return jsonAnswer(200, rows.writer.writeList(head, page.rows, `]${next}}`));
}

/** Answers with one row. */
export const answerEntity = (url: URL, row: Row, rows: EmulatedRows, status = 200): Answer =>
  jsonAnswer(status, `{"@odata.context":${contextOf(url, rows, '/$entity')},${rows.writer.textOf(row).slice(1)}`);
