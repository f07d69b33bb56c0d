import { accessSync } from 'node:fs';
import { Oracle } from '../conformance/oracle/oracle.ts';
import { answerLine } from '../packages/engine/src/operations/hot-operations.ts';
import { hotShapes } from './hot-templates.ts';
import { comparePairs, inPairs, measured } from './rounds.ts';
import type { Section } from './section.ts';

/** What a whole case takes: the template's text in, outputs and resources out, here and by Heat's engine in one process. */
export async function compareWithOracle(sizes: readonly number[], rounds: number): Promise<Section> {
  const missing = oracleMissing();
  const title =
    'HOT: a whole case, a line of JSON in and a line out, against the engine of Heat 19.0 in one process, ms';
  const head = ['', 'resources', 'tyto', 'heat', 'ratio', 'heat as a service, recorded', 'ratio'];
  if (missing) return { title, head, rows: [], notes: ["skipped: python3-heat, Debian's, is not installed"] };
  const rows: (readonly string[])[] = [];
  // A thousand members of a group take Heat half a minute.
  const oracle = new Oracle(undefined, 120);
  try {
    for (const shape of hotShapes.keys()) {
      for (const size of sizes) rows.push(await compareCase(oracle, shape, size, size > 100 ? 1 : rounds));
    }
  } finally {
    oracle.close();
  }
  const notes = [
    `medians of ${rounds} pairs, interleaved, warm (of 1,000 resources: one); heat keeps its stacks in a database in memory`,
    'recorded: Heat 19.0 as a service, with queue and database server, takes about as much again for an update that changes',
    'nothing, and some 490 MB of memory for its engine; of 5 to 10 s for 100 the ratio is that of 5',
  ];
  return { title, head, rows, notes };
}

/** What Heat 19.0 as a service took to create independent Values, on a machine like ours: not measured here. */
const recorded: ReadonlyMap<string, readonly [string, number]> = new Map([
  ['independent 10', ['200', 200]],
  ['independent 100', ['5000 to 10000', 5000]],
]);

async function compareCase(oracle: Oracle, shape: string, size: number, rounds: number): Promise<readonly string[]> {
  const { 'template.yaml': template, ...files } = Object.fromEntries(hotShapes.get(shape)?.(size) ?? []);
  const line = JSON.stringify({ template, files });
  const here = (): void => demandMade('tyto', answerLine(line));
  const there = async (): Promise<void> => demandMade('heat', await oracle.ask(line));
  if (rounds > 1) await there();
  for (let time = 0; time < 3; time += 1) here();
  try {
    const pairs = await inPairs(
      rounds,
      () => measured(here),
      () => measured(there),
    );
    const { first, second, ratio } = comparePairs(pairs);
    const [text = '', milliseconds] = recorded.get(`${shape} ${size}`) ?? [];
    return [
      shape,
      size.toLocaleString('en'),
      first.toFixed(1),
      second.toFixed(0),
      `1 : ${(1 / ratio).toFixed(0)}`,
      text,
      milliseconds === undefined ? '' : `1 : ${(milliseconds / first).toFixed(0)}`,
    ];
  } catch (error) {
    const { elapsed } = await measured(here);
    const reason = error instanceof Error ? error.message : String(error);
    return [shape, size.toLocaleString('en'), elapsed.toFixed(1), reason, ''];
  }
}

function demandMade(who: string, answer: string): void {
  const made = JSON.parse(answer);
  if (made.status !== 'CREATE_COMPLETE') throw new Error(`${who} says ${made.status}`);
}

function oracleMissing(): boolean {
  try {
    accessSync('/usr/lib/python3/dist-packages/heat/__init__.py');
    return false;
  } catch {
    return true;
  }
}
