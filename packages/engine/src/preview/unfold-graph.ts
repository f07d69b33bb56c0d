import { problem } from '../diagnostics/diagnostic.ts';
import { beginOf } from '../graph/expand-containers.ts';
import { Failure } from '../hot/scope.ts';
import { isMap, type ValueMap } from '../hot/value.ts';
import { type Expansion, expandDeferred } from '../render/expand-deferred.ts';
import type { Origins } from '../render/origins.ts';
import type { SecretStore } from '../render/rendering.ts';
import type { DeferredNode, GraphNode, ResourceGraph, ResourceNode } from '../render/revision.ts';
import { renderSource } from '../render/sources.ts';
import { executionOrder } from './execution-order.ts';
import type { Known } from './known.ts';

/** A graph in which deferred nodes give way to what they turn out to be. */
export interface UnfoldingGraph extends ResourceGraph {
  readonly nodes: Map<string, GraphNode>;
}

/** What deferred nodes are expanded with, beside what is known. */
export interface UnfoldMeans {
  readonly deployment: string;
  readonly secrets: SecretStore;
  readonly origins?: Origins | undefined;
}

/** A graph to be unfolded; the one that is given stays as it is. */
export function unfolding(graph: ResourceGraph): UnfoldingGraph {
  return { ...graph, nodes: new Map(graph.nodes) };
}

/**
 * Expands a deferred node if what it awaits is known: its container and members are then in the graph, and its attributes
 * are known by those of its members. Else it stays, with what it still awaits.
 */
export function expandNode(
  graph: UnfoldingGraph,
  node: DeferredNode,
  known: Known,
  { deployment, secrets, origins }: UnfoldMeans,
): Expansion | Failure {
  const filled = fillIn(node, known);
  if (filled instanceof Failure) return filled;
  if (graph.sources === undefined) {
    return new Failure([
      problem('revision-form', 'The graph has no sources to expand it from', { path: node.address }),
    ]);
  }
  const source = renderSource(graph.sources);
  const expansion = expandDeferred(filled, { deployment, source, secrets, configs: known.configs, origins });
  if (expansion instanceof Failure || expansion.kind === 'waits') return expansion;
  for (const [address, each] of expansion.nodes) graph.nodes.set(address, each);
  known.expand(node.address, expansion.rendered);
  return expansion;
}

function fillIn(node: DeferredNode, known: Known): DeferredNode | Failure {
  const inputs = fillInMap(node.inputs, known);
  if (inputs instanceof Failure || node.facade === undefined)
    return inputs instanceof Failure ? inputs : { ...node, inputs };
  const facade = fillInMap(node.facade, known);
  return facade instanceof Failure ? facade : { ...node, inputs, facade };
}

function fillInMap(map: ValueMap, known: Known): ValueMap | Failure {
  const resolved = known.resolve(map);
  if (resolved instanceof Failure || isMap(resolved)) return resolved;
  throw new Error('a map came out as something else');
}

/** The deferred nodes by the vertex at which they are to be expanded. */
export function deferredBegins({ nodes }: Pick<ResourceGraph, 'nodes'>): ReadonlyMap<string, DeferredNode> {
  const begins = new Map<string, DeferredNode>();
  for (const node of nodes.values()) if (node.kind === 'deferred') begins.set(beginOf(node.address), node);
  return begins;
}

/**
 * Walks a graph in the order in which it is carried out, unfolding it on the way by what is known when a deferred node is
 * met. Gives resources, and deferred nodes that can't be expanded yet; failures are told.
 */
export function* unfoldGraph(
  graph: UnfoldingGraph,
  known: Known,
  means: UnfoldMeans,
  tell: (failure: Failure) => void,
): Generator<ResourceNode | DeferredNode> {
  yield* walk(graph, graph);

  function* walk(part: ResourceGraph, whole: UnfoldingGraph): Generator<ResourceNode | DeferredNode> {
    const deferred = deferredBegins(part);
    for (const vertex of executionOrder(part)) {
      const node = deferred.get(vertex) ?? part.nodes.get(vertex);
      if (node?.kind === 'resource') yield node;
      if (node?.kind !== 'deferred') continue;
      const expansion = expandNode(whole, node, known, means);
      if (expansion instanceof Failure) tell(expansion);
      else if (expansion.kind === 'waits') yield { ...node, awaits: expansion.node.awaits };
      else yield* walk({ ...part, nodes: expansion.nodes }, whole);
    }
  }
}
