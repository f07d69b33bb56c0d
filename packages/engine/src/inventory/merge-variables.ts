import { type GroupTree, withAncestors } from './group-tree.ts';
import type { Definition, Definitions, HostDraft, InventoryDraft } from './inventory-draft.ts';

/** The groups that a host is in, by precedence, and the variables that they give it. */
export interface Membership {
  readonly groups: readonly string[];
  readonly definitions: Definitions;
}

/**
 * Gives each host's groups, with those that contain them: a host that no group but `all` holds is in `ungrouped`, and
 * no other is. Their variables are merged so that a deeper group wins, then one of higher priority, then the later
 * name. Hosts of the same groups share one result. Ansible: `reconcile_inventory` and `get_group_vars`, 2.14.
 */
export function memberships(draft: InventoryDraft, tree: GroupTree): (host: string) => Membership {
  const direct = new Map<string, string[]>();
  for (const [name, group] of draft.groups) {
    if (name === 'all' || name === 'ungrouped') continue;
    for (const host of group.hosts) {
      const groups = direct.get(host);
      if (groups === undefined) direct.set(host, [name]);
      else groups.push(name);
    }
  }
  const known = new Map<string, Membership>();
  return (host) => {
    const names = direct.get(host) ?? ['ungrouped'];
    const key = JSON.stringify(names);
    const found = known.get(key) ?? mergeGroups(draft, withAncestors(tree, names));
    known.set(key, found);
    return found;
  };
}

function mergeGroups(draft: InventoryDraft, groups: readonly string[]): Membership {
  const definitions = new Map<string, Definition>();
  for (const name of groups) {
    for (const [variable, definition] of draft.groups.get(name)?.variables ?? []) definitions.set(variable, definition);
  }
  return { groups, definitions };
}

/** The variables of a host: those of its groups, then its own, which win. */
export function mergeVariables({ definitions }: Membership, host: HostDraft): Definitions {
  return new Map([...definitions, ...host.variables]);
}
