import { type Diagnostic, problem } from '../diagnostics/diagnostic.ts';
import { extendPath } from '../diagnostics/path.ts';
import { reveal } from '../hot/reveal.ts';
import { isList, isMap, Unknown, type Value, type ValueMap } from '../hot/value.ts';
import type { PropertyPlace } from '../plan/nested-parameters.ts';
import { beginsEmpty } from '../resource/scaled-members.ts';
import { deletionWords, readDeletionWord } from './deletion-policy.ts';
import { pickFacade } from './pick-facade.ts';
import { probeMember, type ScaledMember } from './probe-member.ts';
import type { Rendered } from './rendered.ts';
import { memberPlace, type ResourceRequest } from './resource-request.ts';

/** The nested stack in which the members stand is of this version. */
const memberVersion = '2015-04-30';

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
 * What is wrong with the members of an OS::Heat::AutoScalingGroup, by one of them. Of a group that begins without members
 * only the form of their definition counts. Heat: `instance_group.py`, validate, and `autoscaling_group.py`,
 * _get_resource_definition: a nested stack of 2015-04-30; 19.0.
 */
export function checkScaledMember(
  request: ResourceRequest,
  renderMember: (member: ResourceRequest) => Rendered | undefined,
): readonly Diagnostic[] {
  const { place, properties } = request;
  const definition = properties.get('resource') ?? null;
  if (!isMap(definition)) return [];
  const misfits = parts.flatMap((part) => misfitOf(definition, place, part));
  if (misfits.length === 0 && beginsEmpty('OS::Heat::AutoScalingGroup', properties))
    return wordMisfits(definition, place);
  const [type = null, given = new Map()] = [definition.get('type'), definition.get('properties')];
  if (misfits.length > 0 || typeof type !== 'string' || !isMap(given)) return misfits;
  const member = {
    version: memberVersion,
    type,
    properties: given,
    facade: pickFacade(definition),
    place: {
      ...memberPlace(place, ['resource', 'properties'], ['resource', 'type']),
      beside: (part, path, what) => place.property(['resource', part, ...path], what),
    },
  } satisfies ScaledMember;
  return probeMember(request, member, renderMember);
}

/** That a deletion policy is none of the words: of members that are looked into, this is told with all else. */
function wordMisfits(definition: ValueMap, place: PropertyPlace): readonly Diagnostic[] {
  const policy = definition.get('deletion_policy') ?? null;
  if (policy instanceof Unknown) return [];
  const path = ['resource', 'deletion_policy'];
  const { problems } = readDeletionWord(policy, deletionWords(memberVersion));
  return problems.map((each) => ({ at: place.property(path), path: extendPath(place.path, path), ...each }));
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
