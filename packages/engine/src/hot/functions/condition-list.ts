import type { Snippet } from '../snippet.ts';
import { isList, type Value } from '../value.ts';
import { type FunctionContext, failed, needInside, type Outcome } from './function-entry.ts';
import { wantList } from './shape.ts';
import { truth } from './truth.ts';

/** Wants two or more conditions. */
export function wantConditions(argument: Snippet): string | undefined {
  return wantList(argument, 2);
}

/** What each condition of a list comes to, up to the first that decides. */
export function everyTruth(list: Value, deciding: boolean, context: FunctionContext): Value | typeof failed {
  const truths: Value[] = [];
  for (const [index, item] of (isList(list) ? list : [list]).entries()) {
    const each = truth(item, context, isList(list) ? [index] : []);
    if (each === failed) return failed;
    truths.push(each);
    if (each === deciding) break;
  }
  return truths;
}

/** `deciding` where one of the truths is that, else its opposite; a call that waits where one is not known yet. */
export function decide(truths: Value, deciding: boolean): Outcome {
  for (const each of isList(truths) ? truths : []) {
    if (each === deciding) return deciding;
    if (typeof each !== 'boolean') return needInside;
  }
  return !deciding;
}
