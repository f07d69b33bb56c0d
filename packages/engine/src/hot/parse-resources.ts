import { describeNode, isMisspelt } from './findings.ts';
import { parseConditionUse } from './parse-conditions.ts';
import { parseDependencies } from './parse-dependencies.ts';
import type { SectionContext } from './section-context.ts';
import type { MapSnippet, Snippet } from './snippet.ts';
import type { ResourceDefinition } from './template.ts';
import { atLeast } from './version.ts';
import type { YamlEntry, YamlMap, YamlNode } from './yaml-node.ts';
import { isFalsy } from './yaml-value.ts';

const keys = ['type', 'properties', 'metadata', 'depends_on', 'deletion_policy', 'update_policy', 'description'];
const laterKeys = ['external_id', 'condition'];

/**
 * Reads the section `resources`. A resource with something wrong in it is told and left out only where it has no type.
 * Heat: `template_common.py`, _rsrc_defn_args; `hot/template.py`, resource_definitions; `resource.py` for names.
 */
export function parseResources(
  section: YamlNode | undefined,
  parameters: ReadonlySet<string>,
  context: SectionContext,
): ReadonlyMap<string, ResourceDefinition> {
  const resources = new Map<string, ResourceDefinition>();
  if (section === undefined || isFalsy(section)) return resources;
  const map = context.findings.map('template-section', section, ['resources'], 'a map of names and resources');
  if (map === undefined) return resources;
  for (const [name, entry] of map.entries) {
    const resource = parseResource(name, entry, map, context);
    if (resource === undefined) continue;
    resources.set(name, resource);
    checkName(resource, entry, parameters, context);
  }
  return resources;
}

function checkName(
  resource: ResourceDefinition,
  entry: YamlEntry,
  parameters: ReadonlySet<string>,
  { findings }: SectionContext,
): void {
  const { name, condition } = resource;
  const path = ['resources', name];
  if (name.includes('/')) {
    findings.error('template-resource', `The resource's name "${name}" holds a "/"`, entry, path, {
      expected: 'a name without "/"',
    });
  }
  const isOff = condition?.kind === 'literal' && condition.value === false;
  if (parameters.has(name) && !isOff) {
    findings.error('template-resource', `There is a parameter "${name}" too`, entry, path, {
      expected: 'a name that no parameter has',
    });
  }
}

function parseResource(
  name: string,
  entry: YamlEntry,
  all: YamlMap,
  context: SectionContext,
): ResourceDefinition | undefined {
  const { findings, version } = context;
  const path = ['resources', name];
  const map = findings.map('template-resource', entry.value, path, 'a map with a "type"');
  if (map === undefined) return undefined;
  const allowed = atLeast(version, '2016-10-14') ? [...keys, ...laterKeys] : keys;
  findings.unknownKeys('template-resource', map, path, allowed, 'A resource');
  const type = map.entries.get('type');
  if (isMisspelt('type', map, allowed)) return undefined;
  if (type?.value.kind !== 'scalar' || typeof type.value.value !== 'string' || type.value.value === '') {
    const message = type === undefined ? `Resource "${name}" has no type` : `The type is ${describeNode(type.value)}`;
    findings.error('template-resource', message, type?.value ?? entry, [...path, 'type'], {
      expected: "a resource type's name, or the path of a template",
    });
    return undefined;
  }
  return Object.freeze({
    name,
    type: type.value.value,
    at: findings.at(entry),
    typeAt: findings.at(type.value),
    ...parseParts(type.value.value, map, path, all, context),
  });
}

type Parts = Omit<ResourceDefinition, 'name' | 'type' | 'at' | 'typeAt'>;

