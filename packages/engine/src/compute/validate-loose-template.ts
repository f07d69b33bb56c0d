import type { Code } from '../diagnostics/catalogue.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { inSourceOrder } from '../diagnostics/source-order.ts';
import type { Value, ValueMap } from '../hot/value.ts';
import { checkDefinitions, filesOfDefinitions } from './check-definitions.ts';
import { describeGroups, describeParameters } from './describe-parameters.ts';
import { errorValue } from './error-value.ts';
import { type LooseStack, loadLooseStack } from './loose-stack.ts';
import { readOutputs } from './read-outputs.ts';
import { refusalsAsWritten } from './refusals.ts';
import { unmadeContainers } from './stand-in.ts';
import { validatePass } from './validate-pass.ts';

/** Values are not looked at, whether there are any or what they are. */
const ofValues: ReadonlySet<Code> = new Set(['parameter-missing', 'parameter-value']);
/** All that Heat reads of a nested template then. */
const ofInterface: ReadonlySet<Code> = new Set([
  'yaml-syntax',
  'yaml-limit',
  'template-version',
  'parameter-schema',
  'template-output',
  'file-missing',
]);

/**
 * Heat's answer to a request to validate a template: its parameters, or why it is refused. Only what is written counts,
 * without any values, and of nested templates only what they take. Heat: `service.py`, validate_template; 19.0.
 */
export function validateLooseTemplate(loose: LooseStack): ValueMap {
  const loaded = loadLooseStack(loose);
  const stack = loaded.value;
  const errors = loaded.problems.filter(({ severity }) => severity === 'error');
  const found = errors.filter(({ code }) => !ofValues.has(code));
  // A default that does not fit is a value that is written.
  if (stack === undefined) return refusal(found.length > 0 ? found : errors);
  if (found.length > 0) return refusal(found);
  const pass = validatePass(stack, 'dummy', unmadeContainers);
  for (const each of refusalsAsWritten(pass)) found.push(each);
  for (const each of checkDefinitions(pass)) found.push(each);
  for (const each of readOutputs(pass).refusals) found.push(each);
  const files = filesOfDefinitions(pass);
  for (const each of stack.templates.problems) if (isOfInterface(each, files)) found.push(each);
  if (found.length > 0) return refusal(found);
  return new Map<string, Value>([
    ['status', 'VALID'],
    ['parameters', describeParameters(stack, loose.environmentsWin ? new Map() : loose.parameters)],
    ['groups', describeGroups(stack.template.parameterGroups)],
  ]);
}

/** What a group's members are made of is not looked for, nor what the resources of nested stacks are. */
function isOfInterface({ severity, code, at, path = '' }: Diagnostic, files: ReadonlySet<string>): boolean {
  if (severity !== 'error' || !(ofInterface.has(code) || (code === 'template-section' && path === 'parameters')))
    return false;
  if (code !== 'file-missing') return at === undefined || files.has(at.file);
  return !/^resources\b.*\.properties\b/.test(path);
}

function refusal(problems: readonly Diagnostic[]): ValueMap {
  return new Map<string, Value>([
    ['status', 'REFUSED'],
    ['errors', inSourceOrder(problems).map(errorValue)],
  ]);
}
