import { Failure } from '../packages/engine/src/hot/scope.ts';
import { executionOrder, requirementsWithin } from '../packages/engine/src/preview/execution-order.ts';
import { Known } from '../packages/engine/src/preview/known.ts';
import { prepareNode } from '../packages/engine/src/preview/prepare-node.ts';
import type { ResourceGraph } from '../packages/engine/src/render/revision.ts';
import { withDefaults } from '../packages/engine/src/resource/check-properties.ts';
import { effectiveInputs } from '../packages/engine/src/resource/deployment.ts';
import type { Instance, State } from '../packages/engine/src/state/state.ts';

/** What is recorded once a graph is deployed by scripts that all put the same out. */
export function deployedState(graph: ResourceGraph): State {
  const known = new Known(new Map(), () => undefined);
  const instances = new Map<string, Instance>();
  const attributes = new Map([['address', 'here:8080\n']]);
  for (const address of executionOrder(graph)) {
    const node = graph.nodes.get(address);
    if (node?.kind !== 'resource') continue;
    const prepared = prepareNode(node, known);
    if (prepared instanceof Failure) throw new Error(prepared.problems.map((each) => each.message).join('; '));
    const { type, properties, config, digest } = prepared;
    known.settle(address, attributes);
    instances.set(address, {
      id: address,
      address,
      type: type.name,
      role: 'current',
      status: { action: 'create', outcome: 'complete' },
      properties,
      ...(digest === undefined ? {} : { config: digest }),
      ...(config === undefined ? {} : { inputs: effectiveInputs(config, withDefaults(type, properties)) }),
      ...(type.role === 'deployment' ? { node: 'here' } : {}),
      attributes: type.role === 'deployment' ? attributes : new Map(),
      requires: requirementsWithin(graph, address),
      createdBy: 'r1',
    });
  }
  return { kind: 'State', deployment: 'grown', serial: 1, revision: 'c1', instances, configs: known.configs };
}
