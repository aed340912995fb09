/**
 * The lines of a page that install something with npm.
 *
 * @param page The text of the page.
 * @param tarballs What stands for a package that is not in the registry yet, by its name.
 * @returns A command each, in the order of the page.
 */
export function installLines(page: string, tarballs: Readonly<Record<string, string>>): readonly string[] {
  const blocks = [...page.matchAll(/^```sh\r?\n(.*?)^```/gms)].map(([, block = '']) => block);
  const lines = blocks.flatMap((block) => block.split(/\r?\n/)).filter((line) => line.startsWith('npm install '));
  if (lines.length === 0) throw new Error('The page has no line that begins with npm install.');
  return lines.map((line) =>
    line
      .replace(/\s+#.*$/, '')
      .split(' ')
      .map((word) => tarballs[word] ?? word)
      .join(' '),
  );
}
