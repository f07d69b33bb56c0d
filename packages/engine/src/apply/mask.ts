import { type PatternFinder, patternFinder } from './pattern-finder.ts';
import { secretForms } from './secret-forms.ts';

/** Knows secrets in texts, in whatever form (secret-forms.ts) they stand there. */
export interface Masker {
  /** The text with each secret in it replaced by `******`. */
  mask(text: string): string;
  /** Whether there is any secret in a text. */
  found(text: string): boolean;
  /** Which of the secrets are in a text. */
  secretsIn(text: string): readonly string[];
}

const covered = Buffer.from('******');

/**
 * Makes a masker of secrets; those of fewer than six characters are not looked for. Each text is read once, however
 * many the secrets are. What is made of them is made at the first text.
 */
export function masker(secrets: readonly string[]): Masker {
  let made: { readonly finder: PatternFinder; readonly owners: readonly (readonly string[])[] } | undefined;
  const prepared = () => {
    made ??= prepare(secrets);
    return made;
  };
  const secretsIn = (text: string): readonly string[] => {
    const { finder, owners } = prepared();
    const found = new Set([...finder.patternsIn(Buffer.from(text))].flatMap((pattern) => owners[pattern] ?? []));
    return [...found];
  };
  return {
    mask: (text) => (secrets.length === 0 ? text : cover(text, prepared().finder)),
    found: (text) => secrets.length > 0 && prepared().finder.longestHits(Buffer.from(text)).length > 0,
    secretsIn: (text) => (secrets.length === 0 ? [] : secretsIn(text)),
  };
}

function prepare(secrets: readonly string[]) {
  const owners = new Map<string, string[]>();
  for (const secret of new Set(secrets)) {
    for (const form of secretForms(secret)) owners.set(form, [...(owners.get(form) ?? []), secret]);
  }
  return { finder: patternFinder([...owners.keys()].map((form) => Buffer.from(form))), owners: [...owners.values()] };
}

function cover(text: string, finder: PatternFinder): string {
  const bytes = Buffer.from(text);
  const stretches = merged(finder.longestHits(bytes));
  if (stretches.length === 0) return text;
  const pieces: Buffer[] = [];
  let done = 0;
  for (const [start, end] of stretches) {
    pieces.push(bytes.subarray(done, start), covered);
    done = end;
  }
  pieces.push(bytes.subarray(done));
  return Buffer.concat(pieces).toString('utf8');
}

/** Stretches in the order of their ends, with those that overlap made one. */
function merged(hits: readonly (readonly [number, number])[]): readonly (readonly [number, number])[] {
  const stretches: [number, number][] = [];
  for (const [start, end] of hits) {
    let from = start;
    for (let last = stretches.at(-1); last !== undefined && last[1] > from; last = stretches.at(-1)) {
      from = Math.min(from, last[0]);
      stretches.pop();
    }
    stretches.push([from, end]);
  }
  return stretches;
}
