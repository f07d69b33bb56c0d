import { type Diagnostic, problem } from '../diagnostics/diagnostic.ts';
import { formatPath } from '../diagnostics/path.ts';
import type { ResourceDefinition } from '../hot/template.ts';
import { isNothing } from './nothing.ts';
import { tell } from './rendering.ts';
import type { StackScope } from './stack-scope.ts';
import { staticReferences } from './static-references.ts';

/**
 * Whether an update policy is written in a way that can't be read before the resources are there; told then. That of an
 * OS::Heat::None is not read.
 */
export function refuseUpdatePolicy(scope: StackScope, definition: ResourceDefinition): boolean {
  const found = isNothing(scope, definition) ? undefined : unreadableUpdatePolicy(scope, definition);
  if (found !== undefined) tell(scope.place.rendering, [found]);
  return found !== undefined;
}

/**
 * What is wrong with an update policy that is a function as a whole, or that asks for another resource. Heat:
 * `rsrc_defn.py`, update_policy, which counts no dependencies of it.
 */
export function unreadableUpdatePolicy(
  scope: StackScope,
  { name, updatePolicy, at }: ResourceDefinition,
): Diagnostic | undefined {
  if (updatePolicy === undefined) return undefined;
  const named = new Set<string>();
  staticReferences(updatePolicy, scope, named);
  const [first] = named;
  if (first === undefined && updatePolicy.kind !== 'call') return undefined;
  const message =
    first === undefined
      ? 'A function stands for the whole update policy'
      : `The update policy asks for the resource "${first}"`;
  return problem('resource-policy', message, {
    at: { file: at.file, line: updatePolicy.line, column: updatePolicy.column },
    path: formatPath(['resources', name, 'update_policy']),
    expected: 'a map whose values are written out or come from parameters',
  });
}
