import { expect, describe, test } from 'vitest';
import { capped } from '../../test/support/capped.ts';
import { setUp } from '../../test/support/fake-service.ts';
import { movingService, randomFrom } from '../../test/support/moving-set.ts';
import {
  exportAll,
  type ExportCheckpoint,
  type CollectionExport,
  type MachineAction,
  type MachineActionTypes,
  type QueryInput,
} from '../index.ts';

interface Part {
  readonly ids: readonly string[];
  readonly checkpoint: ExportCheckpoint;
}

async function* read(exporting: CollectionExport<MachineAction>): AsyncGenerator<Part> {
  for await (const { rows, checkpoint } of exporting.bySlice()) yield { ids: rows.map(({ id }) => id), checkpoint };
}

describe('an export', () => {
  const pending = { filter: { status: 'Pending' } };
  test.each<[string, QueryInput<MachineActionTypes> | undefined, boolean]>([
    ['a set that moves', undefined, false],
    ['what of it is pending', pending, false],
    ['a set that moves, from a service that cuts its answers off,', undefined, true],
    ['what of it is pending, from a service that cuts its answers off,', pending, true],
  ])(
    'of %s loses nothing and doubles nothing, time and again',
    async (_, query, isCapped) => {
      for (let seed = 0; seed < (isCapped ? 250 : 1000); seed++) {
        const random = randomFrom(seed * 7919);
        const { answer, atStart, stillPending } = movingService(seed, Math.floor(random() * 120));
        const since = Math.floor(random() * 12);
        const capping = { cap: isCapped ? 4 + Math.floor(random() * 24) : Infinity, since, links: seed % 5 === 0 };
        const { client, clock } = setUp(capped(answer, capping), { quota: false });
        const options = { maxPageSize: 4 + Math.floor(random() * 20), concurrency: 1 + (seed % 4) };
        const ids: string[] = [];
        await clock.run(
          (async () => {
            for await (const part of read(exportAll(client.machineActions, query, options))) ids.push(...part.ids);
          })(),
        );
        expect(new Set(ids).size, `seed ${seed} doubles rows`).toBe(ids.length);
        const stays = new Set(stillPending());
        expect(
          atStart.filter((id) => !ids.includes(id) && (!query || stays.has(id))),
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
