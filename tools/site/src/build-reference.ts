import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Application, LogLevel, type DocumentReflection, type ProjectReflection } from 'typedoc';
import { packages, root } from './repository.ts';

/** Where the guides are; a folder of them becomes pages under its README. */
const GUIDES = ['docs/*.md', 'docs/decisions/*.md', 'packages/*/README.md', 'CONTRIBUTING.md', 'AGENTS.md'];

/** What a page in Markdown is called: its first heading. */
export function titleOf(markdown: string): string | undefined {
  return /^# (.+)$/m.exec(markdown)?.[1]?.replaceAll('`', '');
}

/** The modules by the file where each begins, and the guides by their paths, get the names that people know them by. */
async function nameAll(
  app: Application,
  project: ProjectReflection,
  names: ReadonlyMap<string, string>,
): Promise<void> {
  for (const module of project.children ?? []) {
    const file = app.files.getReflectionPath(module);
    const name = file && names.get(file);
    if (name) module.name = name;
  }
  const decisions: DocumentReflection[] = [];
  let overview: DocumentReflection | undefined;
  for (const document of project.documents ?? []) {
    const path = app.files.getReflectionPath(document);
    if (!path) continue;
    document.name = titleOf(await readFile(path, 'utf8')) ?? document.name;
    if (!path.includes('/decisions/')) continue;
    if (basename(path) === 'README.md') overview = document;
    else decisions.push(document);
  }
  if (!overview) return;
  // Thirty decisions between the guides would hide these.
  for (const decision of decisions) {
    project.removeChild(decision);
    decision.parent = overview;
    overview.addChild(decision);
  }
}

/**
 * Builds the guides and the reference of all packages, from Markdown and docstrings.
 *
 * @param folder - Where the pages are written.
 * @throws Error with the compiler's or TypeDoc's words, for a source that does not compile or a link that leads nowhere.
 */
export async function buildReference(folder: string): Promise<void> {
  const entries = (await packages()).flatMap(({ entries: own }) => own);
  const app = await Application.bootstrap({
    name: 'defender-odata',
    entryPoints: entries.map(({ source }) => source),
    tsconfig: join(root, 'packages/testing/tsconfig.json'),
    basePath: root,
    readme: join(root, 'README.md'),
    projectDocuments: GUIDES.map((guide) => join(root, guide)),
    out: folder,
    navigationLinks: { Playground: 'playground/index.html' },
    customCss: join(root, 'tools/site/reference.css'),
    disableGit: true,
    disableSources: true,
    excludeExternals: true,
    excludeInternal: true,
    excludePrivate: true,
    githubPages: true,
    headings: { readme: false, document: false },
    includeVersion: false,
    hideGenerator: true,
    searchInDocuments: true,
    skipErrorChecking: true,
    sort: ['kind', 'alphabetical'],
    logLevel: LogLevel.Error,
  });
  const project = await app.convert();
  if (!project) throw new Error('TypeDoc found nothing to document; what it said stands above.');
  await nameAll(app, project, new Map(entries.map(({ source, name }) => [source, name])));
  await app.generateDocs(project, folder);
  if (app.logger.hasErrors()) throw new Error('TypeDoc found mistakes; they stand above.');
}
