import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { isDefenderError, type ErrorCode } from '../src/index.ts';
import { actionService, MACHINE, type Behaviour, type Fault, type Row } from './support/action-service.ts';

/** What cannot have been done, as the client can know it: it may be asked again. */
const isProvablyNotDone = ({ seen }: Fault): boolean => seen === 'connect' || seen === 429;

const fault = fc.oneof(
  fc.record({ isDone: fc.constant(false), seen: fc.constantFrom<Fault['seen'][]>('connect', 429, 400, 403, 501) }),
  fc.record({
    isDone: fc.boolean(),
    seen: fc.constantFrom<Fault['seen'][]>('reset', 'silence', 'cut', 303, 408, 500, 502, 503, 504, 520),
  }),
);
const behaviour = fc.record({
  faults: fc.array(fault, { maxLength: 8 }),
  lag: fc.constantFrom(0, 500, 5000, 300_000),
  duplicates: fc.constantFrom('same' as const, 'refuse' as const),
  ahead: fc.constantFrom(0, 90_000, -90_000, 600_000),
}) satisfies fc.Arbitrary<Behaviour>;
/** What was there before: of what kind, how long ago, and whether it is over. */
const before = fc.array(
  fc.record({
    type: fc.constantFrom('Isolate', 'Unisolate'),
    status: fc.constantFrom('Pending', 'Succeeded', 'Cancelled'),
    machineId: fc.constantFrom(MACHINE, '0'.repeat(40)),
    ago: fc.constantFrom(0, 1000, 200_000, 9_000_000),
  }),
  { maxLength: 3 },
);

const codes: readonly ErrorCode[] = [
  'OutcomeUnknown',
  'BadRequest',
  'Forbidden',
  'ServerError',
  'NetworkError',
  'Throttled',
];

test('whatever happens, a call is done once at most, and its outcome has a type', async () => {
  await fc.assert(
    fc.asyncProperty(behaviour, before, async (given, rows) => {
      const { client, clock, writes, add, done, rows: all } = actionService({ ...given, saysDate: true });
      const old = rows.map(({ ago, ...row }) =>
        add({ ...row, requestorComment: 'before' }, clock.now() + given.ahead - ago),
      );
      const options = { comment: 'Case 17', isolationType: 'Full' };
      const outcome = await clock.run(
        client.machines.isolate(MACHINE, options).then(
          (row) => ({ row, wasRunning: row.wasRunning }),
          (error: unknown) => ({ error }),
        ),
      );

      const mine = all.filter((row) => row['requestorComment'] === 'Case 17');
      expect({
        // Every write but the last was one that cannot have been done.
        repeated: given.faults.slice(0, writes.length - 1).filter((one) => !isProvablyNotDone(one)),
        doneTwice: done() > 1 || mine.length > 1,
        ...('error' in outcome ? verdictOn(outcome.error, mine) : verdictOf(outcome, all, old, mine)),
      }).toEqual({ repeated: [], doneTwice: false, isRight: true });
    }),
    { seed: 14, numRuns: 1500 },
  );
}, 120_000);

/** An error has a type, and one that says that nothing was done is right. */
function verdictOn(error: unknown, mine: readonly Row[]) {
  const code = isDefenderError(error) ? error.code : undefined;
  return { isRight: !!code && codes.includes(code) && (code === 'OutcomeUnknown' || mine.length === 0) };
}

/** A row is of the machine and the kind; it is the one that was made, or one that ran before and is told as such. */
function verdictOf({ row, wasRunning }: Outcome, all: readonly Row[], old: readonly Row[], mine: readonly Row[]) {
  const found = all.find(({ id }) => id === row.id);
  const isOld = !!found && old.includes(found);
  const isRunning = isOld && found.status === 'Pending';
  return {
    isRight:
      found?.['machineId'] === MACHINE &&
      found['type'] === 'Isolate' &&
      wasRunning === isOld &&
      (isRunning || (!isOld && found === mine[0])),
  };
}

interface Outcome {
  readonly row: { readonly id: string };
  readonly wasRunning: boolean;
}
