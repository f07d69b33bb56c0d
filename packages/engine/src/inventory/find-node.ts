import { nearest } from '../diagnostics/nearest.ts';
import type { Inventory, InventoryNode } from './inventory.ts';

/** The node of that name; `undefined` where the inventory has none. */
export function findNode(inventory: Inventory, name: string): InventoryNode | undefined {
  return inventory.nodes.get(name);
}

/** What to say of a name that no node has: the node that was perhaps meant, a group of that name, or what nodes there are. */
export function unknownNodeHint(inventory: Inventory, name: string): string {
  if (inventory.groups.has(name)) return `"${name}" is a group; name one of its nodes`;
  const near = nearest(name, inventory.nodes.keys());
  if (near !== undefined) return `Did you mean "${near}"?`;
  const names = [...inventory.nodes.keys()].slice(0, 5).map((each) => `"${each}"`);
  if (names.length === 0) return 'The inventory has no nodes; add the node to it';
  const more = inventory.nodes.size > names.length ? ` and ${inventory.nodes.size - names.length} more` : '';
  return `The inventory has ${names.join(', ')}${more}`;
}
