import { type Diagnostic, type Position, problem } from '../diagnostics/diagnostic.ts';
import { nearest } from '../diagnostics/nearest.ts';
import { reveal } from '../hot/reveal.ts';
import { isList, isMap, Unknown, type Value, type ValueMap } from '../hot/value.ts';
import type { PropertyPlace } from '../plan/nested-parameters.ts';
import { resourceTypeNames } from '../resource/resource-types.ts';
import { scaledSize } from '../resource/scaled-members.ts';
import { learningOver } from './learnt-configs.ts';
import { pickFacade } from './pick-facade.ts';
import type { Rendered } from './rendered.ts';
import type { Probe, Rendering } from './rendering.ts';
import { memberPlace, type ResourceRequest } from './resource-request.ts';

/** The problem that there is no type of a name, which may be named by a registry. */
export function unknownType(
  name: string,
  place: { readonly at: Position; readonly path: string },
  mappedAt?: Position,
): Diagnostic {
  const near = nearest(name, resourceTypeNames());
  const hints = [
    ...(near === undefined ? [] : [`Did you mean "${near}"?`]),
    ...(mappedAt === undefined ? [] : [`It is named in ${mappedAt.file}, line ${mappedAt.line}`]),
  ];
  return problem('resource-type', `There is no resource type "${name}"`, {
    ...place,
    expected: "a type of Heat's, a type that a resource_registry maps, or a template's path",
    ...(hints.length === 0 ? {} : { hint: hints.join(' ') }),
  });
}

/** What stands in the definition of a scaling group's members, and what it has to be. */
const parts: readonly (readonly [string, string, (value: Value) => boolean])[] = [
  ['type', 'a text', (value) => typeof value === 'string'],
  ['properties', 'a map', isMap],
  ['metadata', 'a map', isMap],
  ['depends_on', 'a text or a list', (value) => typeof value === 'string' || isList(value)],
  ['deletion_policy', 'a text', (value) => typeof value === 'string'],
  ['update_policy', 'a map', isMap],
];

/**
 * What is wrong with the members of an OS::Heat::AutoScalingGroup: one is rendered as if it were there, with all that it
 * stands for, and nothing of it is kept. A group that begins without members is not looked into. Heat:
 * `instance_group.py`, validate, and `autoscaling_group.py`, _get_resource_definition: a nested stack of 2015-04-30; 19.0.
 */
export function checkScaledMember(
  request: ResourceRequest,
  renderMember: (member: ResourceRequest) => Rendered | undefined,
): readonly Diagnostic[] {
  const { stack, place, names, properties, address } = request;
  const definition = properties.get('resource') ?? null;
  if (!isMap(definition) || scaledSize('OS::Heat::AutoScalingGroup', properties) === 0) return [];
  const misfits = parts.flatMap((part) => misfitOf(definition, place, part));
  const [type = null, given = new Map()] = [definition.get('type'), definition.get('properties')];
  if (misfits.length > 0 || typeof type !== 'string' || !isMap(given)) return misfits;
  const probe: Probe = { isSure: true, hasNames: true };
  const rendering = probing(stack.rendering, probe);
  renderMember({
    stack: { ...stack, rendering, template: { ...stack.template, version: '2015-04-30' } },
    address: `${address}/0`,
    names: [...names, '0'],
    type,
    properties: given,
    facade: pickFacade(definition),
    requires: [],
    within: address,
    place: {
      ...memberPlace(place, ['resource', 'properties'], ['resource', 'type']),
      beside: (part, path, what) => place.property(['resource', part, ...path], what),
    },
  });
  return probe.isSure ? [...rendering.problems] : [];
}

function misfitOf(
  definition: ValueMap,
  place: PropertyPlace,
  [part, expected, fits]: (typeof parts)[number],
): readonly Diagnostic[] {
  const value = definition.get(part);
  if (value === undefined && part !== 'type') return [];
  if (value instanceof Unknown || (value !== undefined && fits(reveal(value)))) return [];
  const path = `${place.path}.resource${value === undefined ? '' : `.${part}`}`;
  const at = place.property(value === undefined ? ['resource'] : ['resource', part]);
  const message =
    value === undefined
      ? 'The definition of the members has no type'
      : `The "${part}" of the members is not ${expected}`;
  return [problem('property-value', message, { at, path, expected: value === undefined ? '{type: …}' : expected })];
}

/** A rendering of which nothing is kept but what is wrong. */
function probing({ configsByDigest, configsByAddress, ...rendering }: Rendering, probe: Probe): Rendering {
  const { deployment, stack, secrets, earlier } = rendering;
  return {
    deployment,
    stack,
    secrets: { ...secrets, secretFor: (name) => ({ kind: 'secret', name, version: 0 }) },
    problems: new Set(),
    configsByDigest: learningOver(configsByDigest),
    configsByAddress: learningOver(configsByAddress),
    origins: undefined,
    ...(earlier === undefined ? {} : { earlier }),
    probe,
  };
}
