import { containsUnknown } from '../hot/marks.ts';
import type { ResolvedParameter } from '../hot/resolve-parameters.ts';
import { reveal } from '../hot/reveal.ts';
import type { Failure } from '../hot/scope.ts';
import type { Template } from '../hot/template.ts';
import { Tainted, type Value } from '../hot/value.ts';
import { type Rendering, told } from './rendering.ts';

/**
 * The values of a stack's parameters as its template sees them: hidden ones are tainted and kept as secrets named after
 * the deployment, the stack's address and the parameter. A parameter that has no value is a failure that was told.
 */
export function parameterValues(
  rendering: Rendering,
  address: string,
  template: Template,
  resolved: ReadonlyMap<string, ResolvedParameter>,
): ReadonlyMap<string, Value | Failure> {
  const values = new Map<string, Value | Failure>();
  for (const [name, schema] of template.parameters) {
    const value = resolved.get(name)?.value;
    if (value === undefined) values.set(name, told);
    else
      values.set(
        name,
        schema.hidden && rendering.simulation === undefined
          ? hide(rendering, address === '' ? name : `${address}.${name}`, value)
          : value,
      );
  }
  return values;
}

/** Nothing is no secret; and what waits for an attribute is kept secret, if it is one, by what it comes from. */
function hide(rendering: Rendering, name: string, value: Value): Value {
  if (value instanceof Tainted || value === '' || value === null || containsUnknown(value)) return value;
  const plain = reveal(value);
  const kept = `${rendering.deployment}/${name}`;
  const secret = rendering.secrets.secretFor(kept, plain);
  rendering.memory?.note({ kind: 'secret', name: kept, value: plain, secret });
  return new Tainted(plain, secret);
}
