import { clouds, machineActions } from '@defender-odata/client';
import type { QuirkName } from '../quirks/catalogue.ts';
import type { Presentation } from '../quirks/present.ts';
import { createByteWriter } from '../bytes/byte-writer.ts';
import type { Row } from '../rows/row.ts';
import type { KeptRow } from '../store/row-keeper.ts';
import type { RowStore } from '../store/store.ts';
import { jsonAnswer, jsonBytesAnswer, type Answer } from './answer.ts';
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
  readonly pageSize: number;
}

function contextOf(url: URL, { quirks }: Tenant, suffix: string): string {
  const origin = contextOrigin(url);
  const foreign = origin === clouds.public ? clouds['public-legacy'] : clouds.public;
  return `${quirks.has('foreign-context-host') ? foreign : origin}/api/$metadata#${machineActions.name}${suffix}`;
}

const rowText = (row: Row, { presentation }: Tenant): string => JSON.stringify(presentation?.(row) ?? row);

// One for all: an answer is put together and handed on in one go.
const writer = createByteWriter();

function assemble(head: string, rows: readonly KeptRow[], tail: string, tenant: Tenant): Uint8Array<ArrayBuffer> {
  const { keeper } = tenant.store;
  writer.text(head);
  if (tenant.presentation === undefined) keeper.write(rows, writer);
  else for (const kept of rows) writer.text(`${rowText(keeper.rowOf(kept), tenant)},`);
  // The last row has no comma behind it.
  if (rows.length > 0) writer.dropLast();
  writer.text(tail);
  return writer.finish();
}

/** Answers `GET /api/machineactions`. */
export function listMachineActions(url: URL, query: ListQuery, tenant: Tenant): Answer {
  const { rows, more } = takePage(candidatesOf(query.filter, tenant.store), query, tenant.pageSize, tenant.store);
  const link = more ? nextLink(url, query, rows.length, tenant.quirks) : undefined;
  const head = `{"@odata.context":${JSON.stringify(contextOf(url, tenant, ''))},"value":[`;
  const tail = `]${link === undefined ? '' : `,"@odata.nextLink":${JSON.stringify(link)}`}}`;
  return jsonBytesAnswer(200, () => assemble(head, rows, tail, tenant));
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
