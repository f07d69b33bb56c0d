/** Measures one shape at all sizes in a process of its own: `growth-run.ts SHAPE ROUNDS SIZE...`. Prints JSON. */
import { parseInventory } from '../packages/engine/src/inventory/parse-inventory.ts';
import { loadStack } from '../packages/engine/src/plan/load-stack.ts';
import { previewChanges } from '../packages/engine/src/preview/preview-changes.ts';
import { renderFiles } from '../packages/engine/src/render/render-files.ts';
import { renderGraph } from '../packages/engine/src/render/render-graph.ts';
import { emptyState, type State } from '../packages/engine/src/state/state.ts';
import { deployedState } from './deployed-state.ts';
import { grownPlan, shapes } from './growth-plans.ts';
import { type GoThrough, measureGrowth } from './measure-growth.ts';

const [name = '', rounds = '', ...sizes] = process.argv.slice(2);
const shape = shapes.get(name);
if (shape === undefined) throw new Error(`there is no shape ${name}`);

const goThrough: GoThrough = (size, { phase }) => {
  const { plan, inputs } = grownPlan(shape, size);
  const secrets = { reveal: () => undefined, secretFor: () => ({ kind: 'secret', name: 's', version: 1 }) as const };
  const inventory = parseInventory(inputs.inventory, 'inventory.yaml').value;
  const stack = phase('parse', () => loadStack(plan, inputs, secrets.reveal).value);
  const { graph } = phase('render', () => {
    const rendered = renderGraph('grown', stack, secrets).value?.graph;
    if (rendered === undefined || inventory === undefined) return undefined;
    return { graph: rendered, files: renderFiles({ deployment: 'grown', plan: 'grown' }, rendered, inventory) };
  });
  const preview = (state: State) => () =>
    previewChanges({ deployment: 'grown', graph, target: 'c1', state, forced: [], reveal: () => undefined }).value;
  phase('preview, nothing deployed', preview(emptyState('grown')));
  const again = phase('preview, all deployed', preview(deployedState(graph)));
  const changed = again.changes.filter(({ kind }) => kind !== 'unchanged');
  if (again.changes.length < size || changed.length > 0) throw new Error(`a preview went wrong: ${changed.length}`);
};

process.stdout.write(JSON.stringify(measureGrowth(goThrough, Number(rounds), sizes.map(Number))));
