import type { Checked, Diagnostic } from '../diagnostics/diagnostic.ts';
import { resolveParameters } from '../hot/resolve-parameters.ts';
import type { DeploymentInputs } from './deployment-inputs.ts';
import { type LoadedStack, loadStack, overrides, type RevealSecret } from './load-stack.ts';
import type { Plan } from './plan.ts';
import type { FileContent, PlanFiles } from './plan-files.ts';

/** A stack that was loaded without any problem, and what it was loaded from. */
export interface StackOnHand {
  readonly plan: Plan;
  readonly inputs: DeploymentInputs;
  readonly stack: LoadedStack;
}

/**
 * Loads a stack as `loadStack` does. Where nothing but values of parameters differs from a stack that is at hand, its
 * templates and environments are taken from there, so that what they came to can be told to be the same by identity.
 */
export function reloadStack(
  hand: StackOnHand | undefined,
  plan: Plan,
  inputs: DeploymentInputs,
  reveal: RevealSecret,
): Checked<LoadedStack> {
  if (hand === undefined || !isAlike(hand, plan, inputs)) return loadStack(plan, inputs, reveal);
  const problems: Diagnostic[] = [];
  const resolved = resolveParameters(hand.stack.template, hand.stack.environment, overrides(inputs, reveal, problems));
  const stack: LoadedStack = { ...hand.stack, plan, parameters: resolved.value ?? new Map() };
  return { value: stack, problems: [...resolved.problems, ...problems] };
}

function isAlike(hand: StackOnHand, plan: Plan, inputs: DeploymentInputs): boolean {
  return (
    hand.stack.templates.problems.length === 0 &&
    hand.plan.template === plan.template &&
    hand.plan.merge === plan.merge &&
    sameTexts(hand.plan.environments, plan.environments) &&
    sameTexts(environmentsOf(hand.inputs), environmentsOf(inputs)) &&
    sameTexts([...hand.inputs.files.keys()], [...inputs.files.keys()]) &&
    sameTexts([...hand.inputs.files.values()], [...inputs.files.values()]) &&
    sameFiles(hand.plan.files, plan.files)
  );
}

function environmentsOf({ environments }: DeploymentInputs): readonly string[] {
  return environments.map(({ kind, path }) => `${kind}:${path}`);
}

function sameFiles(some: PlanFiles, others: PlanFiles): boolean {
  if (some === others) return true;
  return (
    sameTexts(some.paths, others.paths) &&
    some.locate === others.locate &&
    some.paths.every((path) => sameContent(some.read(path), others.read(path)))
  );
}

function sameContent(a: FileContent, b: FileContent): boolean {
  return a.kind === 'text' ? b.kind === 'text' && a.text === b.text : a.kind === b.kind;
}

function sameTexts(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((each, index) => each === others[index]);
}
