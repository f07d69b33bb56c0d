import { type Checked, hasErrors } from '../diagnostics/diagnostic.ts';
import { inSourceOrder } from '../diagnostics/source-order.ts';
import type { Registry } from '../hot/environment.ts';
import type { Inventory } from '../inventory/inventory.ts';
import { parseInventory } from '../inventory/parse-inventory.ts';
import { type DeploymentInputs, inventoryFile } from '../plan/deployment-inputs.ts';
import type { PropertyPlace } from '../plan/nested-parameters.ts';
import type { Plan } from '../plan/plan.ts';
import { reloadStack } from '../plan/reload-stack.ts';
import type { Origins } from './origins.ts';
import { renderFiles } from './render-files.ts';
import { renderGraph } from './render-graph.ts';
import type { RenderMemory } from './render-memory.ts';
import type { ReadEarlier, SecretStore } from './rendering.ts';
import type { Revision } from './revision.ts';

export interface RenderRequest {
  readonly deployment: string;
  readonly plan: Plan;
  readonly inputs: DeploymentInputs;
  readonly secrets: SecretStore;
  /** What is deployed: groups remember by it which members were removed. Absent where nothing is. */
  readonly earlier?: ReadEarlier | undefined;
  /** What is known of the last rendering, and is remembered of this one. */
  readonly memory?: RenderMemory | undefined;
}

/** A revision fresh from its sources, with what locates problems in them. */
export interface RenderedRevision extends Revision {
  readonly inventory: Inventory;
  /** Where the properties of each resource stand. */
  readonly places: ReadonlyMap<string, PropertyPlace>;
  /** The registry that holds for them. */
  readonly registry: Registry;
}

/**
 * Renders a plan with a deployment's inputs, over the revision that is applied: the same give the same tree, byte for
 * byte. All problems at once, located; no revision where one is an error. How all of it came about is noted in `origins`
 * where that is given.
 */
export function renderRevision(request: RenderRequest, origins?: Origins): Checked<RenderedRevision> {
  const { deployment, plan, inputs, secrets, earlier } = request;
  // Who wants to know how it came about must see all of it.
  const memory = origins === undefined ? request.memory : undefined;
  const inventory = parseInventory(inputs.inventory, inventoryFile);
  const stack = reloadStack(memory?.onHand, plan, inputs, secrets.reveal);
  if (memory !== undefined && stack.value !== undefined && stack.problems.length === 0)
    memory.onHand = { plan, inputs, stack: stack.value };
  const before = [...stack.problems, ...inventory.problems];
  const rendered =
    stack.value === undefined
      ? { problems: [] }
      : renderGraph(deployment, stack.value, secrets, { origins, earlier, memory });
  const problems = inSourceOrder([...before, ...rendered.problems]);
  if (rendered.value === undefined || inventory.value === undefined || hasErrors(problems)) return { problems };
  const { graph, ...sources } = rendered.value;
  const files = renderFiles({ deployment, plan: plan.name }, graph, inventory.value);
  const value: RenderedRevision = {
    kind: 'Revision',
    deployment,
    graph,
    files,
    inventory: inventory.value,
    ...sources,
  };
  return { value: Object.freeze(value), problems };
}
