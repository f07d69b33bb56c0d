import { type Checked, type Diagnostic, warning } from '../diagnostics/diagnostic.ts';
import { formatPath } from '../diagnostics/path.ts';
import type { Environment, Given, Registry, RegistryEntry, ResourceOverride } from './environment.ts';
import { equalValues } from './equal-values.ts';
import { mergeGiven, type Strategy, strategies } from './merge-given.ts';
import type { ParameterType } from './parameter.ts';
import { emptyEnvironment } from './parse-environment.ts';
import type { Value } from './value.ts';

/** Who merges environments: Heat itself, or its command-line client as it was before Heat could. See `mergeAsClient`. */
export type EnvironmentMerge = 'server' | 'client';

export interface MergeOptions {
  /** What all are merged over; no strategy is asked of it. */
  readonly base?: Environment;
  /**
   * Whether any template has a parameter. Heat leaves out what a later environment gives of others, without a word; absent
   * where all is kept, so that a wrong name is told.
   */
  readonly isKnown?: (parameter: string) => boolean;
}

/**
 * Merges environments, later ones over earlier ones. A null in a later one changes nothing; a later `resources` of the
 * registry replaces the earlier one whole. Parameters are replaced, or merged where `parameter_merge_strategies` asks
 * for it: by their types where they are given, else by what their values are. Tells strategies that differ between
 * environments and values that cannot be merged. Heat: `common/environment_util.py`, merge_environments; wallaby.
 */
export function mergeEnvironments(
  environments: readonly Environment[],
  types: ReadonlyMap<string, ParameterType> = new Map(),
  { base, isKnown }: MergeOptions = {},
): Checked<Environment> {
  const [first, ...rest] = environments;
  const merge = new Merge(types, isKnown);
  if (base === undefined && first !== undefined) merge.note(first);
  let merged = base ?? first ?? emptyEnvironment;
  for (const each of base === undefined ? rest : environments) merged = merge.add(merged, each);
  return { value: merged, problems: merge.problems };
}

class Merge {
  readonly problems: Diagnostic[] = [];
  readonly #types: ReadonlyMap<string, ParameterType>;
  /** The strategy that a parameter was first met with, as it is written: it holds to the end. */
  readonly #strategies = new Map<string, Value>();

  readonly #isKnown: (parameter: string) => boolean;

  constructor(types: ReadonlyMap<string, ParameterType>, isKnown: (parameter: string) => boolean = () => true) {
    this.#types = types;
    this.#isKnown = isKnown;
  }

  /** Keeps in mind by which strategies the parameters of an environment are merged. */
  note(environment: Environment): void {
    for (const section of [environment.parameters, environment.parameterDefaults]) {
      for (const [name, given] of section) if (given.value !== null) this.#noteOne(name, given, environment);
    }
  }

  /** A default that is no strategy is kept all the same, and differs from what a later environment has. */
  #noteOne(name: string, given: Given, environment: Environment): void {
    const asked = environment.parameterMergeStrategies;
    const byDefault = valueOr(asked, 'default', 'overwrite');
    const own = valueOr(asked, name, valueOr(this.#strategies, name, byDefault));
    const strategy = strategyOf(own) ?? byDefault;
    const noted = this.#strategies.get(name);
    if (noted === undefined) this.#strategies.set(name, strategy);
    else if (!equalValues(noted, strategy)) {
      this.problems.push({
        kind: 'Diagnostic',
        code: 'environment-merge',
        severity: 'error',
        message: `Parameter "${name}" is merged by ${shown(strategy)} here and by ${shown(noted)} in an earlier environment`,
        at: given.at,
        path: formatPath(['parameter_merge_strategies', name]),
        expected: 'one strategy for a parameter in all environments',
      });
    }
  }

  add(old: Environment, later: Environment): Environment {
    this.note(later);
    return Object.freeze({
      kind: 'Environment',
      parameters: this.#values(old.parameters, later.parameters),
      parameterDefaults: this.#values(old.parameterDefaults, later.parameterDefaults),
      parameterMergeStrategies: new Map([...old.parameterMergeStrategies, ...later.parameterMergeStrategies]),
      encryptedParamNames: [...new Set([...old.encryptedParamNames, ...later.encryptedParamNames])],
      eventSinks: [...old.eventSinks, ...later.eventSinks],
      registry: mergeRegistries(old.registry, later.registry),
    });
  }

  #values(old: ReadonlyMap<string, Given>, later: ReadonlyMap<string, Given>): ReadonlyMap<string, Given> {
    if (old.size === 0) return later;
    const merged = new Map(old);
    for (const [name, given] of later) {
      if (given.value === null) continue;
      if (!this.#isKnown(name)) {
        const message = `No template has a parameter "${name}", and a later environment gives it, so it is left out`;
        this.problems.push(
          warning('parameter-unknown', message, {
            at: given.keyAt ?? given.at,
            path: formatPath(['parameters', name]),
          }),
        );
        continue;
      }
      const before = merged.get(name);
      const strategy = strategyOf(this.#strategies.get(name)) ?? 'overwrite';
      const result = mergeGiven(name, strategy, this.#types.get(name), before, given);
      if (result.value !== undefined) merged.set(name, result.value);
      for (const each of result.problems) this.problems.push(each);
    }
    return merged;
  }
}

function strategyOf(value: Value | undefined): Strategy | undefined {
  return strategies.find((each) => each === value);
}

/** Null is a value here, as for Python's `get`. */
function valueOr(map: ReadonlyMap<string, Value>, name: string, absent: Value): Value {
  const value = map.get(name);
  return value === undefined ? absent : value;
}

function shown(strategy: Value): string {
  return typeof strategy === 'string' ? `"${strategy}"` : 'what is no strategy';
}

function mergeRegistries(old: Registry, later: Registry): Registry {
  const resources: ReadonlyMap<string, ResourceOverride> = later.resources.size > 0 ? later.resources : old.resources;
  return Object.freeze({ entries: mergeEntries(old, later), resources });
}

/** A pattern keeps its place among the entries when a later environment maps it anew. */
function mergeEntries(old: Registry, later: Registry): readonly RegistryEntry[] {
  if (old.entries.length === 0 && old.resources.size === 0) return later.entries;
  const entries = new Map(old.entries.map((entry) => [entry.pattern, entry]));
  for (const entry of later.entries) if (entry.target !== null) entries.set(entry.pattern, entry);
  return [...entries.values()];
}
