import { useEffect, useState } from 'preact/hooks';
import type { Analysis } from '../model/analyse.ts';
import type { EmulatorAnswer, EmulatorState, Service, Switches } from '../service/protocol.ts';
import { Card, Choices } from './parts.tsx';
import { settle } from './settle.ts';

const start: Switches = { quirks: [], quota: true, auth: true, token: 'good' };
/** The longest part of a body that is shown. */
const SHOWN = 4000;

/** The emulator in the page: it answers the query as the service would, faults and all. */
export function EmulatorPanel({ analysis, service }: { analysis: Analysis; service: Service }) {
  const [isOpen, open] = useState(false);
  return (
    <Card title="Emulator" id="emulator" note="the one of your tests; nothing is sent anywhere">
      <details onToggle={(event) => open(event.currentTarget.open)}>
        <summary>Ask it</summary>
        {isOpen && <Asking analysis={analysis} service={service} />}
      </details>
    </Card>
  );
}

function Asking({ analysis, service }: { analysis: Analysis; service: Service }) {
  const [switches, setSwitches] = useState(start);
  const [names, setNames] = useState<readonly { readonly name: string; readonly description: string }[]>([]);
  const [state, setState] = useState<EmulatorState>();
  const [answer, setAnswer] = useState<EmulatorAnswer>();
  const [said, say] = useState('');
  useEffect(() => void settle(service.quirks(), setNames), []);
  useEffect(() => void settle(service.switch(switches), setState, say), [switches]);

  const { url } = analysis;
  const tell = (work: Promise<EmulatorState>, done: string) => {
    const onState = (next: EmulatorState) => {
      setState(next);
      say(done);
    };
    void settle(work, onState, say);
  };
  const onReply = (reply: EmulatorAnswer & { readonly state: EmulatorState }) => {
    setAnswer(reply);
    setState(reply.state);
  };
  const send = () => {
    if (!url) return;
    say('');
    const onFailure = (words: string) => {
      setAnswer(undefined);
      say(`No answer: ${words}`);
    };
    void settle(service.send(url), onReply, onFailure);
  };
  return (
    <div class="emulator">
      <div class="row">
        <button type="button" class="main" disabled={!url} onClick={send}>
          Send the query
        </button>
        <button type="button" onClick={() => tell(service.advance('1m'), 'A minute later.')}>
          + 1 minute
        </button>
        <button type="button" onClick={() => tell(service.advance('1h'), 'An hour later.')}>
          + 1 hour
        </button>
        {[429, 503].map((status) => (
          <button
            key={status}
            type="button"
            onClick={() => tell(service.failNext(status), `The next call gets ${status}.`)}
          >
            Next call: {status}
          </button>
        ))}
      </div>
      <Choices
        legend="Token"
        name="token"
        choices={[
          { value: 'good', label: 'with roles' },
          { value: 'without roles', label: 'without roles (403)' },
          { value: 'none', label: 'none (401)' },
        ]}
        value={switches.token}
        onChoose={(token) => setSwitches({ ...switches, token })}
      />
      <fieldset class="quirks">
        <legend>Reported faults of the service</legend>
        {names.map(({ name, description }) => (
          <label key={name} title={description}>
            <input
              type="checkbox"
              checked={switches.quirks.includes(name)}
              onChange={({ currentTarget: { checked } }) =>
                setSwitches({
                  ...switches,
                  quirks: checked ? [...switches.quirks, name] : switches.quirks.filter((one) => one !== name),
                })
              }
            />
            {name}
          </label>
        ))}
      </fieldset>
      <p role="status" class="said">
        {said}
      </p>
      {answer && (
        <div class="answer">
          <p>
            <strong data-status={answer.status}>{answer.status}</strong>{' '}
            {answer.headers.map(([name, value]) => (
              <code key={name}>
                {name}: {value}
              </code>
            ))}
          </p>
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
          <pre tabIndex={0} role="group" aria-label="The body">
            {pretty(answer.body)}
          </pre>
        </div>
      )}
      {state && (
        <>
          <h3>
            What it was asked, at <time>{new Date(state.now).toISOString()}</time>
          </h3>
          <ol class="log">
            {state.log.map(({ method, url: asked, status, at }, index) => (
              <li key={state.log.length - index}>
                <time>{new Date(at).toISOString().slice(11, 19)}</time> <b>{status ?? '–'}</b> {method}{' '}
                <code>{readable(asked)}</code>
              </li>
            ))}
          </ol>
        </>
      )}
    </div>
  );
}

function readable(url: string): string {
  const { pathname, search } = new URL(url);
  let query = search;
  try {
    query = decodeURIComponent(search);
  } catch {
    // As it was sent.
  }
  const text = pathname + query;
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}

function pretty(body: string): string {
  let text = body;
  try {
    text = JSON.stringify(JSON.parse(body), undefined, 2);
  } catch {
    // A fault may be that it is no JSON.
  }
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}\n…` : text;
}
