import type { HookType, Registry, ResourceOverride, RestrictedAction, WrittenAt } from './environment.ts';
import { hookTypes, restrictedActions } from './environment.ts';
import { matchesPattern } from './name-pattern.ts';

/**
 * The overrides, by name or pattern, for the resources of the stack that the resource at a path of names is in. On the way
 * down patterns count too, and an exact name before them. Heat: `environment.py`, remove_resources_except.
 */
export function overridesBeside(
  registry: Registry,
  resourcePath: readonly string[],
): ReadonlyMap<string, ResourceOverride> {
  let level = registry.resources;
  for (const name of resourcePath.slice(0, -1)) {
    if (level.size === 0) return level;
    const matching = [...level].filter(([pattern]) => pattern !== name && matchesPattern(name, pattern));
    const exact = level.get(name);
    const inner = [...matching.map(([, override]) => override), ...(exact === undefined ? [] : [exact])];
    level = new Map(inner.flatMap((override) => [...override.resources]));
  }
  return level;
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
  return [...overridesBeside(registry, resourcePath)]
    .filter(([pattern]) => matchesPattern(name, pattern))
    .map(([, override]) => override);
}
