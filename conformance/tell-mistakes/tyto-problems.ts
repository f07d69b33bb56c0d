import { readCase } from '../../packages/engine/src/compute/answer-case.ts';
import { computeStack } from '../../packages/engine/src/compute/compute-stack.ts';
import type { Diagnostic } from '../../packages/engine/src/diagnostics/diagnostic.ts';
import { JsonFault, readJsonText } from '../../packages/engine/src/hot/json-text.ts';
import type { Mistake } from './mistake.ts';

/** What Tyto says of a mistake, warnings too, in the order in which it says it. */
export function tytoProblems({ line }: Mistake): readonly Diagnostic[] {
  const given = readJsonText(line);
  const loose = given instanceof JsonFault ? given.message : readCase(given);
  if (typeof loose === 'string') throw new Error(`not a case: ${loose}`);
  return computeStack(loose, { name: 'stack', random: () => 0 }).problems;
}
