import type { Value } from '../hot/value.ts';
import type { EarlierGraph } from '../render/rendering.ts';
import type { ResourceGraph } from '../render/revision.ts';
import type { State } from '../state/state.ts';
import { currentInstances } from './current-instances.ts';
import { instanceReference } from './instance-reference.ts';
import { unfoldByState } from './unfold-by-state.ts';
import type { UnfoldMeans } from './unfold-graph.ts';

/** The graph of a revision that is applied, as the next rendering goes by it: with what has come of it. */
export function earlierGraph(graph: ResourceGraph, state: State, means: UnfoldMeans): EarlierGraph {
  const references = new Map<string, Value>();
  for (const [address, instance] of currentInstances(state)) {
    const reference = instanceReference(instance);
    if (reference !== undefined) references.set(address, reference);
  }
  return { nodes: unfoldByState(graph, state, means).graph.nodes, references };
}
