import type { EntityType } from '@defender-odata/query-builder';

/** A row of the evaluation benchmarks, as JSON has it. */
export interface Row {
  readonly id: string;
  readonly status: string;
  readonly requestor: string | null;
  readonly computerDnsName: string | null;
  readonly machineId: string;
  readonly creationDateTimeUtc: string;
  readonly price: number | string;
  readonly bytes: number | string;
  readonly errorHResult: number | null;
}

export const rowType: EntityType = {
  name: 'Row',
  key: ['id'],
  properties: {
    id: { type: 'Edm.String' },
    status: { type: 'Edm.String' },
    requestor: { type: 'Edm.String', nullable: true },
    computerDnsName: { type: 'Edm.String', nullable: true },
    machineId: { type: 'Edm.String' },
    creationDateTimeUtc: { type: 'Edm.DateTimeOffset' },
    price: { type: 'Edm.Decimal' },
    bytes: { type: 'Edm.Int64' },
    errorHResult: { type: 'Edm.Int32', nullable: true },
  },
};

/** A small generator of numbers (mulberry32), so that every run has the same rows. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const STATUS = ['Pending', 'InProgress', 'Succeeded', 'Failed', 'TimeOut', 'Cancelled'] as const;

const hex = (random: () => number, length: number): string =>
  Array.from({ length }, () => Math.floor(random() * 16).toString(16)).join('');

const guid = (random: () => number): string => [8, 4, 4, 4, 12].map((length) => hex(random, length)).join('-');

/** Rows that went through JSON, as those of a service do. Some numbers are strings, where services write them so. */
export function createRows(count: number): readonly Row[] {
  const random = createRandom(1);
  const rows = Array.from({ length: count }, (_, index): Row => {
    const at = new Date(Date.UTC(2019, 0, 1) + Math.floor(random() * 365 * 86_400_000));
    const ticks = String(Math.floor(random() * 10_000))
      .padStart(4, '0')
      .replace(/0+$/, '');
    const cents = Math.floor(random() * 100_000);
    const bytes = Math.floor(random() * 1e9);
    return {
      id: guid(random),
      status: STATUS[Math.floor(random() * STATUS.length)] ?? 'Pending',
      requestor: random() < 0.1 ? null : `Analyst${Math.floor(random() * 50)}@contoso.com`,
      computerDnsName: random() < 0.1 ? null : `Desktop-${hex(random, 6)}.Contoso.local`,
      machineId: hex(random, 40),
      creationDateTimeUtc: at.toISOString().replace('Z', `${ticks}Z`),
      price: index % 4 === 0 ? (cents / 100).toFixed(2) : cents / 100,
      bytes: index % 4 === 0 ? String(bytes) : bytes,
      errorHResult: random() < 0.3 ? null : Math.floor(random() * 10) - 5,
    };
  });
  return JSON.parse(JSON.stringify(rows)) as readonly Row[]; // the same rows
}
