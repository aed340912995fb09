import type { QuirkName } from '../quirks/catalogue.ts';
import type { WindowKind } from '../http/quota.ts';
import type { Effects } from '../rows/effects.ts';

/** How the service behaves: the options of an emulator, checked, with their defaults filled in. */
export interface Settings {
  readonly seed: number;
  /** Which windows limit the calls; undefined where nothing does. */
  readonly window: WindowKind | undefined;
  readonly auth: boolean;
  /** How long an answer takes, in milliseconds. */
  readonly latency: number;
  readonly quirks: ReadonlySet<QuirkName>;
  /** Whether names of properties must be spelt as the service spells them. */
  readonly exactNames: boolean;
  /** Whether query options are evaluated that were only observed. */
  readonly observed: boolean;
  /** How many rows a page has at most. */
  readonly pageSize: number;
  /** What is known of actions beyond the spec, by the collection that they add rows to. */
  readonly effects: ReadonlyMap<string, Effects>;
}
