import type {
  Given,
  HookType,
  Registry,
  RegistryEntry,
  ResourceOverride,
  RestrictedAction,
} from '../hot/environment.ts';
import { hookTypes, restrictedActions } from '../hot/environment.ts';
import { isList, isMap, Tainted, type Value, type ValueMap } from '../hot/value.ts';
import type { Sources } from './sources.ts';

/**
 * A graph's sources as they stand in its file. Of places only files are kept: that a line of an environment moves changes
 * nothing in what is rendered.
 */
export function sourcesToValue({ files, parameterDefaults, registry }: Sources): ValueMap {
  return new Map<string, Value>([
    ['files', files],
    ['parameterDefaults', mapOf(parameterDefaults, ({ value, at }) => [at.file, value])],
    ['registry', registry.entries.map(entryToValue)],
    ['resources', mapOf(registry.resources, overrideToValue)],
  ]);
}

/** Reads what `sourcesToValue` gave; undefined for what is none. */
export function sourcesFromValue(value: Value | undefined): Sources | undefined {
  const [files, defaults, resources] = ['files', 'parameterDefaults', 'resources'].map((key) => mapIn(value, key));
  if (files === undefined || defaults === undefined || resources === undefined) return undefined;
  const registry: Registry = { entries: entriesFrom(listIn(value, 'registry')), resources: overridesFrom(resources) };
  return Object.freeze({
    files: new Map([...files].map(([path, text]) => [path, text instanceof Tainted ? text : String(text)])),
    parameterDefaults: new Map([...defaults].flatMap(([name, given]) => givenFrom(name, given))),
    registry,
  });
}

function mapOf<T>(map: ReadonlyMap<string, T>, write: (each: T) => Value): ValueMap {
  return new Map([...map].map(([key, each]) => [key, write(each)]));
}

function entryToValue({ pattern, target, baseUrl, at }: RegistryEntry): Value {
  return [pattern, target, at.file, ...(baseUrl === undefined ? [] : [baseUrl])];
}

function overrideToValue({ entries, hooks, restrictedActions, resources }: ResourceOverride): Value {
  return new Map<string, Value>([
    ['entries', entries.map(entryToValue)],
    ['hooks', hooks],
    ['restrictedActions', restrictedActions],
    ['resources', mapOf(resources, overrideToValue)],
  ]);
}

function placeIn(file: Value | undefined) {
  return { file: typeof file === 'string' ? file : '', line: 1, column: 1 };
}

function givenFrom(name: string, given: Value): [string, Given][] {
  if (!isList(given)) return [];
  const [file, value = null] = given;
  return [[name, { value, at: placeIn(file) }]];
}

function entriesFrom(list: readonly Value[]): readonly RegistryEntry[] {
  return list.flatMap((each) => {
    const [pattern, target, file, baseUrl] = isList(each) ? each : [];
    if (typeof pattern !== 'string' || (typeof target !== 'string' && target !== null)) return [];
    return [{ pattern, target, at: placeIn(file), ...(typeof baseUrl === 'string' ? { baseUrl } : {}) }];
  });
}

function overridesFrom(map: ValueMap): ReadonlyMap<string, ResourceOverride> {
  return new Map(
    [...map].map(([name, value]): [string, ResourceOverride] => [
      name,
      {
        entries: entriesFrom(listIn(value, 'entries')),
        hooks: listIn(value, 'hooks').flatMap((each): HookType[] => hookTypes.filter((type) => type === each)),
        restrictedActions: listIn(value, 'restrictedActions').flatMap((each): RestrictedAction[] =>
          restrictedActions.filter((action) => action === each),
        ),
        resources: overridesFrom(mapIn(value, 'resources') ?? new Map()),
      },
    ]),
  );
}

function mapIn(value: Value | undefined, key: string): ValueMap | undefined {
  const found = value !== undefined && isMap(value) ? value.get(key) : undefined;
  return found !== undefined && isMap(found) ? found : undefined;
}

function listIn(value: Value | undefined, key: string): readonly Value[] {
  const found = value !== undefined && isMap(value) ? value.get(key) : undefined;
  return found !== undefined && isList(found) ? found : [];
}
