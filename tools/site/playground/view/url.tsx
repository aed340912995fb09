import { useEffect, useState } from 'preact/hooks';
import type { Analysis } from '../model/analyse.ts';
import type { Calls, Service } from '../service/protocol.ts';
import { Card, Code } from './parts.tsx';
import { settle } from './settle.ts';

/** The longest URL that the client sends in one piece. */
const LIMIT = 8000;

/** The query as it is sent: encoded, how long, and in how many calls. */
export function Url({ analysis, observed, service }: { analysis: Analysis; observed: boolean; service: Service }) {
  const { url, normal, collection } = analysis;
  const [calls, setCalls] = useState<Calls>();
  const isLong = (url?.length ?? 0) > LIMIT;
  useEffect(() => {
    setCalls(undefined);
    let isCurrent = true;
    if (isLong)
      void settle(service.calls(collection.name, normal, observed), (answer) => isCurrent && setCalls(answer));
    return () => {
      isCurrent = false;
    };
  }, [url]);
  if (!url) return null;
  return (
    <Card title="On the wire" id="url" note="encoded once, as it is sent">
      <Code text={url.length > LIMIT ? `${url.slice(0, LIMIT)}…` : url} label="The URL" />
      <p>
        <meter min={0} max={LIMIT} value={Math.min(url.length, LIMIT)} aria-label="Length of the URL" />{' '}
        <output data-length={url.length}>
          {url.length.toLocaleString('en')} of {LIMIT.toLocaleString('en')} characters
        </output>
        {isLong &&
          (calls
            ? (calls.refusal ?? ` – the client splits it into ${calls.urls.length} calls, none of them longer.`)
            : ' – asking the client …')}
      </p>
    </Card>
  );
}
