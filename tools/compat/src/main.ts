import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pack } from './pack.ts';
import { projects, type Project } from './projects.ts';
import { run } from './run.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const PROJECTS = fileURLToPath(new URL('../projects', import.meta.url));
// A foreign project must not see how this one is run.
const FOREIGN = { NODE_OPTIONS: '', NODE_PATH: '', npm_config_audit: 'false', npm_config_fund: 'false' };

/** Copies a project out of the repository, installs it, and runs its tests. */
async function check(project: Project, tarballs: Readonly<Record<string, string>>, folder: string): Promise<boolean> {
  const start = performance.now();
  await cp(join(PROJECTS, project.folder), folder, { recursive: true });
  const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as object;
  const dependencies = { ...tarballs, ...project.dependencies };
  await writeFile(join(folder, 'package.json'), JSON.stringify({ ...manifest, dependencies }, null, 2));
  const installed = await run(['npm', 'install', '--prefer-offline', '--no-package-lock'], folder, FOREIGN);
  const tested = installed.ok ? await run(['npm', 'test'], folder, { ...FOREIGN, ...project.env }) : installed;
  const seconds = ((performance.now() - start) / 1000).toFixed(0);
  process.stdout.write(
    `${tested.ok ? 'ok    ' : 'FAILED'} ${project.name} (${seconds} s)\n${tested.ok ? '' : tested.output}`,
  );
  return tested.ok;
}

const wanted = process.argv.slice(2);
const chosen = projects.filter(
  ({ name, folder }) => wanted.length === 0 || wanted.some((word) => folder === word || name.includes(word)),
);
if (chosen.length === 0) {
  process.stderr.write(
    `No project is called ${wanted.join(' ')}. There are: ${projects.map(({ name }) => name).join(', ')}.\n`,
  );
  process.exit(1);
}
const temporary = await mkdtemp(join(tmpdir(), 'defender-odata-compat-'));
try {
  const tarballFolder = join(temporary, 'tarballs');
  await mkdir(tarballFolder);
  const tarballs = await pack(ROOT, tarballFolder);
  for (const [index, project] of chosen.entries()) {
    if (!(await check(project, tarballs, join(temporary, String(index))))) process.exitCode = 1;
  }
} finally {
  await rm(temporary, { recursive: true, force: true });
}
