import { type Diagnostic, type Position, problem } from '../diagnostics/diagnostic.ts';
import { nearest } from '../diagnostics/nearest.ts';
import { isMap } from '../hot/value.ts';
import { resolveType } from '../plan/resolve-type.ts';
import { checkProperties } from '../resource/check-properties.ts';
import { resourceType, resourceTypeNames } from '../resource/resource-types.ts';
import { checkPlace, memberPlace, type ResourceRequest } from './resource-request.ts';

/** The problem that there is no type of a name. */
export function unknownType(name: string, place: { readonly at: Position; readonly path: string }): Diagnostic {
  const near = nearest(name, resourceTypeNames());
  return problem('resource-type', `There is no resource type "${name}"`, {
    ...place,
    expected: "a type of Heat's, a type that a resource_registry maps, or a template's path",
    ...(near === undefined ? {} : { hint: `Did you mean "${near}"?` }),
  });
}

/**
 * What is wrong with the definition of the members of a scaling group, which are made of a type or template; the latter is
 * not looked into. Heat: `instance_group.py`, validate: the nested stack of one member; 19.0.
 */
export function checkScaledMember({ stack, place, names, properties }: ResourceRequest): readonly Diagnostic[] {
  const definition = properties.get('resource') ?? null;
  const named = isMap(definition) ? definition.get('type') : undefined;
  if (!isMap(definition) || typeof named !== 'string') return [];
  const member = memberPlace(place, ['resource', 'properties'], ['resource', 'type']);
  const { at } = member.type();
  const { environment, files } = stack.rendering.stack;
  const use = { type: named, file: stack.template.file, names, at, unbound: stack.unbound, files };
  const found = resolveType(environment.registry, use);
  if (found.kind === 'Diagnostic') return [found];
  if (found.kind === 'template') return [];
  const type = resourceType(found.name);
  if (type === undefined) return [unknownType(found.name, member.type())];
  const given = definition.get('properties') ?? new Map();
  return isMap(given) ? checkProperties(type, given, checkPlace(member)).problems : [];
}
