import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { hasErrors } from '../diagnostics/diagnostic.ts';
import { inSourceOrder } from '../diagnostics/source-order.ts';
import { compareCodePoints } from '../hot/code-points.ts';
import type { Value } from '../hot/value.ts';
import type { LoadedStack } from '../plan/load-stack.ts';
import type { Random } from '../resource/random-string.ts';
import { checkAsWritten, checkBroken } from '../validate/check-as-written.ts';
import { forbiddenChanges } from './forbidden-changes.ts';
import { immutableChanges } from './immutable-changes.ts';
import { type LooseStack, loadLooseStack } from './loose-stack.ts';
import { type OutputProblem, readOutputs } from './read-outputs.ts';
import { isOfName, refusalsOf } from './refusals.ts';
import { type Pass, runPass } from './run-pass.ts';
import { createdResources, type Made, type World } from './stand-in.ts';
import { validatePass } from './validate-pass.ts';

/** What a stack comes to where no node is needed. */
export type ComputedStack = MadeStack | FailedStack | RefusedStack;

/** A stack that is there, though outputs of it may have failed: these are null. */
export interface MadeStack {
  readonly kind: 'made';
  readonly outputs: ReadonlyMap<string, Value>;
  readonly problems: readonly (Diagnostic | OutputProblem)[];
  /** Name and type of each resource, those of nested stacks and groups among them, sorted. */
  readonly resources: readonly (readonly [string, string])[];
  readonly stack: LoadedStack;
  readonly pass: Pass;
  /** The stack as it was validated, before anything was made. */
  readonly unmade: Pass;
  readonly made: World;
}

/** A stack that Heat begins to make, and fails. */
export interface FailedStack {
  readonly kind: 'failed';
  readonly problems: readonly Diagnostic[];
  readonly unmade: Pass;
}

/** A stack that Heat turns down. */
export interface RefusedStack {
  readonly kind: 'refused';
  readonly problems: readonly Diagnostic[];
}

export interface ComputeOptions {
  /** The stack's name. */
  readonly name: string;
  /** What it came to before. */
  readonly previous?: MadeStack;
  readonly random: Random;
}

/**
 * Computes a loose stack as if Heat made it: whatever needs no node. All problems, each located. Whether Heat refuses a
 * stack or fails to make it is told apart as Heat does, which first evaluates all with its attributes null.
 */
export function computeStack(loose: LooseStack, options: ComputeOptions): ComputedStack {
  const { previous } = options;
  const loaded = loadLooseStack(loose);
  const stack = loaded.value;
  const fixed = stack === undefined || previous === undefined ? [] : immutableChanges(previous.stack, stack);
  if (stack === undefined || hasErrors(loaded.problems) || fixed.length > 0) {
    const told = [...loaded.problems, ...fixed];
    return { kind: 'refused', problems: inSourceOrder([...told, ...writtenProblems(loaded, told)]) };
  }
  const made = new Map<string, Made>();
  const before: World = previous?.made ?? new Map();
  const create = createdResources(options.name, made, before, options.random);
  const pass = runPass(stack, options.name, create, undefined, previous?.pass);
  const found = [...loaded.problems, ...stack.templates.problems, ...pass.problems];
  const unmade = validatePass(stack, options.name);
  const refusals = [
    ...stack.templates.problems.filter((each) => each.severity === 'error'),
    ...refusalsOf(unmade),
    ...readOutputs(unmade).refusals,
  ];
  if (refusals.length > 0) {
    const told = [...found, ...notTold(refusals, found)];
    return { kind: 'refused', problems: inSourceOrder([...told, ...writtenProblems(loaded, told)]) };
  }
  if (hasErrors(found)) {
    const problems = inSourceOrder([...found, ...writtenProblems(loaded, found)]);
    return { kind: 'failed', problems, unmade };
  }
  const forbidden = previous === undefined ? [] : forbiddenChanges(previous.pass, pass);
  if (forbidden.length > 0) return { kind: 'failed', problems: inSourceOrder([...found, ...forbidden]), unmade };
  const { values, problems, again, refusals: written } = readOutputs(pass);
  // Names were worked out before; that one fails by what is there now is a problem of its output.
  const refused = written.filter((each) => !isOfName(each, stack.template.version));
  if (refused.length > 0) return { kind: 'refused', problems: inSourceOrder([...found, ...refused]) };
  const told = [...inSourceOrder(found), ...problems, ...again];
  return { kind: 'made', outputs: values, problems: told, resources: resourcesOf(pass), stack, pass, unmade, made };
}

/** What is refused with attributes that are null, where nothing failed in the same place or words with those that there are. */
function notTold(refusals: readonly Diagnostic[], found: readonly Diagnostic[]): readonly Diagnostic[] {
  const keys = ({ code, message, at }: Diagnostic): string[] => [
    `${code} ${at?.file}:${at?.line}:${at?.column}`,
    `${code} ${message}`,
  ];
  const known = new Set(found.filter(({ severity }) => severity === 'error').flatMap(keys));
  return refusals.filter((each) => !keys(each).some((key) => known.has(key)));
}

/** What else is wrong with a stack that is refused, so that all can be mended at once. */
function writtenProblems(
  { value: stack, broken }: ReturnType<typeof loadLooseStack>,
  told: readonly Diagnostic[],
): readonly Diagnostic[] {
  if (broken !== undefined) return checkBroken(broken, told, 'whole');
  return stack === undefined ? [] : checkAsWritten(stack, told, 'whole');
}

function resourcesOf({ requests }: Pass): readonly (readonly [string, string])[] {
  const rows = [...requests.values()].map(({ names, type }): readonly [string, string] => [names.at(-1) ?? '', type]);
  return rows.sort(([a, x], [b, y]) => compareCodePoints(a, b) || compareCodePoints(x, y));
}
