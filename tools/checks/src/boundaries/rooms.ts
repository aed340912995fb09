import type { Floors } from './floors.ts';
import { isTest, neighboursOf, type SourceFile } from './imports.ts';

const isIn = (path: string, room: string): boolean => path === room || path.startsWith(`${room}/`);

/** Which imports climb within a package, which files are in no room, and which rooms there are not; a sentence each. */
export function roomViolations(files: readonly SourceFile[], { rooms, exceptions }: Floors): string[] {
  return [...rooms].flatMap(([source, names]) => {
    const inside = files.filter(({ path }) => isIn(path, source));
    /** The floor of a file: that of the longest name that it is in; above all where it lies beside the rooms. */
    const floorOf = (path: string): number | undefined => {
      const local = path.slice(source.length + 1);
      const room = names.filter((name) => isIn(local, name)).toSorted((a, b) => b.length - a.length)[0];
      if (room !== undefined) return names.indexOf(room);
      return local.includes('/') ? undefined : names.length;
    };
    const nameOf = (floor: number) => names[floor] ?? 'what stands above all rooms';
    const missing = names
      .filter((name) => !inside.some(({ path }) => isIn(path, `${source}/${name}`)))
      .map((name) => `AGENTS.md, floors: there is no ${source}/${name}`);
    const climbing = inside
      .filter(({ path }) => !isTest(path))
      .flatMap((file): readonly string[] => {
        const home = floorOf(file.path);
        if (home === undefined) return [`${file.path} is in no room: AGENTS.md, floors, names its folder nowhere`];
        return neighboursOf(file).flatMap((target) => {
          const floor = isIn(target, source) ? floorOf(target) : undefined;
          const isAllowed =
            floor === undefined || floor <= home || exceptions.includes(`${file.path} imports ${target}`);
          return isAllowed ? [] : [`${file.path} imports ${target}: ${nameOf(home)} stands below ${nameOf(floor)}`];
        });
      });
    return [...missing, ...climbing];
  });
}
