import { isTrue } from '../data-truth.ts';
import { type Datum, Stream } from '../datum.ts';
import { type Definition, fn, method } from '../definition.ts';
import { type Lambda, lambda, lazyRule, required } from '../parameter.ts';
import { whole } from '../parameter-types.ts';

const rules = required('args', lazyRule);
const args = required('args', lambda);
const which = required('case', whole);

/** yaql: standard_library/branching.py. */
export const branching: readonly Definition[] = [
  fn(
    'switch',
    [],
    (call) => {
      for (const { source, destination } of call.rest(rules)) if (isTrue(source())) return destination();
      return null;
    },
    { rest: rules, takesRules: true },
  ),
  fn(
    'selectCase',
    [],
    (call) => {
      const cases = call.rest(args);
      const index = cases.findIndex((each) => isTrue(each()));
      return index === -1 ? cases.length : index;
    },
    { rest: args },
  ),
  fn('selectAllCases', [], (call) => new Stream(trueIndexes(call.rest(args)), call.runtime), { rest: args }),
  fn('examine', [], (call) => new Stream(truths(call.rest(args)), call.runtime), { rest: args }),
  method(
    'switchCase',
    [which],
    (call) => {
      const index = Number(call.take(which));
      const cases = call.rest(args);
      const chosen = index >= 0 && index < cases.length ? cases[index] : cases.at(-1);
      return chosen === undefined ? null : chosen();
    },
    { rest: args },
  ),
  fn(
    'coalesce',
    [],
    (call) => {
      for (const each of call.rest(args)) {
        const value = each();
        if (value !== null) return value;
      }
      return null;
    },
    { rest: args },
  ),
];

function* trueIndexes(cases: readonly Lambda[]): Generator<Datum, undefined, undefined> {
  for (const [index, each] of cases.entries()) if (isTrue(each())) yield index;
}

function* truths(cases: readonly Lambda[]): Generator<Datum, undefined, undefined> {
  for (const each of cases) yield isTrue(each());
}
