import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/** Where each package's floor is. */
const packages = {
  '@defender-odata/query-builder': 5.6,
  '@defender-odata/client': 5.6,
  '@defender-odata/testing': 5.7,
};
const compilers = ['5.6', '5.7', '5.9', '6', '7'];
const resolutions = { nodenext: 'nodenext', bundler: 'esnext' };

/** Every entry of a package, so that none is forgotten. */
async function entriesOf(name) {
  const { exports } = JSON.parse(await readFile(`node_modules/${name}/package.json`, 'utf8'));
  return Object.keys(exports)
    .filter((entry) => entry !== './package.json')
    .map((entry) => name + entry.slice(1));
}

/** Compiles files with a compiler, and gives what it says about them and about our declarations. */
async function compile(version, moduleResolution, files, types) {
  const config = `tsconfig.${version}.${moduleResolution}.json`;
  const compilerOptions = {
    target: 'es2022',
    module: resolutions[moduleResolution],
    moduleResolution,
    types,
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: false,
    noEmit: true,
  };
  await writeFile(config, JSON.stringify({ compilerOptions, files }));
  const { bin } = JSON.parse(await readFile(`node_modules/typescript-${version}/package.json`, 'utf8'));
  const program = [`node_modules/typescript-${version}/${bin.tsc}`, '--pretty', 'false', '-p', config];
  const { stdout, code } = await promisify(execFile)('node', program).catch((failure) => failure);
  // What is wrong in the declarations of others, with a compiler that is older than they are, is not ours to mend.
  const errors = stdout.split('\n').filter((line) => /error TS/.test(line));
  assert.equal(code === undefined, errors.length === 0, stdout);
  return errors.filter((line) => !/^node_modules\/(?!@defender-odata\/)/.test(line));
}

const found = [];
for (const version of compilers) {
  const within = Object.keys(packages).filter((name) => packages[name] <= Number(version));
  const entries = (await Promise.all(within.map(entriesOf))).flat();
  assert.ok(entries.length >= within.length);
  await writeFile(
    `entries.${version}.ts`,
    entries.map((entry, index) => `export * as entry${index} from '${entry}';\n`).join(''),
  );
  const whole = within.includes('@defender-odata/testing');
  const files = ['client.ts', `entries.${version}.ts`, ...(whole ? ['testing.ts'] : [])];
  for (const resolution of Object.keys(resolutions))
    for (const error of await compile(version, resolution, files, whole ? ['node'] : []))
      found.push(`TypeScript ${version}, ${resolution}: ${error}`);
}
assert.deepEqual(found, []);
