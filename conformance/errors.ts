/**
 * Writes `docs/errors.md`: mistakes of template authors as Heat and as Tyto tell them.
 *
 *   node conformance/errors.ts              with what Heat said when it was asked last
 *   node conformance/errors.ts --ask-heat   asks it again (needs Debian's python3-heat)
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Oracle } from './oracle/oracle.ts';
import { errorsPage } from './tell-mistakes/errors-page.ts';
import { heatAnswer } from './tell-mistakes/heat-answer.ts';
import { mistakesFolder, readMistakes } from './tell-mistakes/mistake.ts';

const { values } = parseArgs({ options: { 'ask-heat': { type: 'boolean', default: false } } });
if (values['ask-heat']) await askHeat();
writeFileSync(join(import.meta.dirname, '../docs/errors.md'), errorsPage(readMistakes()));

async function askHeat(): Promise<void> {
  const oracle = new Oracle();
  for (const { name, line } of readMistakes()) {
    const answer = heatAnswer(await oracle.ask(line));
    writeFileSync(join(mistakesFolder, name, 'heat.json'), `${JSON.stringify(answer, undefined, 2)}\n`);
  }
  oracle.close();
}
