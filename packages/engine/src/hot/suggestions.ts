import { nearest } from '../diagnostics/nearest.ts';

type Names = ReadonlySet<string> | ReadonlyMap<string, unknown> | readonly string[];

/** What would have been right instead of a wrong name. */
export interface Suggestion {
  readonly expected: string;
  readonly hint?: string;
}

/** How many names one file's mistakes are compared with in all: beyond that only the mistakes themselves are told. */
const comparisonLimit = 200_000;
const longestName = 200;
const fewNames = 20;

/** Finds what was meant by wrong names, for as long as that costs little: thousands of mistakes must not take minutes. */
export class Suggestions {
  #left = comparisonLimit;

  /** All the names, unless they are many, and the nearest one as a hint. */
  suggest(name: string, allowed: Names): Suggestion {
    const count = sizeOf(allowed);
    if (count === 0) return { expected: 'nothing here: no such name is defined' };
    if (this.#left < count || name.length > longestName) return { expected: listed(allowed, count) };
    this.#left -= count;
    const near = nearest(name, namesOf(allowed));
    return { expected: listed(allowed, count), ...(near === undefined ? {} : { hint: `Did you mean "${near}"?` }) };
  }
}

function listed(allowed: Names, count: number): string {
  return count > fewNames ? `one of ${count} names` : `one of ${[...namesOf(allowed)].join(', ')}`;
}

function sizeOf(allowed: Names): number {
  return 'size' in allowed ? allowed.size : allowed.length;
}

function namesOf(allowed: Names): Iterable<string> {
  return 'size' in allowed ? allowed.keys() : allowed;
}