function parseParts(type: string, map: YamlMap, path: readonly string[], all: YamlMap, context: SectionContext): Parts {
  const { findings, snippets, version } = context;
  const depended = map.entries.get('depends_on')?.value;
  const { names, places, strays } = parseDependencies(depended, [...path, 'depends_on'], all, findings);
  const parts: { -readonly [K in keyof Parts]: Parts[K] } = { dependsOn: names, dependsOnAt: places };
  if (depended?.kind === 'list' && depended.items.length === 0) parts.dependsOnNothing = true;
  const part = (key: string, read: (node: YamlNode, at: readonly string[]) => void): void => {
    const node = map.entries.get(key)?.value;
    if (node !== undefined) read(node, [...path, key]);
  };
  part('properties', (node, at) => {
    const properties = parsePropertyMap(type, node, at, context);
    if (properties !== undefined) parts.properties = properties;
  });
  part('metadata', (node, at) => {
    const metadata = parseMapOrCall(node, at, context);
    if (metadata !== undefined) parts.metadata = metadata;
  });
  part('update_policy', (node, at) => {
    const policy = parseMapOrCall(node, at, context);
    if (policy !== undefined) parts.updatePolicy = policy;
  });
  part('deletion_policy', (node, at) => {
    const policy = parseDeletionPolicy(node, at, context);
    if (policy !== undefined) parts.deletionPolicy = policy;
  });
  part('description', (node, at) => {
    if (node.kind === 'scalar' && typeof node.value === 'string') return;
    findings.error('template-resource', `The description is ${describeNode(node)}`, node, at, { expected: 'text' });
  });
  if (!atLeast(version, '2016-10-14')) {
    for (const each of strays) findings.problems.push(each);
    return parts;
  }
  part('external_id', (node, at) => {
    const id = parseTextOrCall(node, at, context);
    if (id !== undefined) parts.externalId = id;
  });
  part('condition', (node, at) => {
    const condition = parseConditionUse(node, at, context.conditions, snippets, findings);
    if (condition !== undefined) parts.condition = condition;
  });
  if (parts.condition !== undefined && strays.length > 0) parts.strayDependencies = strays;
  else for (const each of strays) findings.problems.push(each);
  return parts;
}

/** Heat takes a function for all the properties at first, and then fails on it; those of OS::Heat::None it never reads. */
function parsePropertyMap(
  type: string,
  node: YamlNode,
  path: readonly string[],
  context: SectionContext,
): MapSnippet | undefined {
  const snippet = context.snippets.value(node, path);
  if (snippet.kind === 'map') return snippet;
  if (snippet.kind === 'call' && type === 'OS::Heat::None') {
    const { line, column } = snippet;
    return { kind: 'map', entries: new Map([[snippet.function, snippet]]), line, column };
  }
  const what = snippet.kind === 'call' ? `the function "${snippet.function}"` : describeNode(node);
  context.findings.error('template-resource', `The properties are ${what}`, node, path, {
    expected: 'a map of properties; a function may stand for the value of each',
  });
  return undefined;
}

function parseMapOrCall(node: YamlNode, path: readonly string[], context: SectionContext): Snippet | undefined {
  const snippet = context.snippets.value(node, path);
  if (snippet.kind === 'map' || snippet.kind === 'call') return snippet;
  const message = `${path.at(-1)} is ${describeNode(node)}`;
  context.findings.error('template-resource', message, node, path, { expected: 'a map' });
  return undefined;
}

function parseTextOrCall(node: YamlNode, path: readonly string[], context: SectionContext): Snippet | undefined {
  const snippet = context.snippets.value(node, path);
  if (snippet.kind === 'call' || (snippet.kind === 'literal' && typeof snippet.value === 'string')) return snippet;
  const message = `${path.at(-1)} is ${describeNode(node)}`;
  context.findings.error('template-resource', message, node, path, { expected: 'text, or a function that gives text' });
  return undefined;
}

function parseDeletionPolicy(node: YamlNode, path: readonly string[], context: SectionContext): Snippet | undefined {
  const snippet = parseTextOrCall(node, path, context);
  if (snippet?.kind !== 'literal' || typeof snippet.value !== 'string') return snippet;
  const policies = deletionPolicies(context);
  if (policies.includes(snippet.value)) return snippet;
  const message = `There is no deletion policy "${snippet.value}"`;
  context.findings.error('template-resource', message, node, path, context.findings.suggest(snippet.value, policies));
  return undefined;
}

/** Heat: `hot/template.py`; the small letters came with 2016-10-14. */
function deletionPolicies({ version }: SectionContext): readonly string[] {
  const policies = ['Delete', 'Retain', 'Snapshot'];
  return atLeast(version, '2016-10-14') ? [...policies, ...policies.map((each) => each.toLowerCase())] : policies;
}
