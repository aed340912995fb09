import { filesOf } from '../repository.ts';
import { violations } from './violations.ts';

const files = filesOf(/^(packages|tools|examples)\/.*\.[cm]?[jt]sx?$/);
const found = violations(files);
for (const violation of found) process.stderr.write(`${violation}\n`);
process.stdout.write(`${files.length} files, ${found.length} imports that break the rules\n`);
process.exitCode = found.length > 0 || files.length === 0 ? 1 : 0;
