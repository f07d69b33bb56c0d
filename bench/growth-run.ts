/**
 * Measures one shape at all sizes in a process of its own: `growth-run.ts SHAPE ROUNDS SIZE...`. The largest size comes
 * first, cold; then all sizes in turns. Prints JSON.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { parseInventory } from '../packages/engine/src/inventory/parse-inventory.ts';
import { loadStack } from '../packages/engine/src/plan/load-stack.ts';
import { previewChanges } from '../packages/engine/src/preview/preview-changes.ts';
import { renderFiles } from '../packages/engine/src/render/render-files.ts';
import { renderGraph } from '../packages/engine/src/render/render-graph.ts';
import { emptyState, type State } from '../packages/engine/src/state/state.ts';
import { deployedState } from './deployed-state.ts';
import { grownPlan, type Shape, shapes } from './growth-plans.ts';
import { type GrowthReport, type Phase, type PhaseCosts, phases } from './growth-report.ts';
import { median } from './rounds.ts';

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

/**
 * Goes through all phases once. Gives each one's milliseconds and, where it is to weigh (which takes its time), the bytes
 * of heap that its result holds.
 */
function goThrough(shape: Shape, size: number, weigh: boolean): PhaseCosts {
  const { plan, inputs } = grownPlan(shape, size);
  const secrets = { reveal: () => undefined, secretFor: () => ({ kind: 'secret', name: 's', version: 1 }) as const };
  const inventory = demand(parseInventory(inputs.inventory, 'inventory.yaml').value);
  const costs = new Map<Phase, { milliseconds: number; bytes: number }>();
  // Whatever a phase gives is held until the end, so that the next one's share is its own.
  const kept: unknown[] = [];
  const phase = <T>(name: Phase, work: () => T | undefined): T => {
    const before = weigh ? heapUsed() : 0;
    const start = performance.now();
    const result = demand(work());
    const milliseconds = performance.now() - start;
    kept.push(result);
    costs.set(name, { milliseconds, bytes: weigh ? heapUsed() - before : Number.NaN });
    return result;
  };
  const stack = phase('parse', () => loadStack(plan, inputs, secrets.reveal).value);
  const graph = phase('render', () => {
    const rendered = renderGraph('grown', stack, secrets).value?.graph;
    if (rendered !== undefined) kept.push(renderFiles({ deployment: 'grown', plan: 'grown' }, rendered, inventory));
    return rendered;
  });
  const preview = (state: State) => () =>
    previewChanges({ deployment: 'grown', graph, target: 'c1', state, forced: [], reveal: () => undefined }).value;
  phase('preview, nothing deployed', preview(emptyState('grown')));
  const again = phase('preview, all deployed', preview(deployedState(graph)));
  const changed = again.changes.filter(({ kind }) => kind !== 'unchanged');
  if (again.changes.length < size || changed.length > 0) throw new Error(`a preview went wrong: ${changed.length}`);
  return costs;
}

function heapUsed(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

function demand<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('a phase failed');
  return value;
}

function medianCosts(samples: readonly PhaseCosts[], weighed: PhaseCosts): PhaseCosts {
  const middle = (name: Phase): number => median(samples.map((sample) => sample.get(name)?.milliseconds ?? Number.NaN));
  return new Map(
    phases.map((name) => [name, { milliseconds: middle(name), bytes: weighed.get(name)?.bytes ?? Number.NaN }]),
  );
}

const [name = '', rounds = '', ...rest] = process.argv.slice(2);
const shape = demand(shapes.get(name));
const sizes = rest.map(Number);
const cold = goThrough(shape, Math.max(...sizes), false);
const samples = new Map(sizes.map((size): [number, PhaseCosts[]] => [size, []]));
for (let round = 0; round < Number(rounds); round += 1) {
  for (const [size, taken] of samples) {
    collectGarbage();
    // What is over soon is measured more often.
    for (let time = 0; time < Math.max(1, 1000 / size); time += 1) taken.push(goThrough(shape, size, false));
  }
}
const report: GrowthReport = {
  cold: [...cold],
  bySize: [...samples].map(([size, taken]) => [size, [...medianCosts(taken, goThrough(shape, size, true))]]),
  peakBytes: process.resourceUsage().maxRSS * 1024,
};
process.stdout.write(JSON.stringify(report));
