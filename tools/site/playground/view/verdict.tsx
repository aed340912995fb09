import type { Analysis } from '../model/analyse.ts';

/** Whether the query is fine, and if not, what is wrong, where, and what to write. */
export function Verdict({ analysis, onTake }: { analysis: Analysis; onTake: (filter: string) => void }) {
  const { fault, notes, collection, filter } = analysis;
  const { name } = collection.entitySet;
  return (
    <div class={`verdict ${fault ? 'bad' : 'good'}`} id="verdict" role="status">
      {fault ? (
        <>
          <p>
            <strong>{fault.kind === 'syntax' ? 'This is no OData.' : `${name} does not take this.`}</strong>{' '}
            {fault.message}
          </p>
          {fault.kind === 'syntax' && fault.expected.length > 0 && (
            <p class="expected">
              Expected:{' '}
              {fault.expected.slice(0, 12).map((one) => (
                <code key={one}>{one}</code>
              ))}
              {fault.expected.length > 12 && ' …'}
            </p>
          )}
          {fault.mended !== undefined && (
            <p class="mended">
              Meant? <code>{clip(fault.mended)}</code>{' '}
              <button type="button" onClick={() => onTake(fault.mended ?? '')}>
                Take it over
              </button>
            </p>
          )}
        </>
      ) : (
        <p>
          <strong>{filter ? `${name} takes this.` : `No filter: every row of ${name}.`}</strong>
        </p>
      )}
      {notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
    </div>
  );
}

const clip = (text: string): string => (text.length > 400 ? `${text.slice(0, 400)}…` : text);
