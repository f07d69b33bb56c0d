import { isDeploymentGroup } from '../render/render-deployment-group.ts';
import type { GraphNode, ResourceGraph } from '../render/revision.ts';

/** The group of deployments that a node is a member of. */
export function deploymentGroupOf(graph: ResourceGraph, node: GraphNode): string | undefined {
  const container = node.within === undefined ? undefined : graph.nodes.get(node.within);
  return container !== undefined && isDeploymentGroup(container.type) ? container.address : undefined;
}
