import { durationText, priceOf, type Limit, type Price as Cost } from '../model/price.ts';
import type { Analysis } from '../model/analyse.ts';
import { Card } from './parts.tsx';

/** More rows than any tenant has; above it the sum would only take long. */
const MOST = 100_000_000;
/** More pages than this are not reckoned call by call. */
const PAGES = 20_000;

/** What the query costs: calls, and the least time under the limits. */
export function Price({
  analysis,
  expected,
  onExpect,
}: {
  analysis: Analysis;
  expected: number;
  onExpect: (rows: number) => void;
}) {
  const { collection, top } = analysis;
  const page = collection.entitySet.top?.maximum ?? 1000;
  const rows = Math.min(expected, top ?? Infinity, MOST, PAGES * page);
  const cost = priceOf(rows, page, collection.rateLimits);
  return (
    <Card title="Price" id="price" note={collection.rateLimits.map(limitText).join(', ')}>
      <label class="expect">
        Rows expected{' '}
        <input
          type="number"
          min={0}
          max={MOST}
          step={1}
          value={expected}
          onInput={({ currentTarget: { value } }) => {
            if (/^\d{1,9}$/.test(value)) onExpect(Number(value));
          }}
        />
      </label>
      <p class="cost">
        <strong>{cost.calls.toLocaleString('en')}</strong> {cost.calls === 1 ? 'call' : 'calls'}
        {', '}
        <strong>{cost.seconds === 0 ? 'at once' : `${durationText(cost.seconds)} at least`}</strong>
        {rows < expected && ` for the ${rows.toLocaleString('en')} rows that are listed`}
      </p>
      <Chart cost={cost} limits={collection.rateLimits} />
      <p class="note">
        Pages of {page.toLocaleString('en')} rows. A complete copy with <code>exportAll</code> costs the same calls, and
        one more for each slice of time that was too full.
      </p>
    </Card>
  );
}

const limitText = ({ calls, seconds }: Limit): string =>
  `${calls.toLocaleString('en')} calls in ${durationText(seconds)}`;

const WIDTH = 600;
const HEIGHT = 120;

/** The calls over time, as a staircase: each step is a window that was full. */
function Chart({ cost, limits }: { cost: Cost; limits: readonly Limit[] }) {
  const longest = Math.max(...limits.map(({ seconds }) => seconds), 1);
  const span = Math.max(cost.seconds * 1.05, longest / 12);
  const x = (seconds: number) => (seconds / span) * WIDTH;
  const y = (calls: number) => HEIGHT - (calls / cost.calls) * (HEIGHT - 8);
  const points = cost.steps.map(([seconds, calls]) => `H${x(seconds).toFixed(1)}V${y(calls).toFixed(1)}`);
  const windows = limits.map(({ seconds }) => seconds).filter((seconds) => seconds < span);
  return (
    <svg
      class="chart"
      viewBox={`0 0 ${WIDTH} ${HEIGHT + 20}`}
      role="img"
      aria-label={`${cost.calls} calls over ${durationText(cost.seconds)}`}
    >
      {windows.flatMap((seconds) =>
        Array.from({ length: Math.min(60, Math.floor(span / seconds)) }, (_, index) => (
          <line
            key={`${seconds} ${index}`}
            class={seconds === longest ? 'hour' : 'minute'}
            x1={x((index + 1) * seconds)}
            x2={x((index + 1) * seconds)}
            y1={0}
            y2={HEIGHT}
          />
        )),
      )}
      <path class="area" d={`M0 ${HEIGHT}${points.join('')}H${WIDTH}V${HEIGHT}Z`} />
      <path class="stair" d={`M0 ${HEIGHT}${points.join('')}H${WIDTH}`} />
      <text x={0} y={HEIGHT + 16}>
        0
      </text>
      <text x={WIDTH} y={HEIGHT + 16} text-anchor="end">
        {durationText(span)}
      </text>
    </svg>
  );
}
