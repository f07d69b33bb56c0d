/**
 * Asks Heat about cases that were written by hand, and keeps its answers as what is expected.
 *
 *   node conformance/expect.ts NAME...      folders of conformance/cases
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodeJson } from '../packages/engine/src/hot/codec.ts';
import { parseJson } from '../packages/engine/src/hot/json-reader.ts';
import { pythonJson } from '../packages/engine/src/hot/print-value.ts';
import { isMap } from '../packages/engine/src/hot/value.ts';
import { Oracle } from './oracle/oracle.ts';
import { withoutHeat } from './oracle/without-heat.ts';
import { readCase } from './read-case.ts';

const missing = withoutHeat();
if (missing !== undefined) {
  console.error(`error: ${missing}`);
  process.exit(1);
}
const oracle = new Oracle();
for (const name of process.argv.slice(2)) {
  const folder = join(import.meta.dirname, 'cases', name);
  const answer = parseJson(await oracle.ask(pythonJson(readCase(folder))));
  if (answer === undefined || !isMap(answer) || answer.get('status') === 'ORACLE') {
    console.error(`error: Heat has no answer to ${name}`);
    process.exitCode = 1;
    continue;
  }
  const text = encodeJson(answer, { indent: 1 });
  writeFileSync(join(folder, 'expected.json'), `${text}\n`);
  console.log(`${name}: ${text}`);
}
oracle.close();
