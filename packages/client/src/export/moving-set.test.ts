import { expect, describe, test } from 'vitest';
import { setUp } from '../../test/support/fake-service.ts';
import { movingService, randomFrom } from '../../test/support/moving-set.ts';
import { exportAll, type ExportCheckpoint, type MachineActionExport, type MachineActionsQuery } from '../index.ts';

interface Part {
  readonly ids: readonly string[];
  readonly checkpoint: ExportCheckpoint;
}

async function* read(exporting: MachineActionExport): AsyncGenerator<Part> {
  for await (const { rows, checkpoint } of exporting.bySlice()) yield { ids: rows.map(({ id }) => id), checkpoint };
}

describe('an export', () => {
  test.each<[string, MachineActionsQuery | undefined]>([
    ['a set that moves', undefined],
    ['what of it is pending', { filter: { status: 'Pending' } }],
  ])(
    'of %s loses nothing and doubles nothing, 1,000 times over',
    async (_, query) => {
      for (let seed = 0; seed < 1000; seed++) {
        const random = randomFrom(seed * 7919);
        const { answer, atStart, stillPending } = movingService(seed, Math.floor(random() * 120));
        const { client, clock } = setUp(answer, { quota: false });
        const options = { maxPageSize: 4 + Math.floor(random() * 20), concurrency: 1 + (seed % 4) };
        const ids: string[] = [];
        await clock.run(
          (async () => {
            for await (const part of read(exportAll(client.machineActions, query, options))) ids.push(...part.ids);
          })(),
        );
        expect(new Set(ids).size, `seed ${seed} doubles rows`).toBe(ids.length);
        const pending = new Set(stillPending());
        expect(
          atStart.filter((id) => !ids.includes(id) && (!query || pending.has(id))),
          `seed ${seed} loses rows`,
        ).toEqual([]);
        expect(clock.pending).toBe(0);
      }
    },
    120_000,
  );

  test('that crashes anywhere goes on from its checkpoint, with nothing lost and nothing doubled', async () => {
    for (let seed = 0; seed < 100; seed++) {
      const { answer, atStart, random } = movingService(seed, 80);
      const ids: string[] = [];
      let checkpoint: ExportCheckpoint | undefined;
      for (let isDone = false; !isDone;) {
        // Each run is a process of its own; it keeps what it wrote together with the rows, and nothing else.
        const { client, clock } = setUp(answer, { quota: false });
        const crashAfter = 1 + Math.floor(random() * 4);
        isDone = await clock.run(
          (async () => {
            let slices = 0;
            const exporting = exportAll(client.machineActions, undefined, { checkpoint, maxPageSize: 7 });
            for await (const part of read(exporting)) {
              ids.push(...part.ids);
              checkpoint = JSON.parse(JSON.stringify(part.checkpoint));
              if (++slices === crashAfter) return false;
            }
            return true;
          })(),
        );
      }
      expect(new Set(ids).size, `seed ${seed} doubles rows`).toBe(ids.length);
      expect(
        atStart.filter((id) => !ids.includes(id)),
        `seed ${seed} loses rows`,
      ).toEqual([]);
      expect(checkpoint).toMatchObject({ version: 1, pending: [], rows: ids.length });
    }
  }, 60_000);
});
