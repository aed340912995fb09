import { useEffect, useState } from 'preact/hooks';
import mistakes from 'virtual:mistakes';
import type { CollectionName } from '../model/collections.ts';
import type { Service } from '../service/protocol.ts';
import { Card, Choices } from './parts.tsx';
import { settle } from './settle.ts';

/** One allow-list, four enforcers: the same mistake, as each of them says it. */
export function Enforcers({ collection, service }: { collection: CollectionName; service: Service }) {
  const own = mistakes.filter((mistake) => mistake.collection === collection);
  const [chosen, choose] = useState('');
  const mistake = own.find(({ title }) => title === chosen) ?? own[0];
  const [said, say] = useState<{ readonly url: string; readonly body: string }>();
  useEffect(() => {
    if (!mistake) return;
    const { url } = mistake;
    const onWords = (body: string) => say({ url, body });
    void settle(service.refusal(url), onWords, onWords);
  }, [mistake?.url]);
  if (!mistake) return null;
  return (
    <Card title="One list, four enforcers" id="enforcers" note="the same mistake, before and after it is made">
      <Choices
        legend="Mistake"
        name="mistake"
        choices={own.map(({ title }) => ({ value: title, label: title }))}
        value={mistake.title}
        onChoose={choose}
      />
      <pre class="snippet">
        <code>{mistake.code}</code>
      </pre>
      <dl>
        <dt>The compiler</dt>
        <dd>{mistake.compiler}</dd>
        <dt>At run time, before a call is spent</dt>
        <dd>{mistake.runtime}</dd>
        <dt>The emulator of your tests</dt>
        <dd data-emulator>{said?.url === mistake.url ? said.body : '…'}</dd>
        <dt>The docs</dt>
        <dd>{mistake.docs}</dd>
      </dl>
    </Card>
  );
}
