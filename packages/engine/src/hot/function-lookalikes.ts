import { nearest } from '../diagnostics/nearest.ts';
import type { TemplateVersion } from './version.ts';

/** Why the key of a map of one entry may have been meant as a function, though it is data. */
export interface Lookalike {
  readonly message: string;
  readonly details: { readonly expected?: string; readonly hint?: string };
}

/** Finds keys that are functions of later versions, or nearly functions. */
export class FunctionLookalikes {
  readonly #known: readonly string[];
  readonly #later: ReadonlyMap<string, TemplateVersion>;
  readonly #found = new Map<string, Lookalike | undefined>();

  constructor(known: Iterable<string>, later: ReadonlyMap<string, TemplateVersion>) {
    this.#known = [...known].filter((name) => name.includes('_'));
    this.#later = later;
  }

  /** What the key was perhaps meant to be; undefined where it is like no function. */
  of(key: string): Lookalike | undefined {
    if (!this.#found.has(key)) this.#found.set(key, this.#find(key));
    return this.#found.get(key);
  }

  #find(key: string): Lookalike | undefined {
    const since = this.#later.get(key);
    if (since !== undefined) {
      const expected = `heat_template_version: ${since} or later`;
      return { message: `There is no function "${key}" yet in this version, so this is data`, details: { expected } };
    }
    // One word alone is too easily like another.
    if (!key.includes('_') || key.length > 40) return undefined;
    const near = nearest(key, this.#known);
    if (near === undefined || Math.abs(near.length - key.length) > 1) return undefined;
    return {
      message: `There is no function "${key}", so this is data`,
      details: { expected: 'a function of this version, or more keys', hint: `Did you mean "${near}"?` },
    };
  }
}
