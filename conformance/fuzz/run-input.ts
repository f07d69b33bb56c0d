import { answerCase } from '../../packages/engine/src/compute/answer-case.ts';
import type { Checked } from '../../packages/engine/src/diagnostics/diagnostic.ts';
import { encodeValue } from '../../packages/engine/src/hot/codec.ts';
import { JsonFault, readJsonText } from '../../packages/engine/src/hot/json-text.ts';
import { parseEnvironment } from '../../packages/engine/src/hot/parse-environment.ts';
import { compilePattern, pointsOf, searchFrom } from '../../packages/engine/src/hot/pattern/compile-pattern.ts';
import { isList, isMap, type Value } from '../../packages/engine/src/hot/value.ts';
import { evaluateYaql } from '../../packages/engine/src/hot/yaql/evaluate-yaql.ts';
import { planFilesOf } from '../../packages/engine/src/plan/plan-files.ts';
import { templateCache } from '../../packages/engine/src/plan/template-cache.ts';
import type { FuzzInput } from './fuzz-input.ts';

const data: Value = new Map<string, Value>([
  ['a', 1],
  ['l', [3, 1, 2]],
  ['t', 'aé,b'],
  ['m', new Map<string, Value>([['a', null]])],
]);

/** Gives an input to its reader. Gives what is wrong with how it was read; throws where the reader does. */
export function runInput({ kind, text }: FuzzInput): string | undefined {
  switch (kind) {
    case 'yaml':
      return wrongProblems(readTemplate(text)) ?? wrongProblems(parseEnvironment(text, 'e.yaml'));
    case 'yaql': {
      const outcome = evaluateYaql(text, data, { items: 10_000, bytes: 900_000, steps: 100_000 });
      if (outcome.kind === 'value') encodeValue(outcome.value);
      return undefined;
    }
    case 'pattern': {
      const pattern = compilePattern(text);
      if (typeof pattern === 'string') return undefined;
      searchFrom(pattern, pointsOf(`${'a'.repeat(30)}é b1\n${'ab'.repeat(30)}`), 0, false, { left: 200_000 });
      return undefined;
    }
    case 'json': {
      const read = readJsonText(text);
      if (!(read instanceof JsonFault)) encodeValue(read);
      return undefined;
    }
    case 'stack':
      return wrongAnswer(text);
  }
}

function readTemplate(text: string): Checked<unknown> {
  const templates = templateCache(planFilesOf(new Map([['t.yaml', text]])));
  const value = templates.template('t.yaml');
  return { value, problems: templates.problems };
}

/** Every problem has a place, and what gives no value has a problem. */
function wrongProblems({ value, problems }: Checked<unknown>): string | undefined {
  if (value === undefined && problems.length === 0) return 'there is neither a value nor a problem';
  const free = problems.find(({ at }) => at === undefined || at.line < 1 || at.column < 1);
  return free === undefined ? undefined : `a problem has no place: ${free.message}`;
}

/** A stack comes to the same each time, and each of its errors has a place. */
function wrongAnswer(template: string): string | undefined {
  const request = new Map([['template', template]]);
  const [first, second] = [answerCase(request, () => 0), answerCase(request, () => 0)];
  if (encodeValue(first) !== encodeValue(second)) return 'the answer is another one the second time';
  const errors = first.get('errors') ?? null;
  const free = isList(errors) ? errors.find((each) => isMap(each) && typeof each.get('line') !== 'number') : undefined;
  return free === undefined ? undefined : `an error has no place: ${encodeValue(free)}`;
}
