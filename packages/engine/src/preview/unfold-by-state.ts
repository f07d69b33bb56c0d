import type { ResourceGraph } from '../render/revision.ts';
import type { State } from '../state/state.ts';
import type { Known } from './known.ts';
import { knownOfState } from './known-of-state.ts';
import { prepareNode } from './prepare-node.ts';
import { type UnfoldMeans, unfoldGraph, unfolding } from './unfold-graph.ts';
import { unfoldedGraph } from './unfolded-graph.ts';

/**
 * A graph that is deployed, with what was deferred in it expanded by what is deployed, standing by itself; and what is
 * known by that. What can't be expanded stays deferred.
 */
export function unfoldByState(
  graph: ResourceGraph,
  state: State,
  means: UnfoldMeans,
): { readonly graph: ResourceGraph; readonly known: Known } {
  const known = knownOfState(state, means.secrets.reveal);
  if (graph.sources === undefined) return { graph, known };
  const unfolded = unfolding(graph);
  for (const node of unfoldGraph(unfolded, known, means, () => undefined)) {
    // A config becomes known to its deployments by this.
    if (node.kind === 'resource') prepareNode(node, known);
  }
  return { graph: unfoldedGraph(unfolded, known), known };
}
