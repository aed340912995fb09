/** `pnpm bench <suite>`: runs one suite, or all of them. A suite is a file beside this one with a `run` function. */
const SUITES = {
  client: async () => (await import('./client.ts')).run(),
  odata: async () => (await import('./odata.ts')).run(),
  size: async () => (await import('./size.ts')).run(),
  testing: async () => (await import('./testing.ts')).run(),
};

const wanted = process.argv.slice(2);
const names = wanted.length > 0 ? wanted : Object.keys(SUITES);
for (const name of names) {
  if (!Object.hasOwn(SUITES, name)) {
    process.stderr.write(`There is no suite '${name}'. Suites: ${Object.keys(SUITES).join(', ')}.\n`);
    process.exitCode = 1;
    break;
  }
  await SUITES[name as keyof typeof SUITES](); // `hasOwn` has said so
}
