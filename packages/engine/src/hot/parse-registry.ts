import { formatPath, type Path } from '../diagnostics/path.ts';
import {
  hookTypes,
  type Registry,
  type RegistryEntry,
  type ResourceOverride,
  restrictedActions,
  type WrittenAt,
} from './environment.ts';
import { describeNode, type Findings } from './findings.ts';
import type { YamlEntry, YamlMap, YamlNode } from './yaml-node.ts';

/**
 * Reads `resource_registry`. `base_url` there and in an override holds for what it contains, as heatclient has it. Heat:
 * `environment.py`, ResourceRegistry._load_registry.
 */
export function parseRegistry(map: YamlMap<unknown> | undefined, findings: Findings): Registry {
  const path = ['resource_registry'];
  const resources = new Map<string, ResourceOverride>();
  const entries: RegistryEntry[] = [];
  const baseUrl = baseUrlOf(map);
  for (const [name, entry] of map?.entries ?? []) {
    if (name === 'base_url') continue;
    const at = [...path, name];
    if (name === 'resources') parseOverrides(entry.value, at, baseUrl, resources, findings);
    else if (!isAction(name)) pushEntry(name, entry, at, baseUrl, entries, findings);
  }
  // They mean nothing here, but Heat wants them right.
  if (map !== undefined) parseAllActions(map, path, findings);
  return Object.freeze({ entries, resources });
}

function baseUrlOf(map: YamlMap<unknown> | undefined): string | undefined {
  const node = map?.entries.get('base_url')?.value;
  return node === undefined ? undefined : textOf(node);
}

function parseOverrides(
  node: YamlNode<unknown>,
  path: Path,
  baseUrl: string | undefined,
  into: Map<string, ResourceOverride>,
  findings: Findings,
): void {
  // Null too: Heat fails on it where it makes any resource. `environment.py`, ResourceRegistry.__init__; 19.0.
  const map = findings.map('environment-registry', node, path, "a map of resources' names");
  for (const [name, entry] of map?.entries ?? []) {
    const at = [...path, name];
    if (isNull(entry.value)) continue;
    const override = findings.map('environment-registry', entry.value, at, 'a map of types, hooks or resources');
    if (override !== undefined) into.set(name, parseOverride(override, at, baseUrl, findings));
  }
}

function parseOverride(
  map: YamlMap<unknown>,
  path: Path,
  outerUrl: string | undefined,
  findings: Findings,
): ResourceOverride {
  const entries: RegistryEntry[] = [];
  const resources = new Map<string, ResourceOverride>();
  const baseUrl = baseUrlOf(map) ?? outerUrl;
  for (const [name, entry] of map.entries) {
    if (name === 'base_url') continue;
    const at = [...path, name];
    if (isAction(name)) continue;
    if (entry.value.kind === 'map') resources.set(name, parseOverride(entry.value, at, baseUrl, findings));
    else pushEntry(name, entry, at, baseUrl, entries, findings);
  }
  return Object.freeze({
    entries,
    ...parseAllActions(map, path, findings),
    resources,
  });
}

function parseAllActions(map: YamlMap<unknown>, path: Path, findings: Findings) {
  const hooks = parseActions('hooks', map.entries.get('hooks'), hookTypes, path, findings);
  const restricted = parseActions(
    'restricted_actions',
    map.entries.get('restricted_actions'),
    restrictedActions,
    path,
    findings,
  );
  return {
    hooks: [...hooks.keys()],
    restrictedActions: [...restricted.keys()],
    ...(restricted.size === 0 ? {} : { restrictedAt: restricted }),
  };
}

function pushEntry(
  pattern: string,
  entry: YamlEntry<unknown>,
  path: Path,
  baseUrl: string | undefined,
  into: RegistryEntry[],
  findings: Findings,
): void {
  const node = entry.value;
  const target = isNull(node) ? null : textOf(node);
  if (target !== undefined) {
    into.push(Object.freeze({ pattern, target, at: findings.at(node), ...(baseUrl === undefined ? {} : { baseUrl }) }));
    return;
  }
  findings.error('environment-registry', `"${pattern}" is mapped to ${describeNode(node)}`, node, path, {
    expected: "a type's name or a template's path",
  });
}

function isAction(name: string): boolean {
  return name === 'hooks' || name === 'restricted_actions';
}

/**
 * One name or a list of them, with the place of each; null is none. Heat: `environment.py`, is_hook_definition, is_valid_restricted_action, and
 * what `_load_registry` does with null before it asks these.
 */
function parseActions<T extends string>(
  key: string,
  entry: YamlEntry<unknown> | undefined,
  allowed: readonly T[],
  path: Path,
  findings: Findings,
): ReadonlyMap<T, WrittenAt> {
  const node = entry?.value;
  const names = new Map<T, WrittenAt>();
  if (node === undefined || isNull(node)) return names;
  for (const [index, item] of (node.kind === 'list' ? node.items : [node]).entries()) {
    const text = textOf(item);
    const name = allowed.find((each) => each === text);
    const way = [...path, key, ...(node.kind === 'list' ? [index] : [])];
    if (name !== undefined) names.set(name, { at: findings.at(item), path: formatPath(way) });
    else {
      const message = `${key} names ${describeNode(item)}`;
      findings.error('environment-registry', message, item, way, findings.suggest(text ?? '', allowed));
    }
  }
  return names;
}

function isNull(node: YamlNode<unknown>): boolean {
  return node.kind === 'scalar' && node.value === null;
}

function textOf(node: YamlNode<unknown>): string | undefined {
  return node.kind === 'scalar' && typeof node.value === 'string' ? node.value : undefined;
}
