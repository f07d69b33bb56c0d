import { groupTree, withAncestors } from './group-tree.ts';
import type { Definition, InventoryDraft } from './inventory-draft.ts';

/** One place that gives a host a variable. */
export interface VariableSource extends Definition {
  readonly by: 'host' | 'group';
  readonly name: string;
}

/**
 * Every place that gives a host a variable, the one that counts first: its own, then its groups' by precedence. Empty
 * where none does. Asks for an inventory that `parseInventory` takes.
 */
export function variableSources(draft: InventoryDraft, host: string, variable: string): readonly VariableSource[] {
  const own = draft.hosts.get(host)?.variables.get(variable);
  const groups = withAncestors(groupTree(draft.groups), groupsNaming(draft, host));
  const given = groups.flatMap((name): VariableSource[] => {
    const definition = draft.groups.get(name)?.variables.get(variable);
    return definition === undefined ? [] : [{ ...definition, by: 'group', name }];
  });
  return [...(own === undefined ? [] : [{ ...own, by: 'host' as const, name: host }]), ...given.reverse()];
}

function groupsNaming(draft: InventoryDraft, host: string): readonly string[] {
  const named = [...draft.groups].filter(([name, group]) => name !== 'all' && group.hosts.has(host));
  const direct = named.map(([name]) => name).filter((name) => name !== 'ungrouped');
  return direct.length > 0 ? direct : ['ungrouped'];
}
