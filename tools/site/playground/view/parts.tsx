import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { settle } from './settle.ts';

/** A part of the page with a heading. */
export function Card({
  title,
  id,
  children,
  note,
}: {
  title: string;
  id: string;
  children: ComponentChildren;
  note?: ComponentChildren;
}) {
  return (
    <section class="card" aria-labelledby={`${id}-title`} id={id}>
      <header>
        <h2 id={`${id}-title`}>{title}</h2>
        {note && <p class="note">{note}</p>}
      </header>
      {children}
    </section>
  );
}

/** Text of a program, with a button that copies it. */
export function Code({ text, label }: { text: string; label: string }) {
  const [said, say] = useState('');
  const copy = () => {
    void settle(
      navigator.clipboard.writeText(text),
      () => say('Copied'),
      () => say('The browser does not allow it'),
    );
  };
  return (
    <div class="code">
      {/* Long lines scroll, so that the keyboard has to reach them. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre tabIndex={0} role="group" aria-label={label}>
        <code>{text}</code>
      </pre>
      <button type="button" class="quiet" onClick={copy} aria-label={`Copy: ${label}`}>
        {said || 'Copy'}
      </button>
    </div>
  );
}

export interface Choice<Value extends string> {
  readonly value: Value;
  readonly label: string;
}

/** One of a few, all of them in sight. */
export function Choices<Value extends string>({
  legend,
  name,
  choices,
  value,
  onChoose,
}: {
  legend: string;
  name: string;
  choices: readonly Choice<Value>[];
  value: Value;
  onChoose: (value: Value) => void;
}) {
  return (
    <fieldset class="choices">
      <legend>{legend}</legend>
      {choices.map((choice) => (
        <label key={choice.value}>
          <input
            type="radio"
            name={name}
            value={choice.value}
            checked={choice.value === value}
            onChange={() => onChoose(choice.value)}
          />
          <span>{choice.label}</span>
        </label>
      ))}
    </fieldset>
  );
}
