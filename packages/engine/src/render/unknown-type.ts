import { type Diagnostic, type Position, problem } from '../diagnostics/diagnostic.ts';
import { nearest } from '../diagnostics/nearest.ts';
import { resourceTypeNames } from '../resource/resource-types.ts';

/** The problem that there is no type of a name, which may be named by a registry. */
export function unknownType(
  name: string,
  place: { readonly at: Position; readonly path: string },
  mappedAt?: Position,
): Diagnostic {
  const near = nearest(name, resourceTypeNames());
  const hints = [
    ...(near === undefined ? [] : [`Did you mean "${near}"?`]),
    ...(mappedAt === undefined ? [] : [`It is named in ${mappedAt.file}, line ${mappedAt.line}`]),
  ];
  return problem('resource-type', `There is no resource type "${name}"`, {
    ...place,
    expected: "a type of Heat's, a type that a resource_registry maps, or a template's path",
    ...(hints.length === 0 ? {} : { hint: hints.join(' ') }),
  });
}
