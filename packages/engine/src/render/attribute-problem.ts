import { problem } from '../diagnostics/diagnostic.ts';
import { nearest } from '../diagnostics/nearest.ts';
import { Failure } from '../hot/scope.ts';

/** The failure that a resource has no such attribute; located by whoever asks for it. */
export function noAttribute(address: string, attribute: string, names: readonly string[]): Failure {
  const near = nearest(attribute, names);
  const expected = names.length === 0 ? 'no attributes: it has none' : `one of ${names.join(', ')}`;
  return new Failure([
    problem('attribute-unknown', `"${address}" has no attribute "${attribute}"`, {
      ...(names.length > 20 ? {} : { expected }),
      ...(near === undefined ? {} : { hint: `Did you mean "${near}"?` }),
    }),
  ]);
}
