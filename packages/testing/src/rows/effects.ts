import type { Row } from './row.ts';

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
  { readonly there: Row } | { readonly values: Row; readonly timeline: (row: Row) => readonly Change[] };

/** A file that can be fetched by a link. */
export interface Download {
  /** What it is called: the same for all links to it. */
  readonly name: string;
  readonly content: string | Uint8Array;
  readonly contentType: string;
  /** Whether the file is a compressed one of that content. */
  readonly gzip?: boolean;
  /** How long the link leads there, in milliseconds. */
  readonly lives: number;
}

/**
 * What a function of a row gives a link to.
 *
 * @throws Refusal where there is nothing.
 */
export type LinkFunction = (row: Row, parameters: Readonly<Record<string, string>>) => Download;

/** What is known beyond the spec of actions that add rows to a collection, and of functions of its rows. */
export interface Effects {
  /** The row's values, of what stands in the body under the names of its properties. */
  readBody(values: Row): Row;
  /** @throws Refusal where the service would not do it. */
  begin(asked: Asked, around: Surroundings): Begun;
  /** The row as the first answer shows it. */
  firstAnswer(row: Row, quirks: ReadonlySet<string>): Row;
  /** What else comes of a row's new status, in the row itself and elsewhere in the tenant. */
  consequencesOf(row: Row, at: number, around: Surroundings): readonly Consequence[];
  /** The functions of a row that give a link, by their names in the spec. */
  readonly links: Readonly<Record<string, LinkFunction>>;
}
