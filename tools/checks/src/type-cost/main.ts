import { measure } from './measure.ts';
import { prelude, query } from './queries.ts';

const budget = { instantiations: 40, milliseconds: 1 };
const cost = measure(prelude, query);
process.stdout.write(
  `a query costs ${cost.instantiations.toFixed(1)} instantiations (at most ${budget.instantiations}) ` +
    `and ${cost.milliseconds.toFixed(2)} ms (at most ${budget.milliseconds})\n`,
);
process.exitCode = cost.instantiations <= budget.instantiations && cost.milliseconds <= budget.milliseconds ? 0 : 1;
