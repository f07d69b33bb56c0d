import { heatEquals } from '../hot/equal-values.ts';
import { isMap, Unknown, type Value, type ValueMap } from '../hot/value.ts';
import type { ResourceType } from './resource-types.ts';

/** A resource's properties as they were and as they are wanted, defaults filled in. */
interface Sides {
  readonly before: ValueMap;
  readonly now: ValueMap;
}

/** Whether a changed property replaces the resource, though by the schema it is updated in place. */
type Rule = (name: string, changed: ReadonlySet<string>, sides: Sides) => boolean;

/** Heat: `needs_replace_with_prop_diff` of each class, 19.0. */
const rules: Readonly<Record<string, Rule>> = {
  'AWS::EC2::EIPAssociation': (name, changed, { now }) =>
    (name === 'EIP' || name === 'AllocationId') &&
    ['InstanceId', 'NetworkInterfaceId'].some((each) => changed.has(each) && isGiven(now.get(each))),
  'OS::Heat::Stack': (name, _changed, { before, now }) =>
    name === 'context' && !heatEquals(regionOf(before), regionOf(now)),
  'OS::Heat::TestResource': (name, _changed, { now }) => name === 'value' && now.get('update_replace') === true,
  'OS::Nova::Server': (name, _changed, { before, now }) => {
    const policy = name === 'flavor' || name === 'image' || name === 'user_data' ? `${name}_update_policy` : undefined;
    return policy !== undefined && (now.get(policy) ?? before.get(policy)) === 'REPLACE';
  },
};

/**
 * Which of the changed properties replace a resource: those that its schema does not update in place, and those of which
 * its type says so. Heat: `resource.py`, update_template_diff_properties, 19.0.
 */
export function replacingProperties(
  { name: type, properties }: ResourceType,
  changed: ReadonlySet<string>,
  before: ValueMap,
  now: ValueMap,
): ReadonlySet<string> {
  const rule = rules[type];
  const replaces = (name: string): boolean =>
    properties.get(name)?.updateAllowed === false || rule?.(name, changed, { before, now }) === true;
  return new Set([...changed].filter(replaces));
}

/** Why a resource is replaced whatever changes; undefined for most. Heat: `port.py`, needs_replace, 19.0. */
export function replacedAlways({ name }: ResourceType, now: ValueMap): string | undefined {
  const always = name === 'OS::Neutron::Port' && now.get('replacement_policy') === 'REPLACE_ALWAYS';
  return always ? 'its replacement_policy is REPLACE_ALWAYS' : undefined;
}

function regionOf(properties: ValueMap): Value {
  const context = properties.get('context') ?? null;
  return isMap(context) ? (context.get('region_name') ?? null) : null;
}

function isGiven(value: Value | undefined): boolean {
  return value instanceof Unknown || (typeof value === 'string' && value !== '');
}
