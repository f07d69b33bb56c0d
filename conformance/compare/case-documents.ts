import { parseJson } from '../../packages/engine/src/hot/json-reader.ts';
import { isList, isMap, type Value, type ValueMap } from '../../packages/engine/src/hot/value.ts';
import { readYaml } from '../../packages/engine/src/hot/yaml-reader.ts';
import { yamlValue } from '../../packages/engine/src/hot/yaml-value.ts';

/** The templates of a case, a line of JSON, as they are written: of the stack, and of what it is updated to. */
export function templatesOf(line: string): { readonly first: ValueMap; readonly second: ValueMap } {
  const asked = parseJson(line) ?? null;
  const update = isMap(asked) ? (asked.get('update') ?? null) : null;
  return { first: templateIn(asked), second: templateIn(update) };
}

function templateIn(request: Value): ValueMap {
  const text = isMap(request) ? request.get('template') : undefined;
  return mapOf((typeof text === 'string' ? documentIn(text) : undefined) ?? null);
}

/** The environments of a case, or of its update where that is what differs, by the names that Tyto gives them. */
export function environmentsOf(line: string, what: string): ReadonlyMap<string, Value> {
  const asked = parseJson(line) ?? null;
  const request = what.startsWith('after ') && isMap(asked) ? (asked.get('update') ?? null) : asked;
  const [env, envs] = [mapOf(request).get('env'), mapOf(request).get('envs') ?? null];
  const several = (isList(envs) ? envs : []).map((text, index): [string, Value] => [`env-${index + 1}.yaml`, text]);
  const all: readonly [string, Value][] = env === undefined ? several : [['env.yaml', env], ...several];
  return new Map(all.map(([name, text]) => [name, (typeof text === 'string' ? documentIn(text) : undefined) ?? null]));
}

/** What a text of YAML means; undefined where it is none. */
export function documentIn(text: string): Value | undefined {
  const node = readYaml(text, 'template.yaml').value;
  return node === undefined ? undefined : yamlValue(node);
}

/** A section of a template; empty where it is no map. */
export function sectionOf(template: ValueMap, name: string): ValueMap {
  return mapOf(template.get(name) ?? null);
}

/** The arguments of every call of a function in a value, written in it as a map of one entry. */
export function callsIn(value: Value, name: string): readonly Value[] {
  if (isList(value)) return value.flatMap((each) => callsIn(each, name));
  if (!isMap(value)) return [];
  const argument = value.size === 1 ? value.get(name) : undefined;
  const within = [...value.values()].flatMap((each) => callsIn(each, name));
  return argument === undefined ? within : [argument, ...within];
}

/** A map, or an empty one in place of anything else. */
export function mapOf(value: Value): ValueMap {
  return isMap(value) ? value : new Map();
}
