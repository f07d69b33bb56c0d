import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { evaluate } from '../hot/evaluate.ts';
import { Failure } from '../hot/scope.ts';
import type { Snippet } from '../hot/snippet.ts';
import type { ResourceDefinition } from '../hot/template.ts';
import { resolveType } from '../plan/resolve-type.ts';
import { staticReferences } from '../render/static-references.ts';
import { checkConstraints } from '../resource/check-constraint.ts';
import { coerceProperty } from '../resource/coerce-property.ts';
import type { Misfit } from '../resource/misfit.ts';
import { resourceType } from '../resource/resource-types.ts';
import type { Pass } from './run-pass.ts';

/**
 * Whether Heat finds only when it makes a resource what is wrong with a property's value: where the property asks for
 * other resources, and a constraint is broken or a map within has keys that it should not have. That a value is not of
 * its type is found in any case. Heat: `properties.py`, _resolve_user_value; 19.0.
 */
export function breaksLater({ code, path = '' }: Diagnostic, pass: Pass): boolean {
  if (code !== 'property-value' && code !== 'parameter-value') return false;
  const [, resource = '', property = ''] = writtenProperty.exec(path) ?? [];
  const definition = pass.scope.place.template.resources.get(named(resource));
  const snippet = definition?.properties?.entries.get(named(property));
  if (definition === undefined || snippet === undefined) return false;
  const fate = fatesIn(pass).get(snippet) ?? fateOf(definition, named(property), snippet, pass);
  fatesIn(pass).set(snippet, fate);
  return fate.asksForOthers && (code === 'parameter-value' || fate.breaksConstraint);
}

/** What counts of a property's value: the same for all that is wrong in it, which may be very much. */
interface PropertyFate {
  readonly asksForOthers: boolean;
  readonly breaksConstraint: boolean;
}

const fates = new WeakMap<Pass, Map<Snippet, PropertyFate>>();

function fatesIn(pass: Pass): Map<Snippet, PropertyFate> {
  const known = fates.get(pass) ?? new Map<Snippet, PropertyFate>();
  fates.set(pass, known);
  return known;
}

function fateOf(definition: ResourceDefinition, property: string, snippet: Snippet, pass: Pass): PropertyFate {
  const asks = asksForOthers(snippet, pass);
  return { asksForOthers: asks, breaksConstraint: asks && breaksConstraint(definition, property, snippet, pass) };
}

function asksForOthers(snippet: Snippet, { scope }: Pass): boolean {
  const found = new Set<string>();
  staticReferences(snippet, scope, found);
  return found.size > 0;
}

function breaksConstraint(definition: ResourceDefinition, property: string, snippet: Snippet, pass: Pass): boolean {
  const { place } = pass.scope;
  const { environment, files } = place.rendering.stack;
  const { type, name, typeAt } = definition;
  const use = { type, file: place.template.file, names: [name], at: typeAt, unbound: place.unbound, files };
  const resolved = resolveType(environment.registry, use);
  const schema = resolved.kind === 'type' ? resourceType(resolved.name)?.properties.get(property) : undefined;
  const value = evaluate(snippet, pass.scope);
  if (schema === undefined || value instanceof Failure) return false;
  const misfits: Misfit[] = [];
  const read = coerceProperty(schema, value, misfits);
  if (misfits.some(({ isKey = false }) => !isKey)) return false;
  // Keys that it has none of, or has by name only.
  if (misfits.length > 0) return true;
  checkConstraints(schema, read, misfits);
  return misfits.length > 0;
}

/** The names of a resource and a property, each as a path writes it. */
const writtenProperty = /^resources(\.[^.[]+|\["(?:[^"\\]|\\.)*"\])\.properties(\.[^.[]+|\["(?:[^"\\]|\\.)*"\])/;

function named(written: string): string {
  return written.startsWith('[') ? String(JSON.parse(written.slice(1, -1))) : written.slice(1);
}
