import { type Graph, reverse } from '../graph/graph.ts';
import { topologicalOrder } from '../graph/topological-order.ts';
import type { Instance } from '../state/state.ts';

/**
 * Which instances must be gone before which: each instance with those that depended on it. A requirement that names a
 * container (`group`) means all instances below it (`group/0/backend`). Instances of one address don't wait for each other.
 */
export function removalGraph(instances: readonly Instance[]): Graph {
  const below = new Map<string, string[]>();
  for (const { id, address } of instances) {
    for (const prefix of prefixes(address)) push(below, prefix, id);
  }
  const requires = new Map<string, readonly string[]>();
  for (const { id, requires: named } of instances) {
    requires.set(
      id,
      [...new Set(named.flatMap((address) => below.get(address) ?? []))].filter((each) => each !== id),
    );
  }
  return reverse(requires);
}

/** Instances in an order of removal: dependents first. */
export function removalOrder(instances: readonly Instance[]): readonly Instance[] {
  const byId = new Map(instances.map((each) => [each.id, each]));
  return topologicalOrder(removalGraph(instances)).flatMap((id) => byId.get(id) ?? []);
}

/** `a/b/c` lies below `a`, `a/b` and itself. Slashes are only between names: addresses quote those inside. */
function prefixes(address: string): readonly string[] {
  const found: string[] = [];
  for (let slash = address.indexOf('/'); slash >= 0; slash = address.indexOf('/', slash + 1))
    found.push(address.slice(0, slash));
  found.push(address);
  return found;
}

function push(map: Map<string, string[]>, key: string, value: string): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
