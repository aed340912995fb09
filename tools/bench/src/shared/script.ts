import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Whether the package is built, as its users have it. */
export const isBuilt = existsSync(
  fileURLToPath(new URL('../../../../packages/testing/dist/index.js', import.meta.url)),
);

/**
 * Runs a module in a process of its own, under the same conditions as this one, and reads the numbers that it prints as JSON.
 *
 * @param source The module's text.
 * @param execArgv Options of Node. Default: those of this process.
 */
export function runScript(
  source: string,
  execArgv: readonly string[] = process.execArgv,
): Promise<Readonly<Record<string, number>>> {
  return new Promise((resolve, reject) => {
    const args = [...execArgv, '--input-type=module', '--eval', source];
    const child = spawn(process.execPath, args, { cwd: import.meta.dirname, stdio: ['ignore', 'pipe', 'inherit'] });
    let text = '';
    child.stdout.on('data', (chunk) => (text += String(chunk)));
    child.on('close', (code) => {
      if (code === 0) resolve(JSON.parse(text) as Readonly<Record<string, number>>);
      else reject(new Error(`The script ended with ${String(code)}.`));
    });
  });
}

/** Prints a number beside what is promised of it. */
export function say(what: string, value: number, unit: string, atMost: number): void {
  const verdict = value <= atMost ? 'reached' : 'MISSED';
  process.stdout.write(
    `  ${what.padEnd(28)} ${value.toFixed(1).padStart(8)} ${unit.padEnd(3)} ${verdict}: at most ${String(atMost)} ${unit}\n`,
  );
}
