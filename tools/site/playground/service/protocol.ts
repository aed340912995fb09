import type { CollectionName } from '../model/collections.ts';
import type { RowSource } from '../model/fragment.ts';
import type { Reason } from '../model/why-out.ts';

/** Which rows are evaluated, and what of them is shown. */
export interface RowsQuestion {
  readonly source: RowSource;
  readonly collection: CollectionName;
  /** The filter in its normal form; undefined for every row. */
  readonly filter: string | undefined;
  /** Which rows come back: those that match, or those that do not. */
  readonly side: 'in' | 'out';
  /** How many rows come back at most. */
  readonly limit: number;
}

export interface RowsAnswer {
  readonly total: number;
  readonly matching: number;
  readonly rows: readonly { readonly row: Readonly<Record<string, unknown>>; readonly reason: Reason | undefined }[];
  /** Why the rows could not be evaluated, such as a division by zero in one of them. */
  readonly failure: string | undefined;
  readonly milliseconds: number;
}

/** How the emulator in the page behaves. */
export interface Switches {
  readonly quirks: readonly string[];
  readonly quota: boolean;
  readonly auth: boolean;
  /** What the token lacks: `none` for a call without one. */
  readonly token: 'good' | 'none' | 'without roles';
}

export interface LoggedRequest {
  readonly method: string;
  readonly url: string;
  readonly status: number | undefined;
  /** On the emulator's clock. */
  readonly at: number;
}

export interface EmulatorAnswer {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
}

export interface EmulatorState {
  readonly now: number;
  readonly log: readonly LoggedRequest[];
}

/** What the client made of a query: its calls, or what it refused. */
export interface Calls {
  readonly urls: readonly string[];
  readonly refusal: string | undefined;
}

/** What is asked of the service thread, each method with its question and answer. */
export interface Service {
  /** The rows of a file that was dropped. @returns How many there are. */
  readonly takeFile: (file: Blob) => Promise<number>;
  readonly evaluate: (question: RowsQuestion) => Promise<RowsAnswer>;
  readonly quirks: () => Promise<readonly { readonly name: string; readonly description: string }[]>;
  /** Makes the emulator anew. */
  readonly switch: (switches: Switches) => Promise<EmulatorState>;
  readonly failNext: (status: number) => Promise<EmulatorState>;
  readonly advance: (duration: string) => Promise<EmulatorState>;
  readonly send: (url: string) => Promise<EmulatorAnswer & { readonly state: EmulatorState }>;
  /** What the emulator of a test answers, in one line; apart from the one that the page shows. */
  readonly refusal: (url: string) => Promise<string>;
  readonly calls: (collection: CollectionName, filter: string | undefined, isObserved: boolean) => Promise<Calls>;
}

export interface Question {
  readonly id: number;
  readonly method: keyof Service;
  readonly parameters: readonly unknown[];
}

export interface Reply {
  readonly id: number;
  readonly result?: unknown;
  /** What was thrown, in words. */
  readonly failure?: string;
}
