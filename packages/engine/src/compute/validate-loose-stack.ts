import type { Code } from '../diagnostics/catalogue.ts';
import { type Diagnostic, hasErrors } from '../diagnostics/diagnostic.ts';
import { inSourceOrder } from '../diagnostics/source-order.ts';
import type { Random } from '../resource/random-string.ts';
import { checkBroken } from '../validate/check-as-written.ts';
import { validatePlan } from '../validate/validate-plan.ts';
import { type LooseStack, loadLooseStack, planOf } from './loose-stack.ts';
import { readOutputs } from './read-outputs.ts';
import { refusalsOf } from './refusals.ts';
import { runPass } from './run-pass.ts';
import { createdResources, type Made, unmadeResources } from './stand-in.ts';

/** What a loose template was found to be. */
export interface LooseReport {
  /** How many resources there are, as far as could be told. */
  readonly resources: number;
  readonly problems: readonly Diagnostic[];
}

/**
 * Every problem of a loose template with its environments and values: as it is written, in every branch; and as it comes
 * out where it is made. Parameters that have no value yet are no problem; what needs them is left out.
 */
export function validateLooseStack(loose: LooseStack, random: Random): LooseReport {
  const loaded = loadLooseStack(loose);
  const problems: Diagnostic[] = [...validatePlan(planOf(loose)), ...loaded.problems];
  const besides = loaded.broken === undefined ? [] : checkBroken(loaded.broken, loaded.problems, 'whole');
  for (const each of besides) problems.push(each);
  const stack = loaded.value;
  const name = 'stack';
  let resources = 0;
  if (stack !== undefined) {
    const pass = runPass(stack, name, createdResources(name, new Map<string, Made>(), new Map(), random));
    // Conditions that nothing uses are worked out too.
    for (const condition of stack.template.conditions.keys()) pass.scope.condition(condition);
    for (const each of pass.problems) problems.push(each);
    for (const each of refusalsOf(runPass(stack, name, unmadeResources))) problems.push(each);
    if (!hasErrors([...pass.problems])) for (const each of readOutputs(pass).problems) problems.push(each);
    // What needs a value that is missing is there all the same.
    const own = [...pass.scope.resources.values()].filter((each) => each !== 'absent').length;
    resources = Math.max(pass.requests.size, own);
  }
  return { resources, problems: inSourceOrder(problems.filter((each) => !isOfDeployment(each))) };
}

/** What only concerns who deploys the template: a parameter of its own that has no value, not one of a nested template. */
function isOfDeployment({ code, path = '' }: Diagnostic): boolean {
  return ofDeployments.has(code) || (code === 'parameter-missing' && path.startsWith('parameters'));
}

const ofDeployments: ReadonlySet<Code> = new Set(['value-unknown', 'secret-in-clear']);
