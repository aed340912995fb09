import { spawn } from 'node:child_process';

/** What a command left behind. */
export interface Outcome {
  readonly ok: boolean;
  readonly output: string;
}

/**
 * Runs a command to its end.
 *
 * @param command The command and its words.
 * @param cwd Where.
 * @param env What it is told beside our own environment.
 * @param seconds After how long it is ended.
 */
export function run(
  [program = '', ...args]: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>> = {},
  seconds = 180,
): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd, env: { ...process.env, ...env }, timeout: seconds * 1000 });
    let output = '';
    const keep = (chunk: Buffer): void => {
      output += chunk.toString();
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => {
      resolve({ ok: false, output: `${output}${error.message}\n` });
    });
    child.on('close', (code, signal) => {
      resolve({ ok: code === 0, output: signal === null ? output : `${output}ended by ${signal}\n` });
    });
  });
}
