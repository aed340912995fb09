import { quickstart } from './quickstart.ts';

await quickstart((line) => process.stdout.write(`${line}\n`));
