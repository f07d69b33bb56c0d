import type { Code } from '../diagnostics/catalogue.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { formatPath } from '../diagnostics/path.ts';
import { evaluate } from '../hot/evaluate.ts';
import { Failure } from '../hot/scope.ts';
import type { ResourceDefinition } from '../hot/template.ts';
import { resolveType } from '../plan/resolve-type.ts';
import { resourceType } from '../resource/resource-types.ts';
import type { Rendering } from './rendering.ts';
import type { StackScope } from './stack-scope.ts';
import { staticReferences } from './static-references.ts';

/** Whether a resource is an OS::Heat::None. Heat never evaluates what that is given: `openstack/heat/none_resource.py`, 19.0. */
export function isNothing(
  { place: { rendering, template, unbound } }: StackScope,
  { type, typeAt: at, name }: ResourceDefinition,
): boolean {
  const { environment, files } = rendering.stack;
  const found = resolveType(environment.registry, { type, file: template.file, names: [name], at, unbound, files });
  return found.kind === 'type' && resourceType(found.name)?.anyProperties === true;
}

/** What is found where a snippet is read; the rest is met by who evaluates it. */
const evaluated: ReadonlySet<Code> = new Set([
  'function-argument',
  'parameter-undefined',
  'member-unknown',
  'attribute-unknown',
  'file-missing',
  'file-outside',
  'file-unreadable',
  'evaluation-depth',
]);

/** Whether a problem is found where what stands under a path is read. What a version no longer has is refused where properties are validated, and these never are. */
export function isWritten({ code, message, path = '' }: Diagnostic, own: string): boolean {
  if (!path.startsWith(own)) return true;
  if (code === 'function-unknown' && message.includes(' no longer has ')) return false;
  return !evaluated.has(code) || /^conditions\b|\.if\[0\]/.test(path);
}

/**
 * Takes back what was told of outputs since there were `before` problems: an OS::Heat::None never asks for them. Whoever
 * does ask is told again.
 */
export function untellOutputs({ problems }: Rendering, before: number): void {
  if (problems.size === before) return;
  for (const each of [...problems].slice(before)) if (each.path?.startsWith('outputs.') === true) problems.delete(each);
}

/**
 * What is wrong in the update policy of an OS::Heat::None as it is written: nobody reads it, nor makes it wait for what it
 * asks for. Heat: `openstack/heat/none_resource.py`, validate; 19.0.
 */
export function policyOfNothing(scope: StackScope, { name, updatePolicy }: ResourceDefinition): readonly Diagnostic[] {
  if (updatePolicy === undefined) return [];
  const named = new Set<string>();
  staticReferences(updatePolicy, scope, named);
  if (named.size > 0) return [];
  const path = formatPath(['resources', name, 'update_policy']);
  const value = evaluate(updatePolicy, scope, path);
  return value instanceof Failure ? value.problems.filter((each) => isWritten(each, path)) : [];
}
