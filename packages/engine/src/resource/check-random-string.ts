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

/**
 * That an OS::Heat::RandomString has both `sequence` and what replaced it, told in `misfits` of the former. Heat fails on
 * both, even where the other is null or empty: its translation puts the one class in the place of every other as well.
 * Heat: `random_string.py`, translation_rules; `translation.py`, cast_key_to_rule; 19.0.
 */
export function checkSequence(properties: ValueMap, misfits: Misfit[]): void {
  if (!properties.has('sequence') || !properties.has('character_classes')) return;
  const message = '"character_classes" and "sequence" are given, and stand for the same';
  misfits.push({ path: [], isKey: true, message, expected: '"character_classes" alone' });
}

function minimum(value: Value | undefined): number {
  const known = value === undefined || containsUnknown(value) ? null : reveal(value);
  let sum = 0;
  for (const each of isList(known) ? known : []) if (isMap(each)) sum += Number(each.get('min') ?? 1);
  return sum;
}
