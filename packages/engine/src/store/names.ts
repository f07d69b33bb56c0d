import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { problem } from '../diagnostics/diagnostic.ts';

const form = /^[a-z0-9][a-z0-9-]{0,62}$/;

/** Whether a text may be the name of a plan or a deployment. */
export function isName(text: string): boolean {
  return form.test(text);
}

/** The problem with the name of a plan or a deployment; undefined where there is none. */
export function checkName(what: 'plan' | 'deployment', name: string): Diagnostic | undefined {
  if (isName(name)) return undefined;
  return problem('name-form', `'${name}' cannot be the name of a ${what}`, {
    expected: 'up to 63 small letters, digits and hyphens, beginning with a letter or digit',
  });
}
