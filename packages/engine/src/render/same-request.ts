import type { FacadePart } from '../hot/facade-part.ts';
import { sameValue } from '../hot/same-value.ts';
import { Failure } from '../hot/scope.ts';
import type { Template } from '../hot/template.ts';
import type { Value } from '../hot/value.ts';
import type { PropertyPlace } from '../plan/nested-parameters.ts';
import type { Rendered } from './rendered.ts';
import type { RequestParts, StackParts } from './request-parts.ts';
import { identical, needless, type Same, samePartsBy } from './same-parts.ts';

type Asked = Value | Failure | undefined;

/** What a stack's scope is asked for, as a memory sees it. */
export interface ReadScope {
  readonly place: { readonly address: string; readonly template: Template };
  readonly resources: Map<string, Rendered | 'absent' | 'failed'>;
  readonly used: ReadonlySet<string>;
  /** All that is asked for, while someone wants to remember it. */
  reads: SourceRead[] | undefined;
  parameter(name: string): Asked;
  condition(name: string): Asked;
  facade(part: FacadePart): Asked;
}

/** Something that was asked of a stack's scope, and what it gave. Files are not among it: a rendering with others begins anew. */
export type SourceRead =
  | { readonly kind: 'parameter' | 'condition'; readonly name: string; readonly value: Asked }
  | {
      readonly kind: 'resource';
      readonly name: string;
      readonly rendered: Rendered;
      readonly ask: (rendered: Rendered) => Asked;
      readonly value: Asked;
    }
  | {
      readonly kind: 'facade';
      readonly part: FacadePart;
      readonly value: Asked;
    };

/** Whether a scope gives now what it gave then. To be asked in the order of the reads: the next may follow from the last. */
export function sameRead(read: SourceRead, scope: ReadScope, moved: ReadonlySet<string>): boolean {
  switch (read.kind) {
    case 'parameter':
      return sameAsked(read.value, scope.parameter(read.name), moved);
    case 'condition':
      return sameAsked(read.value, scope.condition(read.name), moved);
    case 'facade':
      return sameAsked(read.value, scope.facade(read.part), moved);
    case 'resource': {
      const now = scope.resources.get(read.name);
      if (now === read.rendered && moved.size === 0) return true;
      return now !== undefined && typeof now !== 'string' && sameAsked(read.value, read.ask(now), moved);
    }
  }
}

function sameAsked(before: Asked, now: Asked, moved: ReadonlySet<string>): boolean {
  if (before === undefined || now === undefined) return before === now;
  return !(before instanceof Failure) && !(now instanceof Failure) && sameValue(before, now, moved);
}

const isSamePlace = samePartsBy<PropertyPlace>({
  at: identical,
  path: identical,
  // The rest is found by these two in a template that is the same.
  type: needless,
  property: needless,
  beside: needless,
});

const isSameStack = samePartsBy<StackParts<unknown>>({
  template: identical,
  address: identical,
  chain: sameList,
  unbound: sameSet,
  // `beginRemembered` compares renderings.
  rendering: needless,
  // Reads of the stack's scope.
  parameters: needless,
  facade: needless,
});

/** Whether two requests for an address come to the same where all but parameters is the same for both. */
export const sameRequest: Same<RequestParts<StackParts<unknown>>> = samePartsBy<RequestParts<StackParts<unknown>>>({
  type: identical,
  within: identical,
  address: identical,
  stack: isSameStack,
  place: isSamePlace,
  names: sameList,
  requires: sameList,
  dependsOn: (before = [], now = []) => sameList(before, now),
  externalId: sameAsked,
  properties: sameValue,
  facade: sameValue,
  // Read from type and facade.
  policies: needless,
});

function sameList<T>(before: readonly T[], now: readonly T[]): boolean {
  return before === now || (before.length === now.length && before.every((each, index) => each === now[index]));
}

function sameSet<T>(before: ReadonlySet<T>, now: ReadonlySet<T>): boolean {
  return before === now || (before.size === now.size && [...before].every((each) => now.has(each)));
}
