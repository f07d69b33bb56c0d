import { type Diagnostic, problem } from '../diagnostics/diagnostic.ts';
import { writeCircle } from '../diagnostics/write-circle.ts';
import { findCycle } from '../graph/find-cycle.ts';
import { type Graph, reachable } from '../graph/graph.ts';
import { topologicalOrder } from '../graph/topological-order.ts';
import { compareCodePoints } from '../hot/code-points.ts';
import type { GroupDraft } from './inventory-draft.ts';

type Groups = ReadonlyMap<string, GroupDraft>;

/** How the groups lie in each other. */
export interface GroupTree {
  /** Each group with its parents, as a graph: a group requires what it is in. `all` is in none, all others are in it. */
  readonly parents: Graph;
  /** The groups' rank in precedence: variables of a later one win. */
  readonly rank: ReadonlyMap<string, number>;
}

/**
 * The groups by depth (that of the longest way from `all`), then priority, then name. Ansible: `Group.depth` and
 * `sort_groups`, 2.14. Asks for groups without cycles.
 */
export function groupTree(groups: Groups): GroupTree {
  const parents = parentsOf(groups);
  const depths = new Map<string, number>();
  for (const name of topologicalOrder(parents)) {
    const above = (parents.get(name) ?? []).map((parent) => depths.get(parent) ?? 0);
    depths.set(name, above.length === 0 ? 0 : 1 + above.reduce((one, other) => Math.max(one, other)));
  }
  const ordered = [...groups.values()].sort(
    (one, other) =>
      (depths.get(one.name) ?? 0) - (depths.get(other.name) ?? 0) ||
      one.priority - other.priority ||
      compareCodePoints(one.name, other.name),
  );
  return { parents, rank: new Map(ordered.map((group, rank) => [group.name, rank])) };
}

/** The groups and all that they are in, by precedence. */
export function withAncestors(tree: GroupTree, names: Iterable<string>): readonly string[] {
  const starts = [...names];
  const all = new Set([...starts, ...reachable(tree.parents, starts), 'all']);
  return [...all].sort((one, other) => (tree.rank.get(one) ?? 0) - (tree.rank.get(other) ?? 0));
}

function parentsOf(groups: Groups): Graph {
  const parents = new Map<string, string[]>();
  for (const name of groups.keys()) parents.set(name, []);
  for (const [name, group] of groups) for (const child of group.children.keys()) parents.get(child)?.push(name);
  for (const [name, above] of parents) if (above.length === 0 && name !== 'all') above.push('all');
  return parents;
}

/** What is wrong with how groups lie in each other: circles, and the two groups of Ansible's own in a wrong place. */
export function checkGroupTree(groups: Groups): readonly Diagnostic[] {
  const problems: Diagnostic[] = [];
  for (const [name, group] of groups) {
    for (const [child, { at, path }] of group.children) {
      if (child === 'all') {
        const hint = 'Leave "all" out; every group is in it already';
        problems.push(problem('inventory-cycle', `The group "${name}" contains the group "all"`, { at, path, hint }));
      } else if (name === 'ungrouped' || (child === 'ungrouped' && name !== 'all')) {
        const message = 'The group "ungrouped" cannot contain groups or lie in another than "all"';
        const hint = 'Ansible puts the hosts in it that are in no group; use a name of your own';
        problems.push(problem('inventory-form', message, { at, path, hint }));
      }
    }
  }
  return problems.length > 0 ? problems : cycles(groups);
}

/** One problem for each circle; each is opened at its last mention, and the next one sought. */
function cycles(groups: Groups): readonly Diagnostic[] {
  const problems: Diagnostic[] = [];
  const children = new Map([...groups].map(([name, group]) => [name, [...group.children.keys()]]));
  for (let cycle = findCycle(children); cycle !== undefined && problems.length < 20; cycle = findCycle(children)) {
    const [first = '', ...others] = cycle;
    const last = others.at(-1) ?? first;
    const mention = groups.get(last)?.children.get(first);
    problems.push(
      problem('inventory-cycle', `Groups contain each other in a circle: ${writeCircle(cycle)}`, {
        ...(mention === undefined ? {} : { at: mention.at, path: mention.path }),
        hint: `Take "${first}" out of the children of "${last}"`,
      }),
    );
    children.set(
      last,
      (children.get(last) ?? []).filter((child) => child !== first),
    );
  }
  return problems;
}
