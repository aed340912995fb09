import { textOf, type Answer } from '../http/answer.ts';

/** The message of an error of the service; undefined for what is none: a test's own body, or JSON that ends in the middle. */
function messageOf(body: string): string | undefined {
  try {
    const { error } = JSON.parse(body) as { readonly error?: { readonly message?: unknown } };
    return typeof error?.message === 'string' ? error.message : undefined;
  } catch {
    return undefined;
  }
}

/** An error of the service in the shape of the query layer: the same status and words, an empty code, no target. */
export function toQueryLayerShape(answer: Answer): Answer {
  if (answer.status < 400 || answer.headers['content-type']?.startsWith('application/json') !== true) return answer;
  const message = messageOf(textOf(answer));
  if (message === undefined) return answer;
  return { ...answer, body: JSON.stringify({ error: { code: '', message, details: [] } }) };
}
