import { type Diagnostic, problem } from '../diagnostics/diagnostic.ts';
import { nearest } from '../diagnostics/nearest.ts';
import { formatPath, type Path } from '../diagnostics/path.ts';
import { evaluate } from '../hot/evaluate.ts';
import { Failure } from '../hot/scope.ts';
import { type PlacePart, placeUnder } from '../hot/snippet-place.ts';
import type { ResourceDefinition } from '../hot/template.ts';
import { readTextFile } from '../plan/read-text-file.ts';
import { type ResolvedType, resolveType } from '../plan/resolve-type.ts';
import { isNothing } from '../render/nothing.ts';
import { unreadableUpdatePolicy } from '../render/refuse-update-policy.ts';
import { unknownType } from '../render/unknown-type.ts';
import { unknownProperty } from '../resource/check-properties.ts';
import { coerceProperty } from '../resource/coerce-property.ts';
import type { Misfit } from '../resource/misfit.ts';
import type { PropertySchema } from '../resource/property-schema.ts';
import { resourceType } from '../resource/resource-types.ts';
import { unknownKey } from '../resource/update-policy.ts';
import type { Pass } from './run-pass.ts';

/**
 * What is wrong, as they are written, with the root stack's resources: of those whose properties have no values, types and
 * properties that there are not; of all, what Heat finds where it first sees them. Heat: `stack.py`, resources;
 * `properties.py`, validate; 19.0.
 */
export function checkDefinitions(pass: Pass): readonly Diagnostic[] {
  return presentDefinitions(pass).flatMap((definition) => [
    ...(pass.members.has(definition.name) ? [] : checkDefinition(definition, pass)),
    ...unreadableType(definition, pass),
    ...policyOfNothing(definition, pass),
  ]);
}

/** The files that stand for resources of the root stack. Heat looks at no other template where only one is validated. */
export function filesOfDefinitions(pass: Pass): ReadonlySet<string> {
  const found = presentDefinitions(pass).map((definition) => resolve(definition, pass));
  return new Set(found.flatMap((each) => (each.kind === 'template' ? [each.path] : [])));
}

function presentDefinitions({ scope }: Pass): readonly ResourceDefinition[] {
  return [...scope.place.template.resources.values()].filter(({ name }) => scope.resources.get(name) !== 'absent');
}

function resolve({ name, type, typeAt: at }: ResourceDefinition, { scope }: Pass): ResolvedType | Diagnostic {
  const { rendering, template, unbound } = scope.place;
  const { environment, files } = rendering.stack;
  return resolveType(environment.registry, { type, file: template.file, names: [name], at, unbound, files });
}

function checkDefinition(definition: ResourceDefinition, pass: Pass): readonly Diagnostic[] {
  const { name, typeAt, properties } = definition;
  const found = resolve(definition, pass);
  if (found.kind === 'Diagnostic') return [found];
  if (found.kind === 'template') {
    const text = readTextFile(pass.scope.place.rendering.stack.files, found.path, typeAt);
    return typeof text === 'string' ? [] : [text];
  }
  const known = resourceType(found.name);
  if (known === undefined)
    return [unknownType(found.name, { at: typeAt, path: formatPath(['resources', name, 'type']) }, found.mappedAt)];
  if (known.anyProperties || properties === undefined) return [];
  const at = (path: Path, part?: PlacePart) => ({ file: typeAt.file, ...placeUnder(properties, path, part) });
  const place = { path: formatPath(['resources', name, 'properties']), at };
  const odd = [...properties.entries.keys()].filter((each) => !known.properties.has(each));
  return odd.map((each) => unknownProperty(known, each, place, nearest(each, known.properties.keys())));
}

const typeSchema: PropertySchema = { type: 'string', required: false, updateAllowed: true, constraints: [] };

/** The type of an OS::Heat::Value, which it reads when it is first seen. Heat: `value.py`, reparse; 19.0. */
function unreadableType(definition: ResourceDefinition, pass: Pass): readonly Diagnostic[] {
  const { name, at, properties } = definition;
  const found = resolve(definition, pass);
  const snippet = properties?.entries.get('type');
  if (snippet === undefined || found.kind !== 'type' || found.name !== 'OS::Heat::Value') return [];
  const path = formatPath(['resources', name, 'properties', 'type']);
  const value = evaluate(snippet, pass.scope, path);
  if (value instanceof Failure) return value.problems;
  const misfits: Misfit[] = [];
  coerceProperty(typeSchema, value, misfits);
  const { line, column } = snippet;
  return misfits.map(({ message, expected }) =>
    problem('property-value', message, { at: { file: at.file, line, column }, path, expected }),
  );
}

/**
 * The update policy of an OS::Heat::None, which is looked at where only a template is validated. Heat: `service.py`,
 * validate_template; `resource.py`, validate_template; 19.0.
 */
function policyOfNothing(definition: ResourceDefinition, { scope }: Pass): readonly Diagnostic[] {
  const { name, at, updatePolicy } = definition;
  if (updatePolicy === undefined || !isNothing(scope, definition)) return [];
  const unreadable = unreadableUpdatePolicy(scope, definition);
  if (unreadable !== undefined) return [unreadable];
  if (updatePolicy.kind !== 'map') return [];
  const place = {
    path: formatPath(['resources', name, 'update_policy']),
    at: (path: Path, part?: PlacePart) => ({ file: at.file, ...placeUnder(updatePolicy, path, part) }),
  };
  return [...updatePolicy.entries.keys()].map((key) => unknownKey('OS::Heat::None', key, new Map(), place));
}
