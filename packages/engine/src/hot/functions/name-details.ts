import { type Suggestion, Suggestions } from '../suggestions.ts';

/** What to add to a problem about a name that is not defined: the probable name as a hint, and all where they are few. */
export function nameDetails(wrong: string, names: readonly string[]): Suggestion {
  return new Suggestions().suggest(wrong, names);
}
