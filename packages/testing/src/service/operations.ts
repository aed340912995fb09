import { clouds, machineActions } from '@defender-odata/client';
import type { QuirkName } from '../quirks/catalogue.ts';
import type { RowStore } from '../store/store.ts';
import { jsonAnswer, type Answer } from './answer.ts';
import { Refusal } from './error-answers.ts';
import type { ListQuery } from './list-query.ts';
import { nextLink } from './next-link.ts';
import { takePage } from './page.ts';
import { contextOrigin } from './route.ts';
import type { RowWriter } from './row-writer.ts';

/** What the operations work on. */
export interface Tenant {
  readonly store: RowStore;
  readonly quirks: ReadonlySet<QuirkName>;
  readonly writer: RowWriter;
  readonly pageSize: number;
}

function contextOf(url: URL, { quirks }: Tenant, suffix: string): string {
  const origin = contextOrigin(url);
  const foreign = origin === clouds.public ? clouds['public-legacy'] : clouds.public;
  return `${quirks.has('foreign-context-host') ? foreign : origin}/api/$metadata#${machineActions.name}${suffix}`;
}

/** Answers `GET /api/machineactions`. */
export function listMachineActions(url: URL, query: ListQuery, tenant: Tenant): Answer {
  const { rows, more } = takePage(tenant.store.listed, query, tenant.pageSize);
  const link = more ? nextLink(url, query, rows.length, tenant.quirks) : undefined;
  const context = JSON.stringify(contextOf(url, tenant, ''));
  const next = link === undefined ? '' : `,"@odata.nextLink":${JSON.stringify(link)}`;
  return jsonAnswer(200, tenant.writer.writeList(`{"@odata.context":${context},"value":[`, rows, `]${next}}`));
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
  return jsonAnswer(200, `{"@odata.context":${context},${tenant.writer.textOf(row).slice(1)}`);
}
