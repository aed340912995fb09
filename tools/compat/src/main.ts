import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pack } from './pack.ts';
import { projects, type Project } from './projects.ts';
import { installLines } from './readme.ts';
import { run, type Outcome } from './run.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const PROJECTS = fileURLToPath(new URL('../projects', import.meta.url));
// A foreign project must not see how this one is run, and takes nothing that says it does not run on its Node.
const FOREIGN = {
  NODE_OPTIONS: '',
  NODE_PATH: '',
  npm_config_audit: 'false',
  npm_config_fund: 'false',
  npm_config_engine_strict: 'true',
  npm_config_package_lock: 'false',
  npm_config_prefer_offline: 'true',
};
/** Two at once: one waits for the registry while the other computes. */
const WORKERS = 2;

/** Runs commands one after the other, until one fails. */
async function runAll(
  commands: readonly (readonly string[])[],
  folder: string,
  env: Readonly<Record<string, string>>,
): Promise<Outcome> {
  let outcome: Outcome = { ok: false, output: 'There is nothing to run.\n' };
  for (const command of commands) {
    outcome = await run(command, folder, env);
    if (!outcome.ok) return { ok: false, output: `${command.join(' ')}\n${outcome.output}` };
  }
  return outcome;
}

/** Installs a Node, and says where its program is. */
async function installNode(version: string, folder: string): Promise<string> {
  await mkdir(folder);
  await writeFile(join(folder, 'package.json'), '{}');
  const { ok, output } = await run(['npm', 'install', `node@${version}`], folder, FOREIGN);
  if (!ok) throw new Error(`Cannot install Node ${version}:\n${output}`);
  return join(folder, 'node_modules', '.bin');
}

/** Copies a project out of the repository, installs it, and runs its tests. */
async function check(
  { name, folder: source, dependencies, install = ['npm install'], env = {} }: Project,
  tarballs: Readonly<Record<string, string>>,
  folder: string,
  path: string,
): Promise<boolean> {
  const start = performance.now();
  await cp(join(PROJECTS, source), folder, { recursive: true });
  if (dependencies) {
    const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as object;
    const all = { ...manifest, dependencies: { ...tarballs, ...dependencies } };
    await writeFile(join(folder, 'package.json'), JSON.stringify(all, null, 2));
  }
  const commands = [...install, 'npm test'].map((command) => command.split(' '));
  const { ok, output } = await runAll(commands, folder, { ...FOREIGN, PATH: path, ...env });
  const seconds = ((performance.now() - start) / 1000).toFixed(0);
  process.stdout.write(`${ok ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)\n${ok ? '' : output}`);
  return ok;
}

const temporary = await mkdtemp(join(tmpdir(), 'defender-odata-compat-'));
try {
  const tarballFolder = join(temporary, 'tarballs');
  await mkdir(tarballFolder);
  const tarballs = await pack(ROOT, tarballFolder);
  const all = projects(installLines(await readFile(join(ROOT, 'README.md'), 'utf8'), tarballs));
  const wanted = process.argv.slice(2);
  const chosen = all.filter(
    ({ name, folder }) => wanted.length === 0 || wanted.some((word) => folder === word || name.includes(word)),
  );
  if (chosen.length === 0)
    throw new Error(`No project is called ${wanted.join(' ')}. There are: ${all.map(({ name }) => name).join(', ')}.`);

  const nodes = new Map<string, Promise<string>>();
  const nodeFor = (version: string): Promise<string> => {
    const known = nodes.get(version) ?? installNode(version, join(temporary, `node-${version}`));
    nodes.set(version, known);
    return known;
  };
  const queue = [...chosen.entries()];
  const work = async (): Promise<void> => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const [index, project] = next;
      const path = process.env['PATH'] ?? '';
      const ownPath = project.node === undefined ? path : `${await nodeFor(project.node)}${delimiter}${path}`;
      if (!(await check(project, tarballs, join(temporary, String(index)), ownPath))) process.exitCode = 1;
    }
  };
  await Promise.all(Array.from({ length: WORKERS }, work));
} finally {
  await rm(temporary, { recursive: true, force: true });
}
