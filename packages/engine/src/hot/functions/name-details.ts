import { nearest } from '../../diagnostics/nearest.ts';

/** What to add to a problem about a name that is not defined: the probable name as a hint, and all where they are few. */
export function nameDetails(wrong: string, names: readonly string[]): { hint?: string; expected?: string } {
  const meant = nearest(wrong, names);
  const few = names.length > 0 && names.length <= 12 ? { expected: `one of ${names.join(', ')}` } : {};
  return meant === undefined ? few : { ...few, hint: `Did you mean "${meant}"?` };
}
