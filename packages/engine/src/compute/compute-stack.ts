import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { hasErrors } from '../diagnostics/diagnostic.ts';
import { inSourceOrder } from '../diagnostics/source-order.ts';
import { compareCodePoints } from '../hot/code-points.ts';
import type { Value } from '../hot/value.ts';
import type { LoadedStack } from '../plan/load-stack.ts';
import type { Random } from '../resource/random-string.ts';
import { type LooseStack, loadLooseStack } from './loose-stack.ts';
import { type OutputProblem, readOutputs } from './read-outputs.ts';
import { refusalsOf } from './refusals.ts';
import { type Pass, runPass } from './run-pass.ts';
import { createdResources, type Made, unmadeResources, type World } from './stand-in.ts';

/** What a stack comes to where no node is needed. */
export type ComputedStack = MadeStack | FailedStack;

/** A stack that is there, though outputs of it may have failed: these are null. */
export interface MadeStack {
  readonly kind: 'made';
  readonly outputs: ReadonlyMap<string, Value>;
  readonly problems: readonly (Diagnostic | OutputProblem)[];
  /** Name and type of each resource, those of nested stacks and groups among them, sorted. */
  readonly resources: readonly (readonly [string, string])[];
  readonly stack: LoadedStack;
  readonly pass: Pass;
  readonly made: World;
}

/** A stack that Heat turns down, or fails to make. */
export interface FailedStack {
  readonly kind: 'refused' | 'failed';
  readonly problems: readonly Diagnostic[];
}

export interface ComputeOptions {
  /** The stack's name. */
  readonly name: string;
  /** What was made of it before. */
  readonly before?: World;
  readonly random: Random;
}

/**
 * Computes a loose stack as if Heat made it: whatever needs no node. All problems, each located. Whether Heat refuses a
 * stack or fails to make it is told apart as Heat does, which first evaluates all with its attributes null.
 */
export function computeStack(loose: LooseStack, options: ComputeOptions): ComputedStack {
  const loaded = loadLooseStack(loose);
  const stack = loaded.value;
  if (stack === undefined || hasErrors(loaded.problems)) {
    return { kind: 'refused', problems: inSourceOrder(loaded.problems) };
  }
  const made = new Map<string, Made>();
  const before: World = options.before ?? new Map();
  const pass = runPass(stack, options.name, createdResources(made, before, options.random));
  const found = [...loaded.problems, ...stack.templates.problems, ...pass.problems];
  const refusals = validateStack(stack, options.name);
  if (refusals.length > 0) return { kind: 'refused', problems: inSourceOrder([...found, ...refusals]) };
  if (hasErrors(found)) return { kind: 'failed', problems: inSourceOrder(found) };
  const { values, problems, refusals: refused } = readOutputs(pass);
  if (refused.length > 0) return { kind: 'refused', problems: inSourceOrder([...found, ...refused]) };
  const told = [...inSourceOrder(found), ...problems];
  return { kind: 'made', outputs: values, problems: told, resources: resourcesOf(pass), stack, pass, made };
}

/** What Heat refuses a stack for before it makes anything of it. */
function validateStack(stack: LoadedStack, name: string): readonly Diagnostic[] {
  const pass = runPass(stack, name, unmadeResources);
  return [...stack.templates.problems.filter((each) => each.severity === 'error'), ...refusalsOf(pass)];
}

function resourcesOf({ requests }: Pass): readonly (readonly [string, string])[] {
  const rows = [...requests.values()].map(({ names, type }): readonly [string, string] => [names.at(-1) ?? '', type]);
  return rows.sort(([a, x], [b, y]) => compareCodePoints(a, b) || compareCodePoints(x, y));
}
