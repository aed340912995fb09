/** The order within the packages, as AGENTS.md prints it: this is the one place where it stands. */
export interface Floors {
  /** By source folder: its rooms, ground floor first, each a folder or a file. What is in none of them stands above all. */
  readonly rooms: ReadonlyMap<string, readonly string[]>;
  /** Imports that are allowed all the same: `file imports file`, by their paths from the root. */
  readonly exceptions: readonly string[];
  /** Folders in which files may need one another: what they do is recursive. */
  readonly recursions: readonly string[];
}

const block = /```floors\n(.*?)```/s;

/**
 * Reads the floors.
 *
 * @param markdown - The text of AGENTS.md.
 * @throws where there is no such block, and for a line that says something else.
 */
export function readFloors(markdown: string): Floors {
  const rooms = new Map<string, readonly string[]>();
  const exceptions: string[] = [];
  const recursions: string[] = [];
  const lines = block.exec(markdown.replaceAll('\r\n', '\n'))?.[1]?.split('\n').filter(Boolean);
  if (!lines?.length) throw new Error('AGENTS.md prints no floors: a block that begins with ```floors.');
  for (const line of lines) {
    const [, key = '', value = ''] = /^([^\s:]+): (\S.*)$/.exec(line) ?? [];
    if (key === 'exception' && / imports /.test(value)) exceptions.push(value);
    else if (key === 'recursion') recursions.push(value);
    else if (/^(packages|tools)\//.test(key)) rooms.set(key, value.split(' '));
    else throw new Error(`AGENTS.md, floors: "${line}" is no folder with its rooms, no exception and no recursion.`);
  }
  return { rooms, exceptions, recursions };
}
