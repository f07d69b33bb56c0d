import { randomInt } from 'node:crypto';
import { answerCase } from '../compute/answer-case.ts';
import { JsonFault, readJsonText } from '../hot/json-text.ts';
import { pythonJson } from '../hot/print-value.ts';
import type { Value } from '../hot/value.ts';

/**
 * `hot batch`: answers one line of it, a case as JSON, by a line of JSON without its newline. What is no case is answered
 * with the status `MALFORMED`. `docs/hot.md` has the form of cases and answers.
 */
export function answerLine(line: string): string {
  const read = readJsonText(line);
  const answer = read instanceof JsonFault ? malformed(read.message) : answerCase(read, randomInt);
  return pythonJson(answer);
}

function malformed(message: string): Value {
  return new Map<string, Value>([
    ['status', 'MALFORMED'],
    ['errors', [new Map([['message', message]])]],
  ]);
}
