import { useEffect, useState } from 'preact/hooks';
import type { Analysis } from '../model/analyse.ts';
import type { RowSource } from '../model/fragment.ts';
import type { Reason } from '../model/why-out.ts';
import type { RowsAnswer, Service } from '../service/protocol.ts';
import { Card, Choices } from './parts.tsx';
import { settle } from './settle.ts';

/** How many rows are shown; all of them are counted. */
const SHOWN = 50;
/** How many columns a table has, beside the reason. */
const COLUMNS = 8;

type Side = 'in' | 'out';

/** The rows that match, and why the others do not. */
export function Rows({
  analysis,
  service,
  source,
  onSource,
}: {
  analysis: Analysis;
  service: Service;
  source: RowSource;
  onSource: (source: RowSource) => void;
}) {
  const [side, setSide] = useState<Side>('in');
  const [answer, setAnswer] = useState<RowsAnswer>();
  const [file, setFile] = useState<{ readonly name: string; readonly version: number }>();
  const [said, say] = useState('');
  const { collection, normal, filter, tree } = analysis;
  // While a filter is being typed that is no OData yet, the rows of the last one stay.
  const isReady = !filter || tree !== undefined;

  useEffect(() => {
    let isCurrent = true;
    if (isReady)
      void settle(
        service.evaluate({ source, collection: collection.name, filter: normal, side, limit: SHOWN }),
        (result) => isCurrent && setAnswer(result),
        (words) => isCurrent && say(words),
      );
    return () => {
      isCurrent = false;
    };
  }, [normal, isReady, collection.name, side, source, file?.version]);

  const take = (given: File | undefined) => {
    if (!given) return;
    say(`Reading ${given.name} …`);
    const onCount = (count: number) => {
      say(`${given.name}: ${count.toLocaleString('en')} rows. They do not leave this page.`);
      setFile({ name: given.name, version: (file?.version ?? 0) + 1 });
      onSource('file');
    };
    void settle(service.takeFile(given), onCount, (words) => say(`${given.name}: ${words}`));
  };

  const sources = [
    { value: 'seeded', label: '1,000 drawn rows' },
    { value: 'examples', label: "The documents' examples" },
    ...(file ? [{ value: 'file', label: file.name } as const] : []),
  ] as const;

  return (
    <Card title="Rows" id="rows" note="really evaluated, in this page">
      <div
        class="drop"
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          event.preventDefault();
          take(event.dataTransfer?.files[0]);
        }}
      >
        <div class="row">
          <Choices legend="Over" name="source" choices={sources} value={source} onChoose={onSource} />
          <label class="file">
            <span>JSON or NDJSON of yours</span>
            <input
              type="file"
              accept=".json,.ndjson,.jsonl,application/json"
              onChange={(event) => take(event.currentTarget.files?.[0])}
            />
          </label>
        </div>
        {said && (
          <p role="status" class="said">
            {said}
          </p>
        )}
      </div>
      {!isReady && (
        <p class="note">
          The filter is no OData yet; {answer ? 'these are the rows of the one before it.' : 'rows follow once it is.'}
        </p>
      )}
      {answer && <Result answer={answer} side={side} onSide={setSide} />}
    </Card>
  );
}

function Result({ answer, side, onSide }: { answer: RowsAnswer; side: Side; onSide: (side: Side) => void }) {
  const { total, matching, rows, failure } = answer;
  if (failure) return <p class="bad">{failure}</p>;
  const names = [...new Set(rows.flatMap(({ row }) => Object.keys(row)))].slice(0, COLUMNS);
  const left = (side === 'in' ? matching : total - matching) - rows.length;
  return (
    <>
      <div class="row">
        <p class="count" data-matching={matching} data-total={total}>
          <strong>{matching.toLocaleString('en')}</strong> of {total.toLocaleString('en')} rows match
        </p>
        <Choices
          legend="Show"
          name="side"
          choices={[
            { value: 'in', label: 'which match' },
            { value: 'out', label: 'which are out, and why' },
          ]}
          value={side}
          onChoose={onSide}
        />
      </div>
      {rows.length > 0 && (
        // The table scrolls by itself, so that the keyboard has to reach it.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <div class="table" tabIndex={0} role="group" aria-label="The table, to scroll">
          <table>
            <thead>
              <tr>
                {side === 'out' && <th scope="col">out, because it is not true that</th>}
                {names.map((name) => (
                  <th scope="col" key={name}>
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(({ row, reason }, index) => (
                <tr key={index}>
                  {side === 'out' && <td class="reason">{reason && <Why reason={reason} />}</td>}
                  {names.map((name) => (
                    <td key={name}>{textOf(Object.hasOwn(row, name) ? row[name] : undefined)}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {left > 0 && <p class="note">and {left.toLocaleString('en')} more</p>}
    </>
  );
}

function Why({ reason }: { reason: Reason }) {
  return (
    <>
      <code>{clip(reason.condition)}</code>
      <small>{reason.values.map(([name, value]) => `${name} is ${textOf(value)}`).join(', ')}</small>
    </>
  );
}

const clip = (text: string): string => (text.length > 120 ? `${text.slice(0, 120)}…` : text);

function textOf(value: unknown): string {
  if (value === undefined) return '–';
  return clip(typeof value === 'string' ? value : JSON.stringify(value));
}
