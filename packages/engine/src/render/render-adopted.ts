import { problem } from '../diagnostics/diagnostic.ts';
import { reveal } from '../hot/reveal.ts';
import type { Failure } from '../hot/scope.ts';
import { Tainted, Unknown, type Value } from '../hot/value.ts';
import type { ResourceType } from '../resource/resource-types.ts';
import { noAttribute } from './attribute-problem.ts';
import type { Rendered } from './rendered.ts';
import { tell } from './rendering.ts';
import { placedNode, type ResourceRequest } from './resource-request.ts';
import { waitingProblem } from './waiting-problem.ts';

/**
 * Renders a resource that takes in something that is there already (`external_id`): it is neither made nor changed, so
 * that its properties say nothing. Its reference is the id. Gives undefined, with the problems told, where it can't be
 * one. Heat: `resource.py`, create and validate_external; `rsrc_defn.py`, required_resource_names; 19.0.
 */
export function renderAdopted(request: ResourceRequest, type: ResourceType): Rendered | undefined {
  const id = adoptedId(request);
  if (id === undefined) return undefined;
  const { address, place } = request;
  // Only what exists in the graph alone has anything but its id that somebody may ask for.
  const properties = type.role === 'value' && !type.anyProperties ? request.properties : new Map<string, Value>();
  return {
    address,
    place,
    node: Object.freeze({ kind: 'resource', ...placedNode(request), type: type.name, externalId: id, properties }),
    reference: () => (type.role === 'generated' ? null : id),
    attribute: (name) => attributeOf(address, type, properties, name),
  };
}

/** Tells that what is made of members can't be adopted. Heat: `stack_resource.py`. */
export function refuseAdoption(request: ResourceRequest): undefined {
  tell(request.stack.rendering, [
    problem('template-resource', 'What is made of members can\'t be taken in by "external_id"', {
      ...placeOf(request),
      hint: 'Leave out "external_id"',
    }),
  ]);
  return undefined;
}

function adoptedId(request: ResourceRequest): string | undefined {
  const { externalId: given = null, stack, dependsOn } = request;
  const { rendering } = stack;
  if (given instanceof Unknown) {
    tell(rendering, [waitingProblem('"external_id"', given, placeOf(request))]);
    return undefined;
  }
  const id = reveal(given);
  if (given instanceof Tainted || (typeof id !== 'string' && typeof id !== 'number')) {
    const message = given instanceof Tainted ? '"external_id" is a secret' : '"external_id" is no text';
    tell(rendering, [problem('template-resource', message, { ...placeOf(request), expected: 'the id of a resource' })]);
    return undefined;
  }
  if (id === '') {
    // Met where it is made. Heat: `resource.py`, adopt; 19.0.
    const place = placeOf(request);
    const path = place.path.replace(/\.external_id$/, '');
    tell(rendering, [
      problem('property-missing', '"external_id" is empty', { ...place, path, expected: 'the id of a resource' }),
    ]);
    return undefined;
  }
  if (dependsOn !== undefined && dependsOn.length > 0) {
    tell(rendering, [
      problem('template-resource', 'A resource with "external_id" depends on nothing', {
        ...placeOf(request),
        hint: 'Leave out "depends_on"',
      }),
    ]);
    return undefined;
  }
  return String(id);
}

function placeOf({ place }: ResourceRequest) {
  return {
    at: place.beside?.('external_id', []) ?? place.at,
    path: place.path.replace(/\.properties$/, '.external_id'),
  };
}

function attributeOf(
  address: string,
  type: ResourceType,
  properties: ReadonlyMap<string, Value>,
  name: string | undefined,
): Value | Failure {
  const attribute = (each: string): Value => {
    if (type.role === 'foreign' && each !== 'show') return new Unknown({ kind: 'attribute', address, path: [each] });
    return properties.get(each) ?? null;
  };
  if (type.anyProperties) return name === undefined ? new Map() : null;
  if (name !== undefined)
    return type.attributes.includes(name) ? attribute(name) : noAttribute(address, name, type.attributes);
  return new Map(type.attributes.filter((each) => each !== 'show').map((each) => [each, attribute(each)]));
}
