import type { Code } from '../diagnostics/catalogue.ts';
import {
  type Checked,
  type Diagnostic,
  hasErrors,
  type Position,
  problem,
  warning,
} from '../diagnostics/diagnostic.ts';
import { nearest } from '../diagnostics/nearest.ts';
import { extendPath, type Path } from '../diagnostics/path.ts';
import type { PlacePart } from '../hot/snippet-place.ts';
import type { Value, ValueMap } from '../hot/value.ts';
import { checkComponentActions } from './check-component-actions.ts';
import { checkConstraints } from './check-constraint.ts';
import { checkInputDefaults } from './check-input-defaults.ts';
import { checkRandomString, checkSequence } from './check-random-string.ts';
import { checkAdjustmentStep, checkLaunchSource, checkScalingSizes } from './check-scaling-sizes.ts';
import { checkValueType } from './check-value-type.ts';
import { coerceProperty } from './coerce-property.ts';
import type { Misfit } from './misfit.ts';
import type { PropertySchema, SupportFacts } from './property-schema.ts';
import type { ResourceType } from './resource-types.ts';
import { translateProperties } from './translate-properties.ts';

/** Where the properties stand: the position of one of them, and the path that leads to all of them. */
export interface PropertiesPlace {
  /** The path of the resource's properties (`resources.web.properties`), or its address once there is no template. */
  readonly path: string;
  /** Where what stands at a path under the properties is written, or the key in which it ends; as far as it is. */
  at?(path: Path, part?: PlacePart): Position;
}

/**
 * Properties as their type reads them, and what is wrong with them. Defaults are not put in: what was not given stays
 * out, so that a later version of Tyto with another default changes no rendered tree.
 */
export function checkProperties(type: ResourceType, given: ValueMap, place: PropertiesPlace): Checked<ValueMap> {
  if (type.anyProperties) return { value: given, problems: [] };
  const problems: Diagnostic[] = [];
  const value = new Map<string, Value>();
  const translated = translateProperties(type.properties, given, (name, misfit) =>
    problems.push(misfitProblem('property-value', name, misfit, place)),
  );
  // What is missing because its name is misspelt is told once.
  const meant = new Set<string>();
  for (const [name, each] of translated) {
    const schema = type.properties.get(name);
    if (schema === undefined) {
      const near = nearest(name, type.properties.keys());
      problems.push(unknownProperty(type, name, place, near));
      if (near !== undefined) meant.add(near);
    } else if (schema.unimplemented !== true) value.set(name, readProperty(name, schema, each, place, problems));
    if (schema !== undefined) problems.push(...supportProblems(name, schema, place));
  }
  for (const name of translated === given ? [] : given.keys()) {
    const schema = type.properties.get(name);
    if (schema?.replacedBy !== undefined) problems.push(...supportProblems(name, schema, place));
  }
  for (const [name, schema] of type.properties) {
    if (schema.required && !translated.has(name) && !meant.has(name)) problems.push(missingProperty(type, name, place));
  }
  if (!hasErrors(problems))
    problems.push(...(ownChecks[type.name] ?? []).flatMap((own) => tryOwn(own, type, value, place)));
  return { value, problems };
}

/** What a type checks beyond its schema, and the property that it tells of. */
interface OwnCheck {
  readonly property: string;
  readonly check: (properties: ValueMap, misfits: Misfit[]) => void;
  readonly withDefaults?: true;
}

const inputDefaults: OwnCheck = { property: 'inputs', check: checkInputDefaults };

const ownChecks: Readonly<Record<string, readonly OwnCheck[]>> = {
  'AWS::AutoScaling::AutoScalingGroup': [
    { property: 'MinSize', check: checkScalingSizes(['MinSize', 'MaxSize', 'DesiredCapacity']) },
    { property: 'LaunchConfigurationName', check: checkLaunchSource },
  ],
  'AWS::AutoScaling::ScalingPolicy': [
    {
      property: 'MinAdjustmentStep',
      check: checkAdjustmentStep('AdjustmentType', 'MinAdjustmentStep', 'PercentChangeInCapacity'),
    },
  ],
  'OS::Heat::AutoScalingGroup': [
    { property: 'min_size', check: checkScalingSizes(['min_size', 'max_size', 'desired_capacity']) },
  ],
  'OS::Heat::RandomString': [
    { property: 'length', check: checkRandomString, withDefaults: true },
    { property: 'sequence', check: checkSequence },
  ],
  'OS::Heat::ScalingPolicy': [
    {
      property: 'min_adjustment_step',
      check: checkAdjustmentStep('adjustment_type', 'min_adjustment_step', 'percent_change_in_capacity'),
    },
  ],
  'OS::Heat::SoftwareComponent': [inputDefaults, { property: 'configs', check: checkComponentActions }],
  'OS::Heat::SoftwareConfig': [inputDefaults],
  'OS::Heat::StructuredConfig': [inputDefaults],
  'OS::Heat::Value': [{ property: 'value', check: checkValueType }],
};

