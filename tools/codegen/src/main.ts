import { join, resolve } from 'node:path';
import { generate } from './generate.ts';

const root = resolve(join(import.meta.dirname, '../../..'));
const { generated, changed, removed } = await generate(root);
const lines =
  generated.length + removed.length === 0
    ? ['Everything that is generated is up to date.']
    : [...changed.map((path) => `  wrote    ${path}`), ...removed.map((path) => `  removed  ${path}`)];
process.stdout.write(`${lines.join('\n')}\n`);
