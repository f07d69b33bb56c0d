import { type Diagnostic, problem } from '../diagnostics/diagnostic.ts';
import { nearest } from '../diagnostics/nearest.ts';
import { extendPath } from '../diagnostics/path.ts';
import { containsTainted, containsUnknown } from '../hot/marks.ts';
import { pythonRepr } from '../hot/print-value.ts';
import { reveal } from '../hot/reveal.ts';
import { isList, type Value } from '../hot/value.ts';
import type { Rendered } from './rendered.ts';
import type { StackScope } from './stack-scope.ts';

const property = 'AllowedResources';

/**
 * What an OS::Heat::AccessPolicy lists that is no resource of its stack; nothing for all other types. What is not known yet
 * is not looked at. Heat: `access_policy.py`, validate; 19.0.
 */
export function checkAccessPolicy(scope: StackScope, { node, place }: Rendered): readonly Diagnostic[] {
  if (node.kind !== 'resource' || node.type !== 'OS::Heat::AccessPolicy' || node.externalId !== undefined) return [];
  const listed = node.properties.get(property) ?? null;
  if (!isList(listed)) return [];
  const present = scope.names.resources.filter((name) => scope.resources.get(name) !== 'absent');
  const known = new Set<Value>([...present, ...referencesIn(scope)]);
  return listed.flatMap((each, index) => {
    if (containsUnknown(each) || known.has(reveal(each))) return [];
    const near = typeof each === 'string' ? nearest(each, present) : undefined;
    const told = containsTainted(each) ? 'of that name, which is a secret' : pythonRepr(each);
    return [
      problem('property-value', `The stack has no resource ${told}`, {
        at: place.property([property, index]),
        path: extendPath(place.path, [property, index]),
        expected: 'the name of a resource of the stack',
        ...(near === undefined ? {} : { hint: `Did you mean "${near}"?` }),
      }),
    ];
  });
}

/** A reference has the resource's name while Heat validates the stack, whatever it comes to later. */
function referencesIn({ resources }: StackScope): readonly string[] {
  const rendered = [...resources.values()].filter((each) => typeof each !== 'string');
  return rendered.map((each) => each.reference()).filter((each) => typeof each === 'string');
}
