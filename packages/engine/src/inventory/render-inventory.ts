import type { Value, ValueMap } from '../hot/value.ts';
import { writeYaml } from '../hot/write-yaml.ts';
import type { Inventory } from './inventory.ts';

/**
 * Writes an inventory in its one canonical form: under `all` every host with all its variables, under `children` each
 * group with all its hosts. `parseInventory` reads the same inventory from it (but for places), and so does Ansible
 * where no variable is a secret; a secret is written as `!tyto/secret NAME@VERSION`.
 */
export function renderInventory({ nodes, groups }: Inventory): string {
  const hosts = new Map<string, Value>([...nodes].map(([name, node]) => [name, node.variables]));
  const children = new Map<string, Value>();
  for (const [name, members] of groups) {
    if (name === 'all' || name === 'ungrouped') continue;
    children.set(name, new Map([['hosts', new Map(members.map((member): [string, ValueMap] => [member, new Map()]))]]));
  }
  const all = new Map<string, Value>([['hosts', hosts]]);
  if (children.size > 0) all.set('children', children);
  return writeYaml(new Map([['all', all]]));
}
