import { parseJson } from '../../packages/engine/src/hot/json-reader.ts';
import { parseEnvironment } from '../../packages/engine/src/hot/parse-environment.ts';
import { isList, isMap, type Value } from '../../packages/engine/src/hot/value.ts';
import { resourceType } from '../../packages/engine/src/resource/resource-types.ts';

/** Whether an environment of a case, a line of JSON, maps one of Heat's types to another for a single resource. */
export function overridesOwnType(line: string): boolean {
  const asked = parseJson(line) ?? null;
  const update = isMap(asked) ? (asked.get('update') ?? null) : null;
  return [...environmentsOf(asked), ...environmentsOf(update)].some(hasOverride);
}

function environmentsOf(asked: Value): readonly string[] {
  if (!isMap(asked)) return [];
  const several = asked.get('envs') ?? null;
  const texts = [asked.get('env') ?? null, ...(isList(several) ? several : [])];
  return texts.filter((each) => typeof each === 'string');
}

function hasOverride(text: string): boolean {
  const registry = parseEnvironment(text, 'env.yaml').value?.registry;
  const overrides = [...(registry?.resources.values() ?? [])];
  return overrides.some(({ entries }) =>
    entries.some(({ pattern, target }) => isOwn(pattern) && target !== null && isOwn(target)),
  );
}

function isOwn(type: string): boolean {
  return resourceType(type) !== undefined;
}
