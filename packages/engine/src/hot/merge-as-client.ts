import type { Checked } from '../diagnostics/diagnostic.ts';
import type { Environment, Given, Registry, RegistryEntry, ResourceOverride } from './environment.ts';
import { emptyEnvironment } from './parse-environment.ts';
import { isMap, type Value, type ValueMap } from './value.ts';

/**
 * Merges environments as Heat's client did before it left that to Heat (`mergeEnvironments`): all maps are merged deeply,
 * whatever `parameter_merge_strategies` says, parameters of type json among them; anything else of a later one replaces,
 * null too, except in the place of a map. heatclient: `template_utils.py`, deep_update.
 */
export function mergeAsClient(environments: readonly Environment[]): Checked<Environment> {
  const [first = emptyEnvironment, ...rest] = environments;
  return { value: rest.reduce(addEnvironment, first), problems: [] };
}

function addEnvironment(old: Environment, later: Environment): Environment {
  return Object.freeze({
    kind: 'Environment',
    parameters: mergeGivens(old.parameters, later.parameters),
    parameterDefaults: mergeGivens(old.parameterDefaults, later.parameterDefaults),
    // One environment is all that Heat then gets: there is nothing for it to merge.
    parameterMergeStrategies: new Map(),
    encryptedParamNames: later.encryptedParamNames.length > 0 ? later.encryptedParamNames : old.encryptedParamNames,
    eventSinks: later.eventSinks.length > 0 ? later.eventSinks : old.eventSinks,
    registry: mergeRegistries(old.registry, later.registry),
  });
}

function mergeGivens(old: ReadonlyMap<string, Given>, later: ReadonlyMap<string, Given>): ReadonlyMap<string, Given> {
  const merged = new Map(old);
  for (const [name, given] of later) {
    const before = merged.get(name);
    const value = mergeValue(before?.value, given.value);
    merged.set(name, before !== undefined && value === before.value ? before : { ...given, value });
  }
  return merged;
}

function mergeValue(old: Value | undefined, later: Value): Value {
  if (isMap(later)) return mergeMaps(old !== undefined && isMap(old) ? old : new Map(), later);
  return later === null && old !== undefined && isMap(old) ? old : later;
}

function mergeMaps(old: ValueMap, later: ValueMap): ValueMap {
  const merged = new Map(old);
  for (const [key, value] of later) merged.set(key, mergeValue(old.get(key), value));
  return merged;
}

function mergeRegistries(old: Registry, later: Registry): Registry {
  return Object.freeze({
    entries: mergeEntries(old.entries, later.entries),
    resources: mergeOverrides(old.resources, later.resources),
  });
}

/** An entry keeps its place when a later environment maps its pattern anew. */
function mergeEntries(old: readonly RegistryEntry[], later: readonly RegistryEntry[]): readonly RegistryEntry[] {
  const merged = new Map(old.map((entry) => [entry.pattern, entry]));
  for (const entry of later) merged.set(entry.pattern, entry);
  return [...merged.values()];
}

function mergeOverrides(
  old: ReadonlyMap<string, ResourceOverride>,
  later: ReadonlyMap<string, ResourceOverride>,
): ReadonlyMap<string, ResourceOverride> {
  const merged = new Map(old);
  for (const [name, override] of later) {
    const before = merged.get(name);
    merged.set(name, before === undefined ? override : mergeOverride(before, override));
  }
  return merged;
}

function mergeOverride(old: ResourceOverride, later: ResourceOverride): ResourceOverride {
  return Object.freeze({
    entries: mergeEntries(old.entries, later.entries),
    hooks: later.hooks.length > 0 ? later.hooks : old.hooks,
    ...restrictionsOf(later.restrictedActions.length > 0 ? later : old),
    resources: mergeOverrides(old.resources, later.resources),
  });
}

function restrictionsOf({ restrictedActions, restrictedAt }: ResourceOverride) {
  return { restrictedActions, ...(restrictedAt === undefined ? {} : { restrictedAt }) };
}
