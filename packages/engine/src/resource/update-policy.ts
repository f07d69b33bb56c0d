import { type Checked, type Diagnostic, problem } from '../diagnostics/diagnostic.ts';
import { nearest } from '../diagnostics/nearest.ts';
import { extendPath } from '../diagnostics/path.ts';
import { containsUnknown } from '../hot/marks.ts';
import { Float, isMap, type Value, type ValueMap } from '../hot/value.ts';
import { checkConstraints } from './check-constraint.ts';
import { located, misfitProblem, type PropertiesPlace } from './check-properties.ts';
import { coerceProperty } from './coerce-property.ts';
import type { Misfit } from './misfit.ts';
import { type PropertyFacts, type PropertySchema, propertySchemas } from './property-schema.ts';

/** How many members of a group may be worked on at once, and how many seconds lie between one such batch and the next. */
export interface Batching {
  readonly maxBatchSize: number;
  readonly pauseTime: number;
}

/** What `update_policy` says of a group of software: how its members are updated, and how they are created. */
export interface UpdatePolicy {
  readonly rollingUpdate?: RollingUpdate;
  readonly batchCreate?: Batching;
}

export interface RollingUpdate extends Batching {
  /** How many members are left alone while others are updated. */
  readonly minInService: number;
}

const atLeast = (min: number, type: string, otherwise: number): PropertyFacts => ({
  type,
  default: otherwise,
  constraints: [{ range: { min } }],
});
const batching = {
  max_batch_size: atLeast(1, 'integer', 1),
  pause_time: atLeast(0, 'number', 0),
};
const rolling = { ...batching, min_in_service: atLeast(0, 'integer', 0) };
const instances = {
  MinInstancesInService: { type: 'integer', default: 0 },
  MaxBatchSize: { type: 'integer', default: 1 },
  PauseTime: { type: 'string', default: 'PT0S' },
};
const deployments = {
  rolling_update: { type: 'map', schema: batching },
  batch_create: { type: 'map', schema: batching },
};

/** The types whose update policy says anything. Heat 19.0: `update_policy_schema` of each class. */
const schemas: Readonly<Record<string, Readonly<Record<string, PropertyFacts>>>> = {
  'OS::Heat::ResourceGroup': {
    rolling_update: { type: 'map', schema: rolling },
    batch_create: { type: 'map', schema: batching },
  },
  'OS::Heat::SoftwareDeploymentGroup': deployments,
  'OS::Heat::SoftwareDeployments': deployments,
  'OS::Heat::StructuredDeploymentGroup': deployments,
  'OS::Heat::StructuredDeployments': deployments,
  'OS::Heat::InstanceGroup': { RollingUpdate: { type: 'map', schema: instances } },
  'AWS::AutoScaling::AutoScalingGroup': { AutoScalingRollingUpdate: { type: 'map', schema: instances } },
};

const known = new Map<string, ReadonlyMap<string, PropertySchema>>();

function schemaOf(type: string): ReadonlyMap<string, PropertySchema> {
  const schema = known.get(type) ?? propertySchemas(schemas[type] ?? {});
  known.set(type, schema);
  return schema;
}

/**
 * Reads the update policy of a resource of a type; `type` is undefined for a nested stack, which has none. Keys that the
 * type's policy has not, and values that do not fit, are problems; one that waits for a value says nothing yet. Heat:
 * `rsrc_defn.py`, update_policy; `resource.py`, validate_template.
 */
export function readUpdatePolicy(
  type: string | undefined,
  given: ValueMap,
  place: PropertiesPlace,
): Checked<UpdatePolicy> {
  // Heat: `none_resource.py` asks nothing of what it stands for, where more is done than to validate a template.
  if (type === 'OS::Heat::None') return { value: {}, problems: [] };
  const schema = schemaOf(type ?? '');
  const problems: Diagnostic[] = [];
  const read = new Map<string, Value>();
  for (const [key, value] of given) {
    const part = schema.get(key);
    const misfits: Misfit[] = [];
    if (part === undefined) problems.push(unknownKey(type, key, schema, place));
    // Null is an empty map here, as for any property: batches of one. Heat: `properties.py`, _get_map.
    else {
      const coerced = coerceProperty(part, value, misfits);
      if (misfits.length === 0) checkConstraints(part, coerced, misfits);
      read.set(key, coerced);
    }
    for (const misfit of misfits) problems.push(misfitProblem('resource-policy', key, misfit, place));
  }
  if (problems.length > 0) return { problems };
  return { value: containsUnknown(read) ? {} : policyOf(read), problems };
}

/** That a type's policy, or the type of a nested stack, which is undefined, has no such key. */
export function unknownKey(
  type: string | undefined,
  key: string,
  schema: ReadonlyMap<string, PropertySchema>,
  place: PropertiesPlace,
): Diagnostic {
  const details = { ...located(place, [key], 'key'), path: extendPath(place.path, [key]) };
  const what = type === undefined ? 'A nested stack' : type;
  const meant = nearest(key, schema.keys());
  if (schema.size === 0) {
    return problem('resource-policy', `${what} has no update policy`, {
      ...details,
      hint: 'Leave update_policy out; members of groups are updated in batches by the policy of their group',
    });
  }
  return problem('resource-policy', `The update policy of ${what} has no key "${key}"`, {
    ...details,
    expected: `one of ${[...schema.keys()].join(', ')}`,
    ...(meant === undefined ? {} : { hint: `Did you mean "${meant}"?` }),
  });
}

function policyOf(read: ValueMap): UpdatePolicy {
  const rollingUpdate = read.get('rolling_update') ?? null;
  const batchCreate = read.get('batch_create') ?? null;
  return {
    ...(isMap(rollingUpdate)
      ? { rollingUpdate: { ...batchingOf(rollingUpdate), minInService: count(rollingUpdate, 'min_in_service', 0) } }
      : {}),
    ...(isMap(batchCreate) ? { batchCreate: batchingOf(batchCreate) } : {}),
  };
}

function batchingOf(map: ValueMap): Batching {
  return { maxBatchSize: count(map, 'max_batch_size', 1), pauseTime: count(map, 'pause_time', 0) };
}

function count(map: ValueMap, key: string, otherwise: number): number {
  const value = map.get(key) ?? otherwise;
  return value instanceof Float ? value.value : Number(value);
}
