/** A foreign project: a folder of `projects/`, and what is installed into it beside our packages. */
export interface Project {
  readonly name: string;
  readonly folder: string;
  readonly dependencies: Readonly<Record<string, string>>;
  /** Told to its tests. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Node is installed by npm too, so that a project runs on its own one. */
const onNode = (node: string, msw: string): Project => ({
  name: `msw ${msw} on Node ${node}`,
  folder: 'msw',
  dependencies: { msw, node },
  env: { EXPECTED_NODE: `v${node}`, EXPECTED_MSW: msw },
});

/** Every combination that is promised. msw 3 itself needs Node 22.12. */
export const projects: readonly Project[] = [
  onNode('20.19.6', '2.10.5'),
  onNode('22.23.3', '2.15.0'),
  onNode('24.21.0', '3.0.5'),
  {
    name: 'vitest 5',
    folder: 'vitest',
    dependencies: { vitest: '5.1.1', msw: '3.0.5', typescript: '6.0.3', '@types/node': '24.19.2' },
  },
  { name: 'jest 30', folder: 'jest', dependencies: { jest: '30.5.2', msw: '2.15.0' } },
  {
    name: 'a page in Chromium',
    folder: 'chromium',
    dependencies: { msw: '3.0.5', esbuild: '0.28.2', '@sparticuz/chromium': '153.0.0', 'playwright-core': '1.65.1' },
  },
];
