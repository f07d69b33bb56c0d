import { problem } from '../diagnostics/diagnostic.ts';
import { formatPath } from '../diagnostics/path.ts';
import type { ResourceDefinition } from '../hot/template.ts';
import { tell } from './rendering.ts';
import type { StackScope } from './stack-scope.ts';
import { staticReferences } from './static-references.ts';

/**
 * Whether an update policy is written in a way that can't be read before the resources are there: it is a function as a
 * whole, or it asks for another resource. Told then. Heat: `rsrc_defn.py`, update_policy, which counts no dependencies of it.
 */
export function refuseUpdatePolicy(scope: StackScope, { name, updatePolicy, at }: ResourceDefinition): boolean {
  if (updatePolicy === undefined) return false;
  const named = new Set<string>();
  staticReferences(updatePolicy, scope, named);
  const [first] = named;
  if (first === undefined && updatePolicy.kind !== 'call') return false;
  const message =
    first === undefined
      ? 'A function stands for the whole update policy'
      : `The update policy asks for the resource "${first}"`;
  tell(scope.place.rendering, [
    problem('resource-policy', message, {
      at: { file: at.file, line: updatePolicy.line, column: updatePolicy.column },
      path: formatPath(['resources', name, 'update_policy']),
      expected: 'a map whose values are written out or come from parameters',
    }),
  ]);
  return true;
}
