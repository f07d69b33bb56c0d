import type { DeploymentInputs } from '../packages/engine/src/plan/deployment-inputs.ts';
import type { LoadedStack } from '../packages/engine/src/plan/load-stack.ts';
import type { Plan } from '../packages/engine/src/plan/plan.ts';
import { planFilesOf } from '../packages/engine/src/plan/plan-files.ts';
import { reloadStack } from '../packages/engine/src/plan/reload-stack.ts';
import { renderGraph } from '../packages/engine/src/render/render-graph.ts';
import { RenderMemory } from '../packages/engine/src/render/render-memory.ts';
import { changingShapes, type HotShape } from './hot-templates.ts';
import { type Cost, comparePairs, inPairs, measured } from './rounds.ts';
import type { Section } from './section.ts';

const secrets = { reveal: () => undefined, secretFor: () => ({ kind: 'secret', name: 's', version: 1 }) as const };

/** What it takes to read and evaluate a deployment again after one parameter has changed, against doing so from scratch. */
export async function evaluateAgain(sizes: readonly number[], rounds: number): Promise<Section> {
  const rows: (readonly string[])[] = [];
  for (const [name, shape] of changingShapes) {
    for (const size of sizes) rows.push(await compareChange(name, shape, size, rounds));
  }
  return {
    title: 'HOT: again after one parameter has changed, against from scratch; milliseconds',
    head: ['what depends on it', 'resources', 'evaluated', 'again', 'from scratch', 'ratio'],
    rows,
    notes: [`reading and evaluating, medians of ${rounds} pairs, interleaved, warm; both give the same graph`],
  };
}

async function compareChange(name: string, shape: HotShape, size: number, rounds: number): Promise<readonly string[]> {
  const files = planFilesOf(shape(size));
  const plan: Plan = { kind: 'Plan', name: 'again', version: '1', template: 'template.yaml', environments: [], files };
  const memory = new RenderMemory();
  const again = (changed: number): number => render(plan, changed, memory);
  const resources = again(0);
  // What is compared changes in each round, on both sides.
  const costs =
    (work: (changed: number) => unknown) =>
    (round: number): Promise<Cost> =>
      measured(() => work(2 * round + 2));
  await costs(again)(-1);
  const pairs = await inPairs(
    rounds,
    costs(again),
    costs((changed) => render(plan, changed)),
  );
  const { first, second, ratio } = comparePairs(pairs);
  const count = (value: number): string => value.toLocaleString('en');
  const told = [first.toFixed(1), second.toFixed(1), `1 : ${(1 / ratio).toFixed(0)}`];
  return [name, count(resources), count(memory.touched.size), ...told];
}

/** Reads and evaluates with another value of the parameter `changed`; gives how many resources there are. */
function render(plan: Plan, changed: number, memory?: RenderMemory): number {
  const inputs: DeploymentInputs = {
    kind: 'DeploymentInputs',
    plan: { name: plan.name, version: plan.version },
    environments: [],
    parameters: new Map([['changed', String(changed)]]),
    inventory: '',
    files: new Map(),
  };
  const stack = demand<LoadedStack>(reloadStack(memory?.onHand, plan, inputs, secrets.reveal).value);
  if (memory !== undefined) memory.onHand = { plan, inputs, stack };
  return demand(renderGraph('again', stack, secrets, { memory }).value).graph.nodes.size;
}

function demand<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('a rendering failed');
  return value;
}
