import type { EdmProperty } from '../edm/entity-type.ts';
import type { EntitySet } from '../edm/entity-set.ts';
import type { FilterNode } from '../nodes/filter-node.ts';

/** What a refusal knows: an expression without a place, a name that is no property, or an operand that does not fit one. */
export type Refused =
  | {
      readonly expression: FilterNode | undefined;
      readonly isCondition: boolean;
      /** What it is compared with, where that is known. */
      readonly property: EdmProperty | undefined;
    }
  | { readonly name: string; readonly set: EntitySet; readonly isObserved: boolean }
  | { readonly property: EdmProperty; readonly found: string };

let advise: ((refused: Refused) => string) | undefined;

/** Sets what knows how a refused filter is written instead; the parser brings it, so that who only builds queries does not pay for it. */
export function setAdvice(advice: (refused: Refused) => string): void {
  advise = advice;
}

/** How to write it instead, in a sentence or more behind a blank; empty where nothing is known. */
export const adviceOn = (refused: Refused): string => advise?.(refused) ?? '';
