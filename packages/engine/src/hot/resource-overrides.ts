import type { HookType, Registry, ResourceOverride, RestrictedAction, WrittenAt } from './environment.ts';
import { hookTypes, restrictedActions } from './environment.ts';
import { indexPatterns, type PatternIndex } from './pattern-index.ts';

/**
 * The overrides, by name or pattern, for the resources of the stack that the resource at a path of names is in. On the way
 * down patterns count too, and an exact name before them. Heat: `environment.py`, remove_resources_except.
 */
export function overridesBeside(
  registry: Registry,
  resourcePath: readonly string[],
): ReadonlyMap<string, ResourceOverride> {
  if (resourcePath.length < 2 || registry.resources.size === 0) return registry.resources;
  const stack = resourcePath.slice(0, -1);
  const known = lastLevels.get(registry);
  if (known !== undefined && isSamePath(known.stack, stack)) return known.level;
  let level = registry.resources;
  for (const name of stack) level = levelBelow(level, name);
  lastLevels.set(registry, { stack, level });
  return level;
}

type Level = ReadonlyMap<string, ResourceOverride>;

/** The overrides that were last asked for: all resources of a stack ask for the same ones. */
const lastLevels = new WeakMap<Registry, { readonly stack: readonly string[]; readonly level: Level }>();

function isSamePath(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name, index) => name === b[index]);
}

const noOverrides: Level = new Map();

function levelBelow(level: Level, name: string): Level {
  const exact = level.get(name);
  const matching = indexOf(level)
    .matching(name)
    .filter((override) => override !== exact);
  const inner = [...matching, ...(exact === undefined ? [] : [exact])].filter(({ resources }) => resources.size > 0);
  if (inner.length <= 1) return inner[0]?.resources ?? noOverrides;
  return new Map(inner.flatMap(({ resources }) => [...resources]));
}

// Overrides are never changed once made, so what was made of them stays true.
const indexes = new WeakMap<Level, PatternIndex<ResourceOverride>>();

function indexOf(level: Level): PatternIndex<ResourceOverride> {
  const known = indexes.get(level) ?? indexPatterns(level);
  indexes.set(level, known);
  return known;
}

/** What a registry asks of a resource besides its type. */
export interface ResourceBreaks {
  readonly hooks: readonly HookType[];
  readonly restricted: readonly RestrictedAction[];
}

const none: ResourceBreaks = Object.freeze({ hooks: [], restricted: [] });

/**
 * The hooks and restrictions of the resource at a path of names: of every pattern that its last name fits. Heat:
 * `environment.py`, matches_hook and get_rsrc_restricted_actions.
 */
export function breaksOf(registry: Registry, resourcePath: readonly string[]): ResourceBreaks {
  const matching = overridesFor(registry, resourcePath);
  if (matching.length === 0) return none;
  return {
    hooks: hookTypes.filter((hook) => matching.some(({ hooks }) => hooks.includes(hook))),
    restricted: restrictedActions.filter((action) =>
      matching.some(({ restrictedActions: actions }) => actions.includes(action)),
    ),
  };
}

/** Where a registry restricts an action on the resource at a path of names; undefined where that is not known. */
export function restrictionAt(
  registry: Registry,
  resourcePath: readonly string[],
  action: RestrictedAction,
): WrittenAt | undefined {
  for (const { restrictedAt } of overridesFor(registry, resourcePath)) {
    const written = restrictedAt?.get(action);
    if (written !== undefined) return written;
  }
  return undefined;
}

/** The overrides whose pattern the last name of a resource fits. */
function overridesFor(registry: Registry, resourcePath: readonly string[]): readonly ResourceOverride[] {
  const name = resourcePath.at(-1);
  if (name === undefined || registry.resources.size === 0) return [];
  return indexOf(overridesBeside(registry, resourcePath)).matching(name);
}
