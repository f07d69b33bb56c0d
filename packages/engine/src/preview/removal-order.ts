import { type Graph, reverse } from '../graph/graph.ts';
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

/** Those that require a name, in the order of the source; those before `next` have been met. */
interface Dependents {
  readonly instances: number[];
  next: number;
}

/**
 * Instances in an order of removal: dependents first, which is a topological order of `removalGraph`. What requires a
 * container stands once for all below it, so it is linear in instances and requirements.
 */
export function removalOrder(instances: readonly Instance[]): readonly Instance[] {
  const dependents = dependentsByName(instances);
  const met = new Set<number>();
  const order: Instance[] = [];
  for (const root of instances.keys()) {
    if (met.has(root)) continue;
    met.add(root);
    const path = [root];
    for (let at = path.at(-1); at !== undefined; at = path.at(-1)) {
      const instance = instances[at];
      const found = prefixes(instance?.address ?? '').map((each) => firstUnmet(dependents.get(each), met));
      const next = Math.min(...found);
      if (next === Number.POSITIVE_INFINITY) {
        if (instance !== undefined) order.push(instance);
        path.pop();
      } else {
        met.add(next);
        path.push(next);
      }
    }
  }
  return order;
}

function dependentsByName(instances: readonly Instance[]): ReadonlyMap<string, Dependents> {
  const found = new Map<string, Dependents>();
  for (const [index, { requires }] of instances.entries()) {
    for (const name of new Set(requires)) {
      const dependents = found.get(name);
      if (dependents === undefined) found.set(name, { instances: [index], next: 0 });
      else dependents.instances.push(index);
    }
  }
  return found;
}

function firstUnmet(dependents: Dependents | undefined, met: ReadonlySet<number>): number {
  if (dependents === undefined) return Number.POSITIVE_INFINITY;
  for (; dependents.next < dependents.instances.length; dependents.next++) {
    const index = dependents.instances[dependents.next] ?? 0;
    if (!met.has(index)) return index;
  }
  return Number.POSITIVE_INFINITY;
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
