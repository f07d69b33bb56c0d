import { checkDefault } from './check-constraints.ts';
import { describeNode, type Findings, isMisspelt } from './findings.ts';
import { type ParameterSchema, type ParameterType, parameterTypes } from './parameter.ts';
import { parseConstraints } from './parse-constraint.ts';
import { atLeast, type TemplateVersion } from './version.ts';
import type { YamlEntry, YamlMap, YamlNode } from './yaml-node.ts';
import { isFalsy, yamlValue } from './yaml-value.ts';

const keys = ['type', 'description', 'default', 'schema', 'constraints', 'hidden', 'label', 'immutable'];

export interface ParsedParameters {
  readonly schemas: ReadonlyMap<string, ParameterSchema>;
  /** Every name that is defined, the badly defined ones included. */
  readonly names: ReadonlySet<string>;
}

/** Reads the section `parameters`. Heat: `hot/parameters.py`, HOTParamSchema and its later versions. */
export function parseParameterSchemas(
  section: YamlNode | undefined,
  version: TemplateVersion,
  findings: Findings,
): ParsedParameters {
  const schemas = new Map<string, ParameterSchema>();
  const isMissing = section === undefined || isFalsy(section);
  const map = isMissing
    ? undefined
    : findings.map('template-section', section, ['parameters'], 'a map of names and parameters');
  for (const [name, entry] of map?.entries ?? []) {
    const schema = parseSchema(name, entry, version, findings);
    if (schema === undefined) continue;
    schemas.set(name, schema);
    findings.problems.push(...checkDefault(schema));
  }
  return { schemas, names: new Set(map?.entries.keys()) };
}

function parseSchema(
  name: string,
  entry: YamlEntry,
  version: TemplateVersion,
  findings: Findings,
): ParameterSchema | undefined {
  const path = ['parameters', name];
  const map = findings.map('parameter-schema', entry.value, path, 'a map with a "type"');
  if (map === undefined) return undefined;
  const allowed = atLeast(version, '2018-03-02') ? [...keys, 'tags'] : keys;
  findings.unknownKeys('parameter-schema', map, path, allowed, 'A parameter');
  if (isMisspelt('type', map, allowed)) return undefined;
  const type = parseType(name, entry, map, findings);
  if (type === undefined) return undefined;
  const node = (key: string): YamlNode | undefined => map.entries.get(key)?.value;
  const given = node('default');
  const hasDefault = given !== undefined && !(given.kind === 'scalar' && given.value === null);
  return Object.freeze({
    name,
    type,
    at: findings.at(entry),
    ...text('label', node('label')),
    ...text('description', node('description')),
    ...(hasDefault ? { default: yamlValue(given), defaultAt: findings.at(given) } : {}),
    hidden: isOn(node('hidden')),
    immutable: isOn(node('immutable')),
    tags: parseTags(node('tags'), [...path, 'tags'], findings),
    constraints: parseConstraints(node('constraints'), path, type, version, findings),
  });
}

function parseType(name: string, entry: YamlEntry, map: YamlMap, findings: Findings): ParameterType | undefined {
  const node = map.entries.get('type')?.value;
  const written = node?.kind === 'scalar' ? node.value : undefined;
  const type = parameterTypes.find((each) => each === written);
  if (type !== undefined) return type;
  const path = ['parameters', name, 'type'];
  if (typeof written === 'string') {
    findings.error('parameter-schema', `There is no parameter type "${written}"`, node ?? entry, path, {
      ...findings.suggest(written, parameterTypes),
      ...meantType(written),
    });
  } else {
    const message = node === undefined ? `Parameter "${name}" has no type` : `The type is ${describeNode(node)}`;
    findings.error('parameter-schema', message, node ?? entry, path, findings.suggest('', parameterTypes));
  }
  return undefined;
}

/** What other languages call the types. */
const otherWords: Readonly<Record<ParameterType, readonly string[]>> = {
  string: ['str', 'text', 'char'],
  number: ['integer', 'int', 'float', 'double', 'decimal'],
  boolean: ['bool', 'flag'],
  comma_delimited_list: ['list', 'array', 'sequence', 'commadelimitedlist'],
  json: ['map', 'object', 'dict', 'hash', 'mapping'],
};

function meantType(written: string): { readonly hint?: string } {
  const word = written.toLowerCase();
  const meant = parameterTypes.find((each) => each === word || otherWords[each].includes(word));
  return meant === undefined ? {} : { hint: `Did you mean "${meant}"?` };
}

/** Heat looks at the truth of what is written: `hidden: "no"` hides. */
function isOn(node: YamlNode | undefined): boolean {
  return node !== undefined && !isFalsy(node);
}

function parseTags(node: YamlNode | undefined, path: readonly string[], findings: Findings): readonly string[] {
  if (node === undefined) return [];
  if (node.kind === 'list') return node.items.map(yamlValue).filter((each) => typeof each === 'string');
  findings.error('parameter-schema', `The tags are ${describeNode(node)}`, node, path, { expected: 'a list of text' });
  return [];
}

function text<K extends string>(key: K, node: YamlNode | undefined): { readonly [key in K]?: string } {
  const entry: { [key in K]?: string } = {};
  if (node?.kind === 'scalar' && typeof node.value === 'string') entry[key] = node.value;
  return entry;
}
