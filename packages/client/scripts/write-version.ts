import { readFileSync, writeFileSync } from 'node:fs';

/**
 * Writes the version of the package into the source that sends it: a browser cannot read package.json. It runs after the versions were
 * raised and before each build, so that no release tells of another one.
 */
const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  version: string;
};
if (!/^\d+\.\d+\.\d+(-[\w.-]+)?$/.test(version)) throw new Error(`"${version}" in package.json is no version.`);
writeFileSync(
  new URL('../src/core/version.ts', import.meta.url),
  `/** The version of this package. scripts/write-version.ts writes it. */\nexport const VERSION = '${version}';\n`,
);
