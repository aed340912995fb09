import { machineActions } from '@defender-odata/client';
import { compileFilter } from '@defender-odata/query-builder/evaluate';
import { createEmulator } from '@defender-odata/testing/emulator';
import { measureAsync } from '../shared/measure-async.ts';
import { report } from '../shared/report.ts';

const FILTERS = [
  "requestor eq 'analyst@contoso.example' and startswith(id,'00')",
  "status in ('Failed','Cancelled') and machineId eq 'none'",
  "contains(id,'abcd')",
];

const urlOf = (filter: string): string =>
  `https://api.security.microsoft.com/api/machineactions?$filter=${encodeURIComponent(filter)}`;

/** A filter over 100,000 rows through the emulator, beside the evaluator alone. */
export async function benchFilter(): Promise<void> {
  const emulator = createEmulator({ machineActions: { count: 100_000 } });
  const { rows } = emulator.machineActions;
  for (const filter of FILTERS) {
    let question = 0;
    // Another question each time: an answer that was given before is not put together again.
    const next = (): string => `${filter} and id ne '${String((question += 1))}'`;
    const times = await measureAsync(
      [
        { name: 'emulator.fetch', run: async () => (await emulator.fetch(urlOf(next()))).text() },
        { name: 'evaluator', run: async () => rows.filter(compileFilter(next(), machineActions.entityType)) },
      ],
      51,
    );
    report(`100,000 rows, ${filter}`, times, [{ kind: 'at most', us: 40_000 }]);
  }
}
