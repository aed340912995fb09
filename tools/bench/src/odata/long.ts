import { from, or } from '@defender-odata/query-builder';
import { compileFilter } from '@defender-odata/query-builder/evaluate';
import { checkFilter, parseFilter } from '@defender-odata/query-builder/parse';
import { type Candidate, measure } from '../shared/measure.ts';
import { report } from '../shared/report.ts';
import { actions } from './actions.ts';

const COUNT = 20_000;
const machines = Array.from({ length: COUNT }, (_, index) => index.toString(16).padStart(40, '0'));
const TEXTS = {
  or: machines.map((id) => `machineId eq '${id}'`).join(' or '),
  and: machines.map((id) => `machineId ne '${id}'`).join(' and '),
  in: `machineId in (${machines.map((id) => `'${id}'`).join(',')})`,
};

/** A filter of 20,000 terms must not block: to parse, check, compile and build it takes at most 100 ms each. */
export function benchLong(): void {
  const candidates: Candidate[] = [];
  for (const [kind, text] of Object.entries(TEXTS)) {
    const node = parseFilter(text);
    candidates.push(
      { name: `parse ${kind}`, run: () => parseFilter(text) },
      { name: `check ${kind}`, run: () => checkFilter(node, actions) },
      { name: `compile ${kind}`, run: () => compileFilter(node, actions.entityType) },
      { name: `parse and compile ${kind}`, run: () => compileFilter(text, actions.entityType) },
    );
  }
  candidates.push(
    {
      name: 'build or(…)',
      run: () =>
        from(actions)
          .filter((a) => or(machines.map((id) => a.machineId.eq(id))))
          .toString(),
    },
    {
      name: 'build a = a.or(b)',
      run: () =>
        from(actions)
          .filter((a) => machines.slice(1).reduce((grown, id) => grown.or(a.machineId.eq(id)), a.machineId.eq('0')))
          .toString(),
    },
  );
  for (const measurement of measure(candidates)) {
    report(`${COUNT} terms: ${measurement.name}`, [measurement], [{ kind: 'at most', us: 100_000 }]);
  }
}
