import { isMap, type Value } from '../../packages/engine/src/hot/value.ts';
import { resourceType } from '../../packages/engine/src/resource/resource-types.ts';
import { mapOf } from './case-documents.ts';
import { changeEnvironments } from './change-case.ts';

/** Whether an environment of a case, a line of JSON, maps one of Heat's types to another for a single resource. */
export function overridesOwnType(line: string): boolean {
  return withoutOwnOverrides(line) !== line;
}

/** The case without such overrides. */
export function withoutOwnOverrides(line: string): string {
  return changeEnvironments(line, (environment) => {
    const registry = mapOf(environment.get('resource_registry') ?? null);
    const overrides = registry.get('resources') ?? null;
    if (!isMap(overrides)) return environment;
    const left = new Map([...overrides].map(([name, each]) => [name, withoutOwn(each)]));
    return new Map([...environment, ['resource_registry', new Map([...registry, ['resources', left]])]]);
  });
}

function withoutOwn(override: Value): Value {
  if (!isMap(override)) return override;
  return new Map([...override].filter(([pattern, target]) => !(isOwn(pattern) && isOwn(target))));
}

function isOwn(type: Value): boolean {
  return typeof type === 'string' && resourceType(type) !== undefined;
}
