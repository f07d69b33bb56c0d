/** Measures one shape of stacks at all sizes in a process of its own: `hot-run.ts SHAPE ROUNDS SIZE...`. Prints JSON. */
import { loadLooseStack } from '../packages/engine/src/compute/loose-stack.ts';
import { renderGraph } from '../packages/engine/src/render/render-graph.ts';
import { looseStackOf } from './hot-stack.ts';
import { hotShapes } from './hot-templates.ts';
import { type GoThrough, measureGrowth } from './measure-growth.ts';

const [name = '', rounds = '', ...sizes] = process.argv.slice(2);
const shape = hotShapes.get(name);
if (shape === undefined) throw new Error(`there is no shape ${name}`);
const secrets = { reveal: () => undefined, secretFor: () => ({ kind: 'secret', name: 's', version: 1 }) as const };

const goThrough: GoThrough = (size, { phase }) => {
  const loose = looseStackOf(shape(size));
  const stack = phase('read', () => loadLooseStack(loose).value);
  const { graph } = phase('evaluate', () => renderGraph('grown', stack, secrets).value);
  const made = [...graph.nodes.values()].filter((node) => node.type === 'OS::Heat::Value');
  if (made.length !== size) throw new Error(`${made.length} resources came of ${size}`);
};

process.stdout.write(JSON.stringify(measureGrowth(goThrough, Number(rounds), sizes.map(Number))));
