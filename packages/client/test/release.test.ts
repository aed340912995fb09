import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { json, setUp } from './support/fake-service.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const versionOf = (directory: string): string => {
  const { version } = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8')) as { version: string };
  return version;
};

test('the user agent tells the version of the package', async () => {
  const { client, sent } = setUp(() => json({ id: 'a' }));
  await client.machineActions.get('a');
  const version = versionOf(join(root, 'packages/client'));
  expect(sent[0]?.headers.get('user-agent')?.split(' ')[0]).toBe(`defender-odata-client/${version}`);
});

test('a release raises the version of the package and of the user agent together', async () => {
  const copy = mkdtempSync(join(tmpdir(), 'release-'));
  try {
    for (const file of ['package.json', 'pnpm-workspace.yaml', 'pnpm-lock.yaml', '.changeset/config.json'])
      cpSync(join(root, file), join(copy, file));
    for (const name of ['query-builder', 'client', 'testing'])
      cpSync(join(root, `packages/${name}/package.json`), join(copy, `packages/${name}/package.json`));
    for (const directory of ['scripts', 'src/core', 'src/errors'])
      cpSync(join(root, 'packages/client', directory), join(copy, 'packages/client', directory), { recursive: true });
    mkdirSync(join(copy, '.changeset'), { recursive: true });
    writeFileSync(join(copy, '.changeset/a.md'), "---\n'@defender-odata/client': minor\n---\n\nA change.\n");
    const run = (file: string, ...args: readonly string[]) =>
      execFileSync(process.execPath, [file, ...args], { cwd: copy, stdio: 'pipe', encoding: 'utf8' });
    // The commands of `release:version`, one after the other.
    const { scripts } = JSON.parse(readFileSync(join(copy, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    const [changeset, write = ''] = scripts['release:version']?.split(' && ') ?? [];
    expect(changeset).toBe('changeset version');
    run(createRequire(join(root, 'package.json')).resolve('@changesets/cli/bin.js'), 'version');
    run(join(copy, write.replace(/^node /, '')));

    const raised = versionOf(join(copy, 'packages/client'));
    expect(raised).not.toBe(versionOf(join(root, 'packages/client')));
    const { userAgent } = (await import(pathToFileURL(join(copy, 'packages/client/src/core/user-agent.ts')).href)) as {
      userAgent(prefix: undefined): string;
    };
    expect(userAgent(undefined)).toContain(`defender-odata-client/${raised}`);
  } finally {
    rmSync(copy, { recursive: true });
  }
});
