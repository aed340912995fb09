import { useRef } from 'preact/hooks';
import type { Fault } from '../model/fault.ts';

/** Beyond this the mark of a fault is left out: to lay the text out twice would take longer than to read it. */
const MARKED = 20_000;

/** Where a query is typed, with the place of a fault marked under the text. */
export function Editor({
  text,
  fault,
  onType,
}: {
  text: string;
  fault: Fault | undefined;
  onType: (text: string) => void;
}) {
  const mirror = useRef<HTMLPreElement>(null);
  const place = text.length <= MARKED ? fault?.place : undefined;
  const [from, to] = place ?? [0, 0];
  return (
    <div class="editor">
      <label for="query">A filter, a query string, or anything with a URL in it</label>
      <div class="area">
        <pre ref={mirror} aria-hidden="true">
          {place && (
            <>
              {text.slice(0, from)}
              <mark class={to > from ? 'span' : 'point'}>{text.slice(from, to) || '\u200b'}</mark>
              {text.slice(to)}
            </>
          )}
        </pre>
        <textarea
          id="query"
          rows={4}
          spellcheck={false}
          autocomplete="off"
          autocapitalize="off"
          placeholder="status eq 'Failed' and type in ('Isolate','Unisolate')"
          value={text}
          aria-invalid={fault ? 'true' : 'false'}
          aria-describedby="verdict"
          onInput={(event) => onType(event.currentTarget.value)}
          onScroll={(event) => {
            if (mirror.current) mirror.current.scrollTop = event.currentTarget.scrollTop;
          }}
        />
      </div>
    </div>
  );
}
