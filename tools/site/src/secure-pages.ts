import { readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';

/**
 * Nothing is loaded from anywhere else, and no script stands in a page. A style may: TypeDoc's script writes one for its filters, and
 * it can load nothing either. The playground's own policy is stricter.
 */
const POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'; base-uri 'none'; form-action 'none'";

const INLINE = /<script>(?<code>[^<]+)<\/script>/g;

/**
 * Gives every page of a folder the policy of the site, and moves the script that a page holds itself into a file.
 *
 * @param folder - The site.
 */
export async function securePages(folder: string): Promise<void> {
  const names = await readdir(folder, { recursive: true });
  const scripts = new Map<string, string>();
  for (const name of names.filter((one) => one.endsWith('.html'))) {
    const path = join(folder, name);
    const html = await readFile(path, 'utf8');
    if (html.includes('Content-Security-Policy')) continue;
    const up = relative(dirname(path), folder) || '.';
    const secured = html
      // TypeDoc writes the links of the navigation as they are given, on every page.
      .replaceAll('href="playground/', `href="${up}/playground/`)
      .replace('<meta charset="utf-8"/>', `$&<meta http-equiv="Content-Security-Policy" content="${POLICY}"/>`)
      .replaceAll(INLINE, (_, code: string) => {
        if (!scripts.has(code)) scripts.set(code, `assets/page-${scripts.size + 1}.js`);
        return `<script src="${up}/${scripts.get(code)}"></script>`;
      });
    if (secured === html) throw new Error(`${name} has no place for the policy.`);
    await writeFile(path, secured);
  }
  for (const [code, file] of scripts) await writeFile(join(folder, file), code);
}
