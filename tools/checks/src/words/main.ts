import { filesOf } from '../repository.ts';
import { wordViolations } from './words.ts';

const files = filesOf(/\.[cm]?[jt]sx?$/);
const found = wordViolations(files);
for (const violation of found) process.stderr.write(`${violation}\n`);
process.stdout.write(`${files.length} files, ${found.length} words of one collection where every collection is data\n`);
process.exitCode = found.length > 0 || files.length === 0 ? 1 : 0;
