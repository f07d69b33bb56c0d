import type { Checked } from '../diagnostics/diagnostic.ts';
import type { Template } from '../hot/template.ts';
import type { Plan } from '../plan/plan.ts';
import { templateCache } from '../plan/template-cache.ts';

/** The root template of a plan, parsed, with all that is wrong in it. */
export function rootTemplate(plan: Plan): Checked<Template> {
  const templates = templateCache(plan.files);
  const value = templates.template(plan.template);
  return value === undefined ? { problems: templates.problems } : { value, problems: templates.problems };
}