function tryOwn(own: OwnCheck, type: ResourceType, value: ValueMap, place: PropertiesPlace): readonly Diagnostic[] {
  const misfits: Misfit[] = [];
  own.check(own.withDefaults === true ? withDefaults(type, value) : value, misfits);
  return misfits.map((each) => misfitProblem('property-value', own.property, each, place));
}

function readProperty(
  name: string,
  schema: PropertySchema,
  given: Value,
  place: PropertiesPlace,
  problems: Diagnostic[],
): Value {
  const misfits: Misfit[] = [];
  const read = coerceProperty(schema, given, misfits);
  if (misfits.length === 0) checkConstraints(schema, read, misfits);
  for (const each of misfits) problems.push(misfitProblem('property-value', name, each, place));
  return read;
}

const none: readonly Diagnostic[] = [];

/** The position of what a path under the properties leads to, where positions are known. */
export function located(place: PropertiesPlace, path: Path, part?: PlacePart) {
  return place.at === undefined ? {} : { at: place.at(path, part) };
}

/** That a type has no such property, and which it has; `meant` is the one that is most like it. */
export function unknownProperty(
  type: ResourceType,
  name: string,
  place: PropertiesPlace,
  meant: string | undefined,
): Diagnostic {
  return problem('property-unknown', `${type.name} has no property "${name}"`, {
    ...located(place, [name], 'key'),
    path: extendPath(place.path, [name]),
    expected: `one of ${[...type.properties.keys()].join(', ')}`,
    ...(meant === undefined ? {} : { hint: `Did you mean "${meant}"?` }),
  });
}

/** A property that Heat refuses though it has it is an error, one that it advises against a warning. */
function supportProblems(
  name: string,
  { unimplemented, support }: PropertySchema,
  place: PropertiesPlace,
): readonly Diagnostic[] {
  if (unimplemented !== true && support === undefined) return none;
  const details = { ...located(place, [name], 'key'), path: extendPath(place.path, [name]) };
  if (unimplemented === true) {
    return [problem('property-unknown', `Property "${name}" is known by name only and does nothing`, details)];
  }
  return support === undefined
    ? none
    : [warning('deprecated', `Property "${name}" is ${support.status}`, { ...details, ...advice(support) })];
}

/** What Heat says of what is no longer to be used, without the marks of its documentation. */
export function advice({ message }: SupportFacts): { readonly hint?: string } {
  return message === undefined ? {} : { hint: message.replaceAll('``', '"').replace(/\.$/, '') };
}

function missingProperty(type: ResourceType, name: string, place: PropertiesPlace): Diagnostic {
  return problem('property-missing', `${type.name} needs property "${name}"`, {
    ...located(place, []),
    path: place.path,
    expected: `a value for "${name}"`,
  });
}

/** The problem of a value that does not fit the property of a name. */
export function misfitProblem(code: Code, name: string, misfit: Misfit, place: PropertiesPlace): Diagnostic {
  return problem(code, misfit.message, {
    ...located(place, [name, ...misfit.path], misfit.isKey === true ? 'key' : 'value'),
    path: extendPath(place.path, [name, ...misfit.path]),
    expected: misfit.expected,
    ...(misfit.hint === undefined ? {} : { hint: misfit.hint }),
  });
}

/** Properties with the type's defaults in the place of what was not given. */
export function withDefaults(type: ResourceType, given: ValueMap): ValueMap {
  const value = new Map(given);
  for (const [name, schema] of type.properties) {
    if (!value.has(name) && schema.default !== undefined) value.set(name, schema.default);
  }
  return value;
}
