import { type Checked, hasErrors } from '../diagnostics/diagnostic.ts';
import { inSourceOrder } from '../diagnostics/source-order.ts';
import type { Inventory } from '../inventory/inventory.ts';
import { parseInventory } from '../inventory/parse-inventory.ts';
import { type DeploymentInputs, inventoryFile } from '../plan/deployment-inputs.ts';
import { loadStack } from '../plan/load-stack.ts';
import type { PropertyPlace } from '../plan/nested-parameters.ts';
import type { Plan } from '../plan/plan.ts';
import type { Origins } from './origins.ts';
import { renderFiles } from './render-files.ts';
import { renderGraph } from './render-graph.ts';
import type { ReadEarlier, SecretStore } from './rendering.ts';
import type { Revision } from './revision.ts';

export interface RenderRequest {
  readonly deployment: string;
  readonly plan: Plan;
  readonly inputs: DeploymentInputs;
  readonly secrets: SecretStore;
  /** What is deployed: groups remember by it which members were removed. Absent where nothing is. */
  readonly earlier?: ReadEarlier | undefined;
}

/** A revision fresh from its sources, with what locates problems in them. */
export interface RenderedRevision extends Revision {
  readonly inventory: Inventory;
  /** Where the properties of each resource stand. */
  readonly places: ReadonlyMap<string, PropertyPlace>;
}

/**
 * Renders a plan with a deployment's inputs: the same, over the same revision, give the same tree, byte for byte. All problems of both at once,
 * located; no revision where one is an error. How all of it came about is noted in `origins` where that is given.
 */
export function renderRevision(request: RenderRequest, origins?: Origins): Checked<RenderedRevision> {
  const { deployment, plan, inputs, secrets, earlier } = request;
  const inventory = parseInventory(inputs.inventory, inventoryFile);
  const stack = loadStack(plan, inputs, secrets.reveal);
  const before = [...stack.problems, ...inventory.problems];
  const rendered =
    stack.value === undefined ? { problems: [] } : renderGraph(deployment, stack.value, secrets, { origins, earlier });
  const problems = inSourceOrder([...before, ...rendered.problems]);
  if (rendered.value === undefined || inventory.value === undefined || hasErrors(problems)) return { problems };
  const { graph, places } = rendered.value;
  const files = renderFiles({ deployment, plan: plan.name }, graph, inventory.value);
  const value: RenderedRevision = { kind: 'Revision', deployment, graph, files, inventory: inventory.value, places };
  return { value: Object.freeze(value), problems };
}
