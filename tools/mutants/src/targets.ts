/** What is broken, by package: the folders of `src` in which a mistake would be silent. */
export const targets: Readonly<Record<string, readonly string[]>> = {
  'query-builder': ['check', 'print'],
  client: ['quota', 'collections', 'policies', 'export', 'wait'],
};
