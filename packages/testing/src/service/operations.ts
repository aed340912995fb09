import { clouds, machineActions } from '@defender-odata/client';
import type { QuirkName } from '../quirks/catalogue.ts';
import type { Presentation } from '../quirks/present.ts';
import type { Row } from '../rows/row.ts';
import type { RowBytes } from '../store/row-bytes.ts';
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
  readonly rowBytes: RowBytes;
  readonly pageSize: number;
}

function contextOf(url: URL, { quirks }: Tenant, suffix: string): string {
  const origin = contextOrigin(url);
  const foreign = origin === clouds.public ? clouds['public-legacy'] : clouds.public;
  return `${quirks.has('foreign-context-host') ? foreign : origin}/api/$metadata#${machineActions.name}${suffix}`;
}

const rowText = (row: Row, { presentation }: Tenant): string => JSON.stringify(presentation?.(row) ?? row);

const encoder = new TextEncoder();

/** The bytes of rows, each with a comma behind it. */
function bytesOf(rows: readonly Row[], tenant: Tenant): readonly Uint8Array[] {
  const { presentation, rowBytes } = tenant;
  if (presentation === undefined) return rows.map((row) => rowBytes.of(row));
  return rows.map((row) => encoder.encode(`${rowText(row, tenant)},`));
}

/** Rows between a head and a tail, in one piece. */
function enclose(head: string, rows: readonly Uint8Array[], tail: string): Uint8Array<ArrayBuffer> {
  const before = encoder.encode(head);
  const after = encoder.encode(tail);
  let length = before.length + after.length;
  for (const row of rows) length += row.length;
  // The last row has no comma behind it.
  const whole = new Uint8Array(rows.length === 0 ? length : length - 1);
  whole.set(before);
  let end = before.length;
  for (const [index, row] of rows.entries()) {
    const bytes = index === rows.length - 1 ? row.subarray(0, -1) : row;
    whole.set(bytes, end);
    end += bytes.length;
  }
  whole.set(after, end);
  return whole;
}

/** Answers `GET /api/machineactions`. */
export function listMachineActions(url: URL, query: ListQuery, tenant: Tenant): Answer {
  const { rows, more } = takePage(candidatesOf(query.filter, tenant.store), query, tenant.pageSize, tenant.store);
  const link = more ? nextLink(url, query, rows.length, tenant.quirks) : undefined;
  const context = JSON.stringify(contextOf(url, tenant, ''));
  const tail = link === undefined ? '' : `,"@odata.nextLink":${JSON.stringify(link)}`;
  return jsonBytesAnswer(200, enclose(`{"@odata.context":${context},"value":[`, bytesOf(rows, tenant), `]${tail}}`));
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
