import { Unknown, type Value, type ValueMap } from '../hot/value.ts';
import type { Rendered } from './rendered.ts';
import { placedNode, type ResourceRequest } from './resource-request.ts';
import type { GroupRemoval } from './revision.ts';
import { registryEntries } from './sources.ts';
import { awaitedNames } from './waiting-problem.ts';

/** What a deferred resource waits for, and what is known of it before. */
export interface Deferral {
  /** The values that decide its shape. */
  readonly waitsFor: readonly Value[];
  /** The attributes that `get_attr` without a name gives. */
  readonly attributes: readonly string[];
  /** Whether what `get_resource` gives is only known later too; else it is the address. */
  readonly refersLater?: boolean;
  /** The path of a nested stack's template. */
  readonly template?: string;
  /** Of a group: the names that are not used, as far as is known. */
  readonly removal?: GroupRemoval;
  /** Those of its properties that its template wants hidden, as they may be written. */
  readonly hidden?: ValueMap;
}

/**
 * Renders a nested stack or a group whose members hang on values that are not known yet: a node that is expanded when
 * they are. Until then all its attributes are awaited.
 */
export function renderDeferred(request: ResourceRequest, deferral: Deferral): Rendered {
  const { address, place, stack, names, properties, facade } = request;
  const { attributes, refersLater = false, template, removal, hidden } = deferral;
  const later = (name: string, path: readonly (string | number)[]): Value =>
    new Unknown({ kind: 'attribute', address, path: [name, ...path] });
  const entries = registryEntries(stack.rendering.stack.environment.registry);
  return {
    address,
    place,
    node: Object.freeze({
      kind: 'deferred',
      ...placedNode(request),
      ...(template === undefined ? {} : { template }),
      ...(removal === undefined ? {} : { removal }),
      inputs: hidden === undefined ? properties : new Map([...properties, ...hidden]),
      ...(facade.size === 0 ? {} : { facade }),
      awaits: [...new Set(deferral.waitsFor.flatMap(awaitedNames))],
      files: stack.chain,
      version: stack.template.version,
      names,
      unbound: [...stack.unbound].map((entry) => entries.indexOf(entry)).filter((index) => index >= 0),
    }),
    reference: () => (refersLater ? new Unknown({ kind: 'reference', address }) : address),
    attribute: (name) =>
      name === undefined ? new Map(attributes.map((each) => [each, later(each, [])])) : later(name, []),
  };
}
