/**
 * Finds the groups of nodes that reach each other (Tarjan's strongly connected components).
 * Takes each node's successors; gives each group of two or more, and each node that leads to itself.
 */
export function findCycles(successors: ReadonlyMap<string, readonly string[]>): string[][] {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const onStack = new Set<string>();
  const cycles: string[][] = [];

  const visit = (node: string): number => {
    const own = index.size;
    let lowest = own;
    index.set(node, own);
    stack.push(node);
    onStack.add(node);
    for (const next of successors.get(node) ?? []) {
      if (!successors.has(next)) continue;
      if (!index.has(next)) lowest = Math.min(lowest, visit(next));
      else if (onStack.has(next)) lowest = Math.min(lowest, low.get(next) ?? own, index.get(next) ?? own);
    }
    low.set(node, lowest);
    if (lowest === own) {
      const group = stack.splice(stack.indexOf(node));
      for (const member of group) onStack.delete(member);
      if (group.length > 1 || successors.get(node)?.includes(node)) cycles.push(group);
    }
    return lowest;
  };
  for (const node of successors.keys()) if (!index.has(node)) visit(node);
  return cycles;
}
