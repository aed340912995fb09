import type { Random } from '../support/random.ts';
import type { Drawing } from './make-row.ts';
import type { Row } from './row.ts';

/** The rows of a collection that made-up rows of another one may point at. */
export interface RowSource {
  readonly length: number;
  at(index: number): Row | undefined;
  /** The row of a key, where that can be told without making them all. */
  get?(key: string): Row | undefined;
}

/** What a made-up row starts from, in a tenant of several collections. */
export interface Making extends Drawing {
  /** The rows of another collection; undefined where the spec has no such collection. */
  rowsOf(collection: string): RowSource | undefined;
}

/** A change of a row's status that is to come. */
export interface Change {
  /** When, in milliseconds. */
  readonly at: number;
  /** The row's key. */
  readonly key: string;
  readonly status: string;
}

/** The rows of a tenant, as what happens in it sees them. */
export interface Surroundings {
  /** The rows of a collection that a list shows, in its order; none where the spec has no such collection. */
  rowsOf(collection: string): readonly Row[];
  readonly conduct: Conduct;
}

/** How actions go, as the options of the emulator say. */
export interface Conduct {
  /** What asking for the same action again comes to. */
  readonly duplicates: 'same' | 'refuse' | 'sticks';
  /** What scripts come to, by their names; undefined where every script runs, and says nothing. */
  readonly scripts: Readonly<Record<string, ScriptResult>> | undefined;
  /** What is in the files of machines, by their paths; undefined where every file is there. */
  readonly files: Readonly<Record<string, string>> | undefined;
}

/** What a script comes to. */
export interface ScriptResult {
  /** Its exit code. Default: 0. */
  readonly exitCode?: number;
  /** What it wrote. Default: nothing. */
  readonly output?: string;
  /** What it wrote about its mistakes. Default: nothing. */
  readonly errors?: string;
}

/** What follows from a row's new status: rows of the tenant change, or have something to come. */
export interface Consequence {
  readonly collection: string;
  readonly key: string;
  readonly changes?: Row;
  readonly timeline?: readonly Change[];
}

/** An action that is to add a row. */
export interface Asked {
  /** What the spec and the body say of the new row. */
  readonly values: Row;
  /** The row that the action is called on, where it is called on one. */
  readonly on: Row | undefined;
  readonly now: number;
}

/** What an action comes to: a row that was there before, or a new one, of which is known what is to come. */
export type Begun =
  { readonly there: Row } | { readonly values: Row; readonly timeline: (key: string) => readonly Change[] };

/** What is known of actions that add rows to a collection, beyond the spec. */
export interface ActionRules {
  /** The row's values, of what stands in the body under the names of its properties. */
  readBody(values: Row): Row;
  /** @throws Refusal where the service would not do it. */
  begin(asked: Asked, around: Surroundings): Begun;
  /** The row as the first answer shows it. */
  firstAnswer(row: Row, quirks: ReadonlySet<string>): Row;
}

/** A file that can be fetched by a link. */
export interface Download {
  readonly content: string | Uint8Array<ArrayBuffer>;
  readonly contentType: string;
  /** Whether it is compressed on its way. */
  readonly gzip?: boolean;
  /** How long the link leads there, in milliseconds. */
  readonly lives: number;
}

/**
 * What a function of a row gives a link to.
 *
 * @throws Refusal where there is nothing.
 */
export type LinkFunction = (row: Row, parameters: Readonly<Record<string, string>>, conduct: Conduct) => Download;

/** How rows move on by themselves. */
export interface LifeCycle {
  /** Draws what is to come of a row; nothing for one that is at its end. */
  draw(row: Row, key: string, seed: number, now: number): readonly Change[];
  /** What else changes in a row when its status does, the status included. */
  changesOf(row: Row, status: string, at: number, random: Random): Row;
  /** What else comes of it, in the row itself and elsewhere in the tenant. */
  consequencesOf?(row: Row, at: number, around: Surroundings): readonly Consequence[];
}

/** What is known of a collection beyond the spec: realistic rows, and what becomes of them. Without it, rows are made of their schema. */
export interface CollectionPlugIn {
  /** The name of the collection. */
  readonly collection: string;
  /** Makes row `index` of a generated set: `at` is the instant before which all of it was there. */
  readonly generate?: (making: Making) => Row;
  /** Makes a row that is at rest, around some values: what a test's factory gives. */
  readonly sample?: (values: Row, making: Making) => Row;
  /** Makes a row that is new at `at`, around some values: what is added without a key, and what arrives by itself. */
  readonly begin?: (values: Row, making: Making) => Row;
  readonly lifeCycle?: LifeCycle;
  /** What is known of actions that add rows here. */
  readonly actions?: ActionRules;
  /** The functions of a row that give a link, by their names in the spec. */
  readonly links?: Readonly<Record<string, LinkFunction>>;
  /** How many rows there are where those of another collection are generated that point at them. */
  readonly usual?: number;
  /** The collection whose rows point at these, and what such a row says of the one that it points at. */
  readonly impliedBy?: { readonly collection: string; readonly valuesOf: (row: Row) => Row | undefined };
  /** How rows look in answers with the quirks that are on, where that differs from what they are. */
  readonly present?: (quirks: ReadonlySet<string>) => readonly ((row: Row) => Row)[];
}
