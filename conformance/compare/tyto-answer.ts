import { answerCase } from '../../packages/engine/src/compute/answer-case.ts';
import { parseJson } from '../../packages/engine/src/hot/json-reader.ts';
import type { Value } from '../../packages/engine/src/hot/value.ts';
import { Random } from '../generate/random.ts';

/** What Tyto says of a case, a line of JSON: always the same. What it throws is a status of its own. */
export function tytoAnswer(line: string): Value {
  try {
    const random = new Random(1);
    return answerCase(parseJson(line) ?? null, (limit) => random.below(limit));
  } catch (error) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return new Map([['status', `THROWN ${text.split('\n').slice(0, 3).join(' ')}`]]);
  }
}
