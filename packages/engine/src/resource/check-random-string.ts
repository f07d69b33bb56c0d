import { containsUnknown } from '../hot/marks.ts';
import { reveal } from '../hot/reveal.ts';
import { isList, isMap, type Value, type ValueMap } from '../hot/value.ts';
import type { Misfit } from './misfit.ts';
import { hasCharacters } from './random-string.ts';

/**
 * Whether an OS::Heat::RandomString (its defaults filled in) is as long as its classes and sequences ask in all, and can
 * be made of anything, which Heat finds out when it makes it: told in `misfits` of its length. What is not known yet is not looked at. Heat: `random_string.py`, validate, 19.0.
 */
export function checkRandomString(properties: ValueMap, misfits: Misfit[]): void {
  const length = reveal(properties.get('length') ?? null);
  const needed = minimum(properties.get('character_sequences')) + minimum(properties.get('character_classes'));
  if (typeof length !== 'number') return;
  if (length >= needed) {
    const known = containsUnknown(properties) ? null : reveal(properties);
    if (isMap(known) && !hasCharacters(known)) {
      const message = 'There is no character of which the text could be made';
      misfits.push({ path: [], message, expected: 'a class or sequence that has characters' });
    }
    return;
  }
  const message = `A length of ${length} is too short for its character classes and sequences`;
  misfits.push({ path: [], message, expected: `at least ${needed}` });
}

function minimum(value: Value | undefined): number {
  const known = value === undefined || containsUnknown(value) ? null : reveal(value);
  let sum = 0;
  for (const each of isList(known) ? known : []) if (isMap(each)) sum += Number(each.get('min') ?? 1);
  return sum;
}
