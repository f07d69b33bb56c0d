import { configTree } from '../render/render-files.ts';
import type { ResourceGraph } from '../render/revision.ts';
import type { State } from '../state/state.ts';
import { unfoldByState } from './unfold-by-state.ts';
import type { UnfoldMeans } from './unfold-graph.ts';

/**
 * The files of configs that a revision's own tree can't have, for it only says how they come about: those of members of
 * what was deferred, as far as what is deployed tells which there are. By path.
 */
export function memberFiles(
  graph: ResourceGraph,
  state: State,
  means: UnfoldMeans,
): readonly (readonly [string, string])[] {
  if (graph.sources === undefined) return [];
  const unfolded = unfoldByState(graph, state, means).graph;
  return configTree(unfolded, (address) => !graph.nodes.has(address));
}
