import type { RegistryEntry } from '../hot/environment.ts';
import type { FacadePart } from '../hot/facade-part.ts';
import type { Failure } from '../hot/scope.ts';
import type { Template } from '../hot/template.ts';
import type { Value, ValueMap } from '../hot/value.ts';
import type { PropertyPlace } from '../plan/nested-parameters.ts';
import type { Policies } from './policies.ts';

/*
 * What a resource is rendered from. It stands apart from the rendering that it belongs to (`R`), so that the rendering's
 * memory can compare all of it: a part that is added here needs a comparison in `same-request.ts` to type-check.
 */

type Facade = ReadonlyMap<FacadePart, Value>;

/** One stack of a rendering: a template with its parameters, at an address. */
export interface StackParts<R> {
  readonly rendering: R;
  readonly template: Template;
  /** The address of the resource that the stack stands for; empty for the root. */
  readonly address: string;
  /** The values of the template's parameters; one that failed was told. */
  readonly parameters: ReadonlyMap<string, Value | Failure>;
  /** The files of the templates in which this one is nested, outermost first, its own last. */
  readonly chain: readonly string[];
  /** The registry's entries that led to them. */
  readonly unbound: ReadonlySet<RegistryEntry>;
  /** What the resource that the stack stands for says beside its properties. Absent for the root. */
  readonly facade?: Facade;
}

/** One resource that is to be rendered: of a template, or a member of a group. */
export interface RequestParts<S> {
  /** The stack in which it stands; a group's member stands in the stack of the group. */
  readonly stack: S;
  readonly address: string;
  /** Its names from the root down, by which a registry's overrides for single resources find it. */
  readonly names: readonly string[];
  readonly type: string;
  readonly properties: ValueMap;
  /** What it says beside its properties. */
  readonly facade: Facade;
  /** The same, read by its type; absent until that is known. */
  readonly policies?: Policies;
  /** The id of something that is there already and is only taken in, as evaluated; absent for most. */
  readonly externalId?: Value;
  /** The names in its `depends_on`; absent where there are none. */
  readonly dependsOn?: readonly string[];
  /** Addresses that come before it. */
  readonly requires: readonly string[];
  /** The container that it is a member of. */
  readonly within: string | undefined;
  readonly place: PropertyPlace;
}
