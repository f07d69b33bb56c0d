import { unfoldMeans } from '../preview/preview-changes.ts';
import { unfoldByState } from '../preview/unfold-by-state.ts';
import type { ResourceGraph } from '../render/revision.ts';
import type { RunContext } from './run-context.ts';

/** The graph of a revision that all of the state has been brought to: what was deferred in it is as it came out. */
export function deployedGraph({ means: { store }, recorder }: RunContext, graph: ResourceGraph): ResourceGraph {
  const means = unfoldMeans({ deployment: store.deployment, reveal: store.reveal, secretFor: store.putSecret });
  return unfoldByState(graph, recorder.state.snapshot(), means).graph;
}
