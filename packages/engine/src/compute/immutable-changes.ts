import { type Diagnostic, problem } from '../diagnostics/diagnostic.ts';
import { formatPath } from '../diagnostics/path.ts';
import { heatEquals } from '../hot/equal-values.ts';
import type { LoadedStack } from '../plan/load-stack.ts';

/** The parameters that an update changes though they are immutable. Heat: `parameters.py`, immutable_params_modified; 19.0. */
export function immutableChanges(before: LoadedStack, after: LoadedStack): readonly Diagnostic[] {
  return [...after.parameters].flatMap(([name, { schema, value, at = schema.at }]) => {
    const old = before.parameters.get(name);
    if (!schema.immutable || old === undefined || heatEquals(old.value, value)) return [];
    return problem('parameter-immutable', `Parameter "${name}" is immutable and has another value now`, {
      at,
      path: formatPath(['parameters', name]),
      expected: 'the value that it was deployed with',
      hint: 'Give it that value again; another one needs a deployment of its own',
    });
  });
}
