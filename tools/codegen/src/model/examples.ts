import { referenceName, resolve } from '../spec/reference.ts';
import type { Spec } from '../spec/spec.ts';
import { record, text } from '../spec/value.ts';
import type { ExampleModel } from './model.ts';
import { operationEntries } from './operations.ts';

/** The named examples of the JSON answers of all operations: each once, by name, in the document's order. */
export function readExamples(spec: Spec): readonly ExampleModel[] {
  const found = new Map<string, ExampleModel>();
  for (const { operation } of operationEntries(spec))
    for (const [status, answer] of Object.entries(record(operation['responses']))) {
      const media = record(record(record(resolve(spec, answer))['content'])['application/json']);
      for (const [name, value] of Object.entries(record(media['examples']))) {
        const example = record(resolve(spec, value));
        const schema = referenceName(text(record(media['schema'])['$ref']));
        const operations = [...(found.get(name)?.operations ?? []), text(operation['operationId'])];
        found.set(name, {
          name,
          summary: text(example['summary']),
          schema,
          status: Number(status),
          value: example['value'],
          ...found.get(name),
          operations,
        });
      }
    }
  const order = Object.keys(record(record(spec.root['components'])['examples']));
  return [...found.values()].toSorted((a, b) => order.indexOf(a.name) - order.indexOf(b.name));
}
