import { createService } from './create-service.ts';
import type { Question } from './protocol.ts';

const answer = createService();

// One script for both: a worker where the browser lets a page have one, part of the page where it was opened from a folder.
if (typeof document === 'undefined')
  addEventListener(
    'message',
    ({ data }: MessageEvent<Question>) => void answer(data).then((reply) => postMessage(reply)),
  );
else Object.assign(globalThis, { playgroundService: answer });
