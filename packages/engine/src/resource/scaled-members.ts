import { reveal } from '../hot/reveal.ts';
import { isMap, type Value, type ValueMap } from '../hot/value.ts';

/** What instances are made of in the groups that AWS calls so. */
export const instanceType = 'AWS::EC2::Instance';

/** A group of instances that other resources scale. */
export const autoScalingType = 'AWS::AutoScaling::AutoScalingGroup';

/** What instances are made after in such groups. */
export const launchType = 'AWS::AutoScaling::LaunchConfiguration';

/** A group that scales: what of its properties says how many members it has, and what they are made of. */
interface ScalingType {
  readonly wanted: string;
  readonly least?: string;
  readonly largest?: string;
  /** The type of its members; absent where a property has their definition. */
  readonly member?: string;
}

const scalingTypes: Readonly<Record<string, ScalingType>> = {
  'OS::Heat::AutoScalingGroup': { wanted: 'desired_capacity', least: 'min_size', largest: 'max_size' },
  [autoScalingType]: {
    wanted: 'DesiredCapacity',
    least: 'MinSize',
    largest: 'MaxSize',
    member: instanceType,
  },
  'OS::Heat::InstanceGroup': { wanted: 'Size', member: instanceType },
};

/**
 * How many members a scaling group is made with; undefined while that is not known. Heat: `aws/autoscaling/
 * autoscaling_group.py` and `instance_group.py`, child_template; 19.0.
 */
export function scaledSize(type: string, properties: ValueMap): number | undefined {
  const { wanted = '', least } = scalingTypes[type] ?? {};
  const given = properties.get(wanted) ?? 0;
  const size = numberOf(given);
  return size === 0 && least !== undefined ? numberOf(properties.get(least)) : size;
}

/** Whether a scaling group is known to begin without members: then nothing is made of their definition. */
export function beginsEmpty(type: string, properties: ValueMap): boolean {
  const size = scaledSize(type, properties);
  return size !== undefined && size <= 0;
}

/** What a scaling group would have, in words; undefined for all other types. */
export function describeScaled(type: string, properties: ValueMap): string | undefined {
  const scaling = scalingTypes[type];
  if (scaling === undefined) return undefined;
  const size = scaledSize(type, properties);
  const [least, largest] = [scaling.least, scaling.largest].map((name) => numberOf(properties.get(name ?? '')));
  const range = least === undefined || largest === undefined ? '' : `, from ${least} to ${largest}`;
  const count = size === undefined ? 'members' : `${size} ${size === 1 ? 'member' : 'members'}`;
  return `with ${count} of ${scaling.member ?? memberType(properties.get('resource'))}${range}`;
}

function memberType(definition: Value | undefined): string {
  const type = definition !== undefined && isMap(definition) ? definition.get('type') : undefined;
  return typeof type === 'string' ? type : 'a type that is not known yet';
}

function numberOf(value: Value | undefined): number | undefined {
  const known = reveal(value ?? null);
  return typeof known === 'number' ? known : undefined;
}
