import type { Answer } from '../service/answer.ts';

interface ErrorBody {
  readonly error?: { readonly message?: unknown };
}

/** An error of the service in the shape of the query layer: the same status and words, an empty code, no target. */
export function toQueryLayerShape(answer: Answer): Answer {
  if (answer.status < 400 || answer.headers['content-type']?.startsWith('application/json') !== true) return answer;
  const { error } = JSON.parse(answer.body) as ErrorBody;
  const message = typeof error?.message === 'string' ? error.message : '';
  return { ...answer, body: JSON.stringify({ error: { code: '', message, details: [] } }) };
}
