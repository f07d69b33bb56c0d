import type { YaqlContext } from './datum.ts';
import { type Definition, fn } from './definition.ts';
import { required } from './parameter.ts';
import { anything } from './parameter-types.ts';
import type { Defined } from './runtime.ts';

export type Levels = readonly (readonly Definition[])[];

/** The functions that come with yaql, by name, in levels of which the first that takes a call is meant. */
export class StandardLibrary {
  readonly #levels: readonly ReadonlyMap<string, readonly Definition[]>[];
  readonly #found = new Map<string, Levels>();

  constructor(levels: Levels) {
    this.#levels = levels.map((level) => Map.groupBy(level, ({ name }) => name));
  }

  find(name: string, isMethod: boolean): Levels {
    const key = `${isMethod ? '.' : ''}${name}`;
    const known = this.#found.get(key);
    if (known !== undefined) return known;
    const levels = this.#levels.map((level) => (level.get(name) ?? []).filter((one) => fits(one, isMethod)));
    const found = levels.filter((level) => level.length > 0);
    // Only names that exist are kept: the others are without end.
    if (found.length > 0) this.#found.set(key, found);
    return found;
  }

  names(isMethod: boolean): readonly string[] {
    const all = this.#levels.flatMap((level) => [...level.values()].flat()).filter((one) => fits(one, isMethod));
    return [...new Set(all.map(({ name }) => name))].filter((name) => /^\p{L}/u.test(name)).sort();
  }
}

function fits(definition: Definition, isMethod: boolean): boolean {
  return isMethod ? definition.isMethod : definition.isFunction;
}

/** The functions of one evaluation: those that the expression defines come first, the nearest first of all. */
export class Library {
  readonly #standard: StandardLibrary;
  readonly #defined = new WeakMap<YaqlContext, Map<string, Definition[]>>();
  #hasDefined = false;

  constructor(standard: StandardLibrary) {
    this.#standard = standard;
  }

  /** The definitions of a name by level. Underscores at its end do not count. yaql: `collect_functions`. */
  find(name: string, context: YaqlContext, isMethod: boolean): Levels {
    const key = name.replace(/_+$/, '');
    const standard = this.#standard.find(key, isMethod);
    if (!this.#hasDefined || isMethod) return standard;
    const found: Definition[][] = [];
    for (let place: YaqlContext | undefined = context; place !== undefined; place = place.parent) {
      const level = this.#defined.get(place)?.get(key);
      if (level !== undefined) found.push(level);
    }
    return [...found, ...standard];
  }

  names(isMethod: boolean): readonly string[] {
    return this.#standard.names(isMethod);
  }

  /** Makes a function known in a context; it takes anything. */
  define(name: string, call: Defined, context: YaqlContext): void {
    const definition = fn(name, [], (given) => call(given.rest(rest), given.keywords(keywords)), { rest, keywords });
    const known = this.#defined.get(context) ?? new Map<string, Definition[]>();
    known.set(name, [...(known.get(name) ?? []), definition]);
    this.#defined.set(context, known);
    this.#hasDefined = true;
  }
}

const rest = required('args', anything);
const keywords = required('kwargs', anything);
