import { Failure } from '../hot/scope.ts';
import { isMap, type Value, type ValueMap } from '../hot/value.ts';
import type { GraphNode, GraphOutput, ResourceGraph } from '../render/revision.ts';
import type { Known } from './known.ts';

/**
 * A graph, unfolded as far as is known, that stands by itself: whatever awaits an attribute of something that was deferred
 * awaits those of its members instead. What can't be told so stays as it is.
 */
export function unfoldedGraph(graph: ResourceGraph, known: Known): ResourceGraph {
  if (graph.sources === undefined) return graph;
  const unfold = (value: Value): Value => {
    const unfolded = known.unfold(value);
    return unfolded instanceof Failure ? value : unfolded;
  };
  const unfoldMap = (map: ValueMap): ValueMap => {
    const unfolded = unfold(map);
    return isMap(unfolded) ? unfolded : map;
  };
  const nodes = new Map<string, GraphNode>();
  for (const [address, node] of graph.nodes) nodes.set(address, unfoldedNode(node, unfold, unfoldMap));
  const outputs = new Map<string, GraphOutput>();
  for (const [name, output] of graph.outputs) outputs.set(name, { ...output, value: unfold(output.value) });
  return { ...graph, nodes, outputs };
}

function unfoldedNode(
  node: GraphNode,
  unfold: (value: Value) => Value,
  unfoldMap: (map: ValueMap) => ValueMap,
): GraphNode {
  const { deletionPolicy: policy } = node;
  const beside = {
    ...(node.metadata === undefined ? {} : { metadata: unfold(node.metadata) }),
    ...(typeof policy === 'object' ? { deletionPolicy: { ...policy, value: unfold(policy.value) } } : {}),
  };
  switch (node.kind) {
    case 'resource':
      return { ...node, ...beside, properties: unfoldMap(node.properties) };
    case 'container':
      return { ...node, ...beside };
    case 'deferred': {
      const facade = node.facade === undefined ? {} : { facade: unfoldMap(node.facade) };
      return { ...node, ...beside, ...facade, inputs: unfoldMap(node.inputs) };
    }
  }
}
