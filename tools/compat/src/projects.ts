/** A foreign project: a folder of `projects/`, and what is installed into it beside our packages. */
export interface Project {
  readonly name: string;
  readonly folder: string;
  /** The Node that installs it and runs its tests; the one that runs this program where it is left out. */
  readonly node?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  /** Installed with these commands instead of all at once, as a page tells its readers to. */
  readonly install?: readonly string[];
  /** What its tests are told. */
  readonly env?: Readonly<Record<string, string>>;
}

/** The oldest Node that is promised. */
const OLDEST_NODE = '20.19.0';
const OLDEST_MSW = '2.10.0';
const NEWEST_MSW = '3.0.5';

/** msw behind Node's own test runner. msw 3 asks for Node 22.12, and what it depends on for 22.22. */
const msw = (version: string, node: string): Project => ({
  name: `msw ${version} on Node ${node}`,
  folder: 'msw',
  node,
  dependencies: { msw: version },
  env: { EXPECTED_NODE: `v${node}`, EXPECTED_MSW: version },
});

/** The matcher, the handlers and their types in vitest. */
const vitest = (version: string, mswVersion: string, typescript: string, node?: string): Project => ({
  name: `vitest ${version} and TypeScript ${typescript}${node ? ` on Node ${node}` : ''}`,
  folder: 'vitest',
  ...(node && { node }),
  dependencies: {
    vitest: version,
    msw: mswVersion,
    typescript,
    '@types/node': '24.19.2',
    'happy-dom': '20.14.6',
    jsdom: '26.1.0',
  },
});

/** The matcher and the handlers in jest. */
const jest = (version: string, mswVersion: string, fixedJsdom: string, node?: string): Project => ({
  name: `jest ${version}${node ? ` on Node ${node}` : ''}`,
  folder: 'jest',
  ...(node && { node }),
  dependencies: {
    jest: version,
    'jest-environment-jsdom': version,
    'jest-fixed-jsdom': fixedJsdom,
    msw: mswVersion,
    typescript: '5.9.3',
    '@types/node': '24.19.2',
  },
});

/**
 * The ends of every promise, met with one another: the oldest Node with the oldest and the newest that run on it, and the newest of all.
 *
 * @param readmeLines What the README tells its readers to install.
 */
export const projects = (readmeLines: readonly string[]): readonly Project[] => [
  { name: 'what the README says', folder: 'readme', node: OLDEST_NODE, install: readmeLines },
  msw(OLDEST_MSW, OLDEST_NODE),
  msw('3.0.0', '22.23.3'),
  msw(NEWEST_MSW, '24.21.0'),
  vitest('3.2.0', OLDEST_MSW, '5.7.3', OLDEST_NODE),
  vitest('4.1.12', '2.15.0', '5.9.3', OLDEST_NODE),
  vitest('5.1.1', NEWEST_MSW, '6.0.3'),
  jest('29.0.0', OLDEST_MSW, '0.0.10', OLDEST_NODE),
  jest('30.5.2', '2.15.0', '0.0.11', OLDEST_NODE),
  {
    name: 'every TypeScript',
    folder: 'types',
    dependencies: {
      '@jest/globals': '30.5.2',
      '@types/node': '24.19.2',
      expect: '30.5.2',
      msw: NEWEST_MSW,
      vitest: '5.1.1',
      'typescript-5.6': 'npm:typescript@5.6.3',
      'typescript-5.7': 'npm:typescript@5.7.3',
      'typescript-5.9': 'npm:typescript@5.9.3',
      'typescript-6': 'npm:typescript@6.0.3',
      'typescript-7': 'npm:typescript@7.0.2',
    },
  },
  {
    name: 'a page in Chromium',
    folder: 'chromium',
    dependencies: {
      msw: NEWEST_MSW,
      esbuild: '0.28.2',
      vitest: '5.1.1',
      '@vitest/browser-playwright': '5.1.1',
      '@sparticuz/chromium': '153.0.0',
      playwright: '1.65.1',
    },
  },
];
