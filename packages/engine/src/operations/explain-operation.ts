import { hasErrors } from '../diagnostics/diagnostic.ts';
import { explain } from '../preview/explain/explain.ts';
import type { Explanation } from '../preview/explain/explanation.ts';
import { noOrigins } from '../render/origins.ts';
import { loadState } from '../store/state-store.ts';
import type { Carry, Operation } from './operation.ts';
import { done, invalid } from './outcome.ts';
import { textOfPlan } from './plan-reading.ts';
import { passingSecrets, renderPresent } from './revision-reading.ts';

/** `explain`: why a value of the present inputs' revision is what it is; keeps nothing. */
export type ExplainValue = Operation<
  {
    readonly name: string;
    /** What is to be explained: a property, an attribute, an output, or a line of a rendered file. */
    readonly asked: string;
  },
  Explanation
>;

export const explainValue: Carry<ExplainValue> = async ({ name, asked }, { store }) => {
  const origins = noOrigins();
  const secrets = passingSecrets(store);
  const fresh = await renderPresent(store, name, secrets, origins);
  if (fresh.value === undefined) return invalid(fresh.problems);
  const { plan, revision, given } = fresh.value;
  const textOf = textOfPlan(plan);
  if (revision === undefined || hasErrors(fresh.problems)) return invalid(fresh.problems, textOf);
  const state = loadState(store, name);
  const request = { deployment: name, inputs: given, revision, origins, state, reveal: secrets.reveal };
  const explained = explain(request, asked);
  if (explained.value === undefined) return invalid(explained.problems, textOf);
  return done(explained.value, fresh.problems, textOf);
};
