import { wholeWork } from '../data-work.ts';
import { type Call, type Definition, fn } from '../definition.ts';
import { equalData } from '../equal-data.ts';
import { required } from '../parameter.ts';
import { anything, notNull, onlyNull } from '../parameter-types.ts';

const left = required('left', anything);
const right = required('right', anything);
const someLeft = required('left', notNull);
const someRight = required('right', notNull);
const nullLeft = required('left', onlyNull);
const nullRight = required('right', onlyNull);

/** Equality, and the order in which null comes before everything. yaql: standard_library/common.py. */
export const comparison: readonly Definition[] = [
  fn('*equal', [left, right], isEqual),
  fn('*not_equal', [left, right], (call) => !isEqual(call)),
  ...withNull('#operator_<', false, true, false),
  ...withNull('#operator_<=', false, true, true),
  ...withNull('#operator_>', true, false, false),
  ...withNull('#operator_>=', true, false, true),
];

function isEqual(call: Call): boolean {
  const [one, two] = [call.take(left), call.take(right)];
  if (one === two) return true;
  call.runtime.spend(Math.min(wholeWork(one), wholeWork(two)));
  return equalData(one, two);
}

/** What an operator gives for something and null, null and something, null and null. */
function withNull(name: string, after: boolean, before: boolean, both: boolean): readonly Definition[] {
  return [
    fn(name, [someLeft, nullRight], () => after),
    fn(name, [nullLeft, someRight], () => before),
    fn(name, [nullLeft, nullRight], () => both),
  ];
}
