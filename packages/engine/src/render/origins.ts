import type { Position } from '../diagnostics/diagnostic.ts';
import type { ResolvedParameter } from '../hot/resolve-parameters.ts';
import type { Scope } from '../hot/scope.ts';
import type { ResourceDefinition, Template } from '../hot/template.ts';
import type { ValueMap } from '../hot/value.ts';
import type { LoadedStack } from '../plan/load-stack.ts';
import type { Rendered } from './rendered.ts';

/** Notes on how everything in a rendering came about, taken for who asks where a value comes from. */
export interface Origins {
  /** What was rendered; absent while nothing is. */
  loaded?: LoadedStack;
  /** By the address of the resource that the stack stands for; the root's is empty. */
  readonly stacks: Map<string, StackOrigin>;
  /** By address; resources that are there. */
  readonly resources: Map<string, ResourceOrigin>;
}

/** A stack: what names mean in it now that all of it is rendered, and which values its parameters were given. */
export interface StackOrigin {
  readonly address: string;
  readonly template: Template;
  readonly scope: Scope;
  readonly parameters: ReadonlyMap<string, ResolvedParameter>;
  /** The property of its resource that gives the parameters; absent where each is a property by itself. */
  readonly given?: string;
}

/** A resource by its definition in the template of a stack, or as a member of a group. */
export type ResourceOrigin = DefinedOrigin | MemberOrigin;

export interface DefinedOrigin {
  readonly kind: 'definition';
  readonly rendered: Rendered;
  /** As given, evaluated. */
  readonly properties: ValueMap;
  /** The address of its stack. */
  readonly stack: string;
  readonly definition: ResourceDefinition;
}

export interface MemberOrigin {
  readonly kind: 'member';
  readonly rendered: Rendered;
  readonly properties: ValueMap;
  readonly group: string;
  readonly key: string;
  /** Where a property of the member stands among the group's. */
  readonly within: (property: string) => readonly [string, ...string[]];
  /** The text in the group's definition that the member's key replaces. */
  readonly index?: { readonly name: string; readonly at: Position };
}

/** Before anything is rendered. */
export function noOrigins(): Origins {
  return { stacks: new Map(), resources: new Map() };
}
