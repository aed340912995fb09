import type { Question, Reply, Service } from './protocol.ts';

/** What was thrown on the other side. */
export class ServiceError extends Error {}

type Send = (question: Question) => void;

/**
 * Connects to the service thread: a worker, or where a page that was opened from a folder may have none, the same script in the page.
 *
 * @param script - The address of the script, relative to the page.
 */
export function connect(script: string): Service {
  const waiting = new Map<number, { resolve: (result: never) => void; reject: (error: Error) => void }>();
  const settle = ({ id, result, failure }: Reply): void => {
    const waiter = waiting.get(id);
    waiting.delete(id);
    if (failure === undefined) waiter?.resolve(result as never);
    else waiter?.reject(new ServiceError(failure));
  };
  const send = location.protocol === 'file:' ? inPage(script, settle) : inWorker(script, settle);
  let last = 0;
  const ask =
    (method: keyof Service) =>
    async (...parameters: readonly unknown[]) => {
      const question = { id: ++last, method, parameters };
      const put = await send;
      return new Promise((resolve, reject) => {
        waiting.set(question.id, { resolve, reject });
        put(question);
      });
    };
  const names: Record<keyof Service, true> = {
    takeFile: true,
    evaluate: true,
    quirks: true,
    switch: true,
    failNext: true,
    advance: true,
    send: true,
    refusal: true,
    calls: true,
  };
  return Object.fromEntries(
    (Object.keys(names) as (keyof Service)[]).map((name) => [name, ask(name)]),
  ) as unknown as Service;
}

function inWorker(script: string, settle: (reply: Reply) => void): Promise<Send> {
  const worker = new Worker(script);
  worker.addEventListener('message', ({ data }: MessageEvent<Reply>) => settle(data));
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- that is for windows; a worker has none
  return Promise.resolve((question) => worker.postMessage(question));
}

function inPage(script: string, settle: (reply: Reply) => void): Promise<Send> {
  return new Promise((resolve, reject) => {
    const element = Object.assign(document.createElement('script'), { src: script });
    element.addEventListener('error', () => reject(new ServiceError(`${script} could not be loaded.`)));
    element.addEventListener('load', () => {
      const { playgroundService: answer } = globalThis as unknown as {
        playgroundService: (question: Question) => Promise<Reply>;
      };
      resolve((question) => void answer(question).then(settle));
    });
    document.head.append(element);
  });
}
