import { glob, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { titleOf } from './build-reference.ts';
import { packages, root } from './repository.ts';

/**
 * Writes the site for programs that read text: `llms.txt`, what there is and where, and `llms-full.txt`, all guides in one.
 *
 * @param folder - The site.
 */
export async function writeLlms(folder: string): Promise<void> {
  const all = await packages();
  const files = ['README.md', ...all.map((one) => join('packages', one.folder.split('/').at(-1) ?? '', 'README.md'))];
  for await (const file of glob(['docs/*.md', 'docs/decisions/*.md', 'CONTRIBUTING.md'], { cwd: root }))
    files.push(file);
  const pages = await Promise.all(
    [...files.slice(0, 1 + all.length), ...files.slice(1 + all.length).toSorted()].map(async (file) => {
      const text = await readFile(join(root, file), 'utf8');
      return { file, text, title: titleOf(text) ?? file };
    }),
  );
  const index = [
    '# defender-odata',
    '',
    '> Typed OData queries, a client and an emulator for the API of Microsoft Defender for Endpoint, in TypeScript.',
    '',
    '## Packages',
    '',
    ...all.map(({ name, description }) => `- ${name}: ${description}`),
    '',
    '## Guides',
    '',
    ...pages.map(({ file, title }) => `- [${title}](llms-full.txt): ${file}`),
    '',
  ];
  await writeFile(join(folder, 'llms.txt'), index.join('\n'));
  await writeFile(
    join(folder, 'llms-full.txt'),
    pages.map(({ file, text }) => `<!-- ${file} -->\n\n${text.trim()}\n`).join('\n'),
  );
}
