/** `make bench`: measures, asserts nothing. `main.ts [--quick] [NAME...]` runs the benchmarks named, else all. */
import { engineOverhead } from './engine-overhead.ts';
import { growth } from './growth.ts';
import { hot } from './hot.ts';
import { machineLine } from './machine.ts';
import { runnerCost } from './runner-cost.ts';
import { type Bench, sectionText } from './section.ts';
import { startUp } from './start-up.ts';

const benches: ReadonlyMap<string, Bench> = new Map([
  ['engine-overhead', engineOverhead],
  ['runner-cost', runnerCost],
  ['start-up', startUp],
  ['growth', growth],
  ['hot', hot],
]);

const words = process.argv.slice(2);
const quick = words.includes('--quick');
const named = words.filter((word) => word !== '--quick');
const unknown = named.filter((name) => !benches.has(name));
if (unknown.length > 0) {
  console.error(`error: there is no benchmark ${unknown.join(', ')}; there are ${[...benches.keys()].join(', ')}`);
  process.exitCode = 1;
} else {
  console.log(`${machineLine()}\n`);
  for (const [name, bench] of benches) {
    if (named.length > 0 && !named.includes(name)) continue;
    for (const section of await bench({ quick })) console.log(sectionText(section));
  }
}
