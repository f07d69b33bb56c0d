import { type Diagnostic, hasErrors, warning } from '../diagnostics/diagnostic.ts';
import { formatPath } from '../diagnostics/path.ts';
import { inSourceOrder } from '../diagnostics/source-order.ts';
import type { Given } from '../hot/environment.ts';
import { marksOf, plain } from '../hot/marks.ts';
import type { Template } from '../hot/template.ts';
import type { DeploymentInputs } from '../plan/deployment-inputs.ts';
import { loadStack } from '../plan/load-stack.ts';
import type { Plan } from '../plan/plan.ts';
import { checkBroken, checkResources, checkTemplateNames, toldOf } from './check-as-written.ts';
import { reachableTemplates } from './reachable-templates.ts';

/**
 * Checks a plan by itself, as far as can be without inputs: all its templates that can be reached, its environments, the
 * parameters that they give, the names that are used, the files that are referred to. All problems at once.
 */
export function validatePlan(plan: Plan): readonly Diagnostic[] {
  const loaded = loadStack(plan, noInputs(plan), () => undefined);
  // What has no value yet waits for a deployment's inputs, and secrets for a store.
  const problems = loaded.problems.filter(({ code }) => code !== 'parameter-missing' && code !== 'secret-missing');
  const stack = loaded.value;
  if (stack === undefined) {
    const besides = loaded.broken === undefined ? [] : checkBroken(loaded.broken, problems, 'open');
    return inSourceOrder([...problems, ...besides.filter(({ code }) => code !== 'parameter-missing')]);
  }
  const { environment } = stack;
  const reached = reachableTemplates(stack);
  for (const each of reached.problems) problems.push(each);
  const told = toldOf(problems);
  for (const visit of reached.visits) {
    for (const each of checkTemplateNames(visit, stack, told)) problems.push(each);
  }
  // Which types there are is for a deployment to say; where nothing comes of the plan, all is told that can be.
  if (hasErrors(problems)) {
    const known = toldOf(problems);
    const written = reached.visits.flatMap((visit) => checkResources(visit, stack, known, 'open'));
    for (const each of written) problems.push(each);
  }
  const templates = reached.visits.map(({ template }) => template);
  const hidden = new Set<string>();
  for (const { parameters } of templates) {
    for (const { name, hidden: isHidden } of parameters.values()) if (isHidden) hidden.add(name);
  }
  for (const given of [environment.parameters, environment.parameterDefaults])
    for (const each of clearSecrets(given, hidden)) problems.push(each);
  for (const template of templates) for (const each of clearDefaults(template)) problems.push(each);
  return inSourceOrder(problems);
}

function noInputs(plan: Plan): DeploymentInputs {
  return {
    kind: 'DeploymentInputs',
    plan: { name: plan.name, version: plan.version },
    environments: [],
    parameters: new Map(),
    inventory: '',
    files: new Map(),
  };
}

const way = {
  expected: 'no value here',
  hint: 'Set it for each deployment with --set-file, so that it is kept as a secret',
} as const;

function clearSecrets(given: ReadonlyMap<string, Given>, hidden: ReadonlySet<string>): readonly Diagnostic[] {
  return [...given]
    .filter(([name, { value }]) => hidden.has(name) && value !== '' && value !== null && marksOf(value) === plain)
    .map(([name, { at }]) =>
      warning('secret-in-clear', `The plan holds the hidden parameter "${name}" in clear`, {
        at,
        path: name,
        secret: true,
        ...way,
      }),
    );
}

function clearDefaults({ parameters }: Template): readonly Diagnostic[] {
  return [...parameters.values()]
    .filter(({ hidden, default: value }) => hidden && value !== undefined && value !== '' && value !== null)
    .map(({ name, at }) =>
      warning('secret-in-clear', `The hidden parameter "${name}" has a default in clear`, {
        at,
        path: formatPath(['parameters', name, 'default']),
        secret: true,
        ...way,
      }),
    );
}
