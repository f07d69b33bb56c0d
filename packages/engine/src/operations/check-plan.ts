import type { Checked, Diagnostic } from '../diagnostics/diagnostic.ts';
import { conditionFunctionNames, functionNames } from '../hot/functions/table.ts';
import { parseTemplate } from '../hot/parse-template.ts';
import type { Template } from '../hot/template.ts';
import type { Plan } from '../plan/plan.ts';
import { readTextFile } from '../plan/read-text-file.ts';

/** The root template of a plan, parsed, with all that is wrong in it. */
export function rootTemplate(plan: Plan): Checked<Template> {
  const text = readTextFile(plan.files, plan.template, undefined);
  if (typeof text !== 'string') return { problems: [text] };
  return parseTemplate(text, plan.template, (version) => ({
    values: functionNames(version),
    conditions: conditionFunctionNames(version),
  }));
}

/** What is wrong with a plan by itself, whatever the inputs. */
export function checkPlan(plan: Plan): readonly Diagnostic[] {
  return rootTemplate(plan).problems;
}
