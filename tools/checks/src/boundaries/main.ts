import { readFileSync } from 'node:fs';
import { filesOf, root } from '../repository.ts';
import { cycleViolations } from './cycles.ts';
import { readFloors } from './floors.ts';
import { roomViolations } from './rooms.ts';
import { packageViolations } from './packages.ts';

const files = filesOf(/^(packages|tools|examples)\/.*\.[cm]?[jt]sx?$/);
const floors = readFloors(readFileSync(`${root}AGENTS.md`, 'utf8'));
const found = [...packageViolations(files), ...roomViolations(files, floors), ...cycleViolations(files, floors)];
for (const violation of found) process.stderr.write(`${violation}\n`);
process.stdout.write(`${files.length} files, ${found.length} imports that break the rules\n`);
process.exitCode = found.length > 0 || files.length === 0 ? 1 : 0;
