import { clouds, machineActions } from '@defender-odata/client';
import type { QuirkName } from '../quirks/catalogue.ts';
import type { Presentation } from '../quirks/present.ts';
import type { Row } from '../rows/row.ts';
import type { RowStore } from '../store/store.ts';
import { jsonAnswer, type Answer } from './answer.ts';
import { candidatesOf } from './candidates.ts';
import { Refusal } from './error-answers.ts';
import type { ListQuery } from './list-query.ts';
import { nextLink } from './next-link.ts';
import { takePage } from './page.ts';
import { contextOrigin } from './route.ts';

/** What the operations work on. */
export interface Tenant {
  readonly store: RowStore;
  readonly quirks: ReadonlySet<QuirkName>;
  readonly presentation: Presentation | undefined;
  readonly textOf: (row: Row) => string;
  readonly pageSize: number;
}

function contextOf(url: URL, { quirks }: Tenant, suffix: string): string {
  const origin = contextOrigin(url);
  const foreign = origin === clouds.public ? clouds['public-legacy'] : clouds.public;
  return `${quirks.has('foreign-context-host') ? foreign : origin}/api/$metadata#${machineActions.name}${suffix}`;
}

const rowText = (row: Row, { presentation, textOf }: Tenant): string =>
  presentation === undefined ? textOf(row) : JSON.stringify(presentation(row));

/**
 * Texts with commas between, and something before and after. The ends are added to the first and the last text, so that the whole is
 * made in one piece: added to the whole, they would make a tree of texts that is copied once more when it is sent.
 */
function enclose(before: string, texts: string[], after: string): string {
  const last = texts.pop();
  if (last === undefined) return before + after;
  texts.push(last + after);
  texts[0] = `${before}${texts[0] ?? ''}`;
  return texts.join(',');
}

/** Answers `GET /api/machineactions`. */
export function listMachineActions(url: URL, query: ListQuery, tenant: Tenant): Answer {
  const { rows, more } = takePage(candidatesOf(query.filter, tenant.store), query, tenant.pageSize, tenant.store);
  const link = more ? nextLink(url, query, rows.length, tenant.quirks) : undefined;
  const context = JSON.stringify(contextOf(url, tenant, ''));
  const tail = link === undefined ? '' : `,"@odata.nextLink":${JSON.stringify(link)}`;
  const texts = rows.map((row) => rowText(row, tenant));
  return jsonAnswer(200, enclose(`{"@odata.context":${context},"value":[`, texts, `]${tail}}`));
}

/**
 * Answers `GET /api/machineactions/{id}`.
 *
 * @throws Refusal where there is no such action.
 */
export function getMachineAction(url: URL, id: string, tenant: Tenant): Answer {
  const row = tenant.store.get(id);
  if (row === undefined) throw new Refusal('notFound', `Machine action ${id} was not found`);
  const context = JSON.stringify(contextOf(url, tenant, '/$entity'));
  return jsonAnswer(200, `{"@odata.context":${context},${rowText(row, tenant).slice(1)}`);
}
