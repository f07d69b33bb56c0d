import type { Checked, Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Template } from '../hot/template.ts';
import type { DeploymentInputs } from '../plan/deployment-inputs.ts';
import { loadStack } from '../plan/load-stack.ts';
import type { Plan } from '../plan/plan.ts';
import { templateCache } from '../plan/template-cache.ts';

/** The root template of a plan, parsed, with all that is wrong in it. */
export function rootTemplate(plan: Plan): Checked<Template> {
  const templates = templateCache(plan.files);
  const value = templates.template(plan.template);
  return value === undefined ? { problems: templates.problems } : { value, problems: templates.problems };
}

/** What is wrong with a plan by itself, whatever the inputs. */
export function checkPlan(plan: Plan): readonly Diagnostic[] {
  const inputs: DeploymentInputs = {
    kind: 'DeploymentInputs',
    plan: { name: plan.name, version: plan.version },
    environments: [],
    parameters: new Map(),
    inventory: '',
    files: new Map(),
  };
  const { problems } = loadStack(plan, inputs, () => undefined);
  // Whatever has no default waits for a deployment's inputs.
  return problems.filter((each) => each.code !== 'parameter-missing');
}
