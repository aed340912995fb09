import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { examples } from '../examples.ts';
import { analyse, type Analysis } from '../model/analyse.ts';
import { listed } from '../model/collections.ts';
import { readFragment, writeFragment, type RowSource, type State } from '../model/fragment.ts';
import type { Service } from '../service/protocol.ts';
import { Editor } from './editor.tsx';
import { EmulatorPanel } from './emulator.tsx';
import { Enforcers } from './enforcers.tsx';
import { Card, Choices, Code } from './parts.tsx';
import { Price } from './price.tsx';
import { Rows } from './rows.tsx';
import { settle } from './settle.ts';
import { Url } from './url.tsx';
import { Verdict } from './verdict.tsx';

/** Longer texts are read once the typing pauses. */
const AT_ONCE = 20_000;
const PAUSE = 250;

export function App({ service }: { service: Service }) {
  const begin = useMemo(() => readFragment(location.hash), []);
  const [state, setState] = useState(begin.state);
  const [odd, setOdd] = useState(begin.odd);
  const [source, setSource] = useState<RowSource>(begin.state.rows);
  const change = (part: Partial<State>) => setState((before) => ({ ...before, ...part }));

  useEffect(() => {
    const onHash = () => {
      const read = readFragment(location.hash);
      setState(read.state);
      setOdd(read.odd);
      setSource(read.state.rows);
    };
    addEventListener('hashchange', onHash);
    return () => removeEventListener('hashchange', onHash);
  }, []);

  const link = useMemo(() => writeFragment(state), [state]);
  useEffect(() => {
    // Replaced, not pushed: Back leads to the page before, not through every letter.
    if (link !== undefined) history.replaceState(undefined, '', `#${link}`);
  }, [link]);

  const analysis = useAnalysis(state);
  const take = (filter: string) =>
    change({ text: analysis.filter && state.text !== filter ? takeOver(state.text, analysis.filter, filter) : filter });

  return (
    <>
      <a
        class="skip"
        href="#query"
        onClick={(event) => {
          // The fragment is the state of the page.
          event.preventDefault();
          document.querySelector<HTMLElement>('#query')?.focus();
        }}
      >
        To the query
      </a>
      <header class="top">
        <a class="brand" href="../index.html">
          defender-odata
        </a>
        <h1>Playground</h1>
        <p>Parsed, explained, checked, evaluated and priced in this page. Nothing is sent.</p>
      </header>
      <main>
        <section class="ask" aria-label="The query">
          <div class="row">
            <Choices
              legend="Collection"
              name="collection"
              choices={listed.map(({ name, entitySet }) => ({ value: name, label: entitySet.name }))}
              value={analysis.collection.name}
              onChoose={(collection) => change({ collection })}
            />
            <label class="check">
              <input
                type="checkbox"
                checked={state.observed}
                onChange={({ currentTarget: { checked } }) => change({ observed: checked })}
              />
              also what was only observed to work
            </label>
          </div>
          <Editor text={state.text} fault={analysis.fault} onType={(text) => change({ text })} />
          <Verdict analysis={analysis} onTake={take} />
          {odd.length > 0 && (
            <p role="status" class="note">
              The link was read as far as it is understood: {odd.join('; ')}.
            </p>
          )}
          <div class="row examples">
            <span>Try</span>
            {examples.map(({ title, collection, text }) => (
              <button key={title} type="button" class="quiet" onClick={() => change({ collection, text })}>
                {title}
              </button>
            ))}
            <Share link={link} />
          </div>
        </section>
        <Meaning analysis={analysis} onTake={take} />
        <Written analysis={analysis} />
        <Rows
          analysis={analysis}
          service={service}
          source={source}
          onSource={(next) => {
            setSource(next);
            if (next !== 'file') change({ rows: next });
          }}
        />
        <Url analysis={analysis} observed={state.observed} service={service} />
        <Price analysis={analysis} expected={state.expected} onExpect={(expected) => change({ expected })} />
        <EmulatorPanel analysis={analysis} service={service} />
        <Enforcers collection={analysis.collection.name} service={service} />
      </main>
    </>
  );
}

/** Reads the text: at once where that is quick, else once the typing pauses. */
function useAnalysis({ text, collection, observed }: State): Analysis {
  const [slow, setSlow] = useState(text);
  const isQuick = text.length <= AT_ONCE;
  useEffect(() => {
    if (isQuick) return undefined;
    const timer = setTimeout(() => setSlow(text), PAUSE);
    return () => clearTimeout(timer);
  }, [text]);
  const read = isQuick ? text : slow;
  return useMemo(() => analyse(read, { collection, observed }), [read, collection, observed]);
}

/** Puts a filter in the place of the one that stands in a text; in a URL it is encoded. */
function takeOver(text: string, before: string, after: string): string {
  if (text.includes(before)) return text.replace(before, () => after);
  const encoded = /((?:\$|%24)filter=)[^&\s]*/i;
  return encoded.test(text) ? text.replace(encoded, (_, name: string) => name + encodeURIComponent(after)) : after;
}

function Share({ link }: { link: string | undefined }) {
  const [said, say] = useState('');
  const timer = useRef(0);
  if (link === undefined) return <span class="note">Too long for a link</span>;
  const copy = () => {
    const url = `${location.href.replace(/#.*$/, '')}#${link}`;
    void settle(
      navigator.clipboard.writeText(url),
      () => say('Link copied'),
      () => say('The link is in the address bar'),
    );
    clearTimeout(timer.current);
    timer.current = window.setTimeout(() => say(''), 2000);
  };
  return (
    <button type="button" class="quiet share" onClick={copy}>
      {said || 'Copy a link to this'}
    </button>
  );
}

function Meaning({
  analysis: { sentence, normal, filter },
  onTake,
}: {
  analysis: Analysis;
  onTake: (filter: string) => void;
}) {
  if (sentence === undefined || normal === undefined) return null;
  return (
    <Card title="In words" id="meaning">
      <p class="sentence">{capital(sentence)}.</p>
      {normal === filter ? (
        <p class="note">Written as short as it can be.</p>
      ) : (
        <>
          <h3>With the fewest parentheses</h3>
          <Code text={normal} label="The filter in its normal form" />
          <button type="button" class="quiet" onClick={() => onTake(normal)}>
            Write it so
          </button>
        </>
      )}
    </Card>
  );
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function Written({ analysis: { builder, object } }: { analysis: Analysis }) {
  const [form, choose] = useState<'builder' | 'object'>('builder');
  if (builder === undefined) return null;
  const hasBoth = object !== undefined;
  return (
    <Card title="In TypeScript" id="code">
      {hasBoth && (
        <Choices
          legend="As"
          name="form"
          choices={[
            { value: 'builder', label: 'a callback' },
            { value: 'object', label: 'an object' },
          ]}
          value={form}
          onChoose={choose}
        />
      )}
      <Code text={hasBoth && form === 'object' ? object : builder} label="The query in TypeScript" />
    </Card>
  );
}
