import { compareCodePoints } from '../hot/code-points.ts';
import { containsUnknown } from '../hot/marks.ts';
import { pythonStr } from '../hot/print-value.ts';
import { reveal } from '../hot/reveal.ts';
import { isList, isMap, type Value } from '../hot/value.ts';
import { configDigest } from '../resource/config-value.ts';
import { readSoftwareConfig } from '../resource/read-software-config.ts';
import { resourceType } from '../resource/resource-types.ts';
import type { EarlierGraph } from './rendering.ts';
import type { ResourceRequest } from './resource-request.ts';
import type { GraphNode, GroupRemoval } from './revision.ts';

/**
 * Which names a group does not use: those that its removal policies list, by name or by what refers to the member, and in
 * mode `append` those that were listed before. What was applied last tells which members there are and what was listed
 * before; a group that is new, or of which that is not known, takes all that is listed for names. A list that has not
 * changed since is not read again, so that rendering twice gives the same. Heat: `resource_group.py`,
 * _update_name_skiplist, which Heat asks on each update.
 */
export function groupRemoval(request: ResourceRequest, policies: Value, mode: Value): GroupRemoval | undefined {
  const removal = findRemoval(request, policies, mode);
  const again = (): boolean => sameRemoval(removal, findRemoval(request, policies, mode));
  request.stack.rendering.memory?.note({ kind: 'removal', again });
  return removal;
}

function sameRemoval(before: GroupRemoval | undefined, now: GroupRemoval | undefined): boolean {
  if (before === undefined || now === undefined) return before === now;
  return before.mode === now.mode && sameTexts(before.listed, now.listed) && sameTexts(before.removed, now.removed);
}

function findRemoval(request: ResourceRequest, policies: Value, mode: Value): GroupRemoval | undefined {
  const { address, stack } = request;
  const listed = listedNames(policies);
  const asked = mode === 'update' ? 'update' : 'append';
  const earlier = stack.rendering.earlier?.();
  const group = earlier?.nodes.get(address);
  if (earlier === undefined || group === undefined || group.kind === 'resource') {
    return removalOf(asked, listed, new Set(listed.map((name) => withoutAddress(address, name))));
  }
  const before = group.removal;
  if (before?.mode === asked && sameTexts(before.listed, listed)) return before;
  const known = new Set(before?.removed);
  const removed = new Set<string>(asked === 'append' ? known : []);
  // Which members it has, its revision does not tell.
  if (group.kind === 'deferred') {
    for (const name of listed) removed.add(withoutAddress(address, name));
    return removalOf(asked, listed, removed);
  }
  const members = listed.length === 0 ? new Map<string, Value>() : membersOf(earlier, address);
  for (const each of listed) {
    const name = withoutAddress(address, each);
    if (known.has(name) || [...members.values()].includes(name)) removed.add(name);
    else {
      const meant = members.get(each);
      if (typeof meant === 'string') removed.add(meant);
    }
  }
  return removalOf(asked, listed, removed);
}

function removalOf(
  mode: GroupRemoval['mode'],
  listed: readonly string[],
  names: ReadonlySet<string>,
): GroupRemoval | undefined {
  if (listed.length === 0 && names.size === 0) return undefined;
  return { mode, listed, removed: [...names].sort(compareCodePoints) };
}

function listedNames(policies: Value): readonly string[] {
  return items(policies).flatMap((policy) =>
    isMap(policy) ? items(policy.get('resource_list') ?? null).map(pythonStr) : [],
  );
}

function items(value: Value): readonly Value[] {
  return isList(value) ? value : [];
}

function sameTexts(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((each, index) => each === others[index]);
}

/** `refs` gives the addresses of most members. */
function withoutAddress(address: string, name: string): string {
  return name.startsWith(`${address}/`) ? name.slice(address.length + 1) : name;
}

/** The names of a group's members, by what refers to each. */
function membersOf({ nodes, references }: EarlierGraph, group: string): ReadonlyMap<Value, string> {
  const members = new Map<Value, string>();
  for (const node of nodes.values()) {
    if (node.within !== group) continue;
    const reference = references?.get(node.address) ?? referenceOf(node);
    members.set(reveal(reference), node.address.slice(group.length + 1));
  }
  return members;
}

/** What `get_resource` gives of a node, where its address alone does not tell. */
function referenceOf(node: GraphNode): Value {
  const type = resourceType(node.type);
  if (node.kind !== 'resource' || type === undefined) return node.address;
  if (type.role === 'server') return node.properties.get('name') ?? node.address.split('/').at(-1) ?? node.address;
  if (type.role !== 'config' || containsUnknown(node.properties)) return node.address;
  const config = readSoftwareConfig(type, node.properties);
  return config === undefined ? node.address : configDigest(config);
}
