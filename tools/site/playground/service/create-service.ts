import { createEmulated } from './emulated.ts';
import type { Question, Reply, Service } from './protocol.ts';
import { createRowEngine } from './rows.ts';

/** Makes what answers questions: in a worker, or in the page where there can be none. */
export function createService(): (question: Question) => Promise<Reply> {
  const service: Service = { ...createRowEngine(), ...createEmulated() };
  return async ({ id, method, parameters }) => {
    try {
      const answer = service[method] as (...given: readonly unknown[]) => Promise<unknown>;
      return { id, result: await answer(...parameters) };
    } catch (error) {
      return { id, failure: error instanceof Error ? error.message : String(error) };
    }
  };
}
