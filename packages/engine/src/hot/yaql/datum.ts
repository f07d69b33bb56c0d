import type { Pattern } from '../pattern/compile-pattern.ts';
import type { Scalar } from '../value.ts';
import type { SetTable } from './set-table.ts';
import { YaqlError } from './yaql-error.ts';
import type { YaqlNode } from './yaql-node.ts';

/** A value while an expression is evaluated: what Python objects yaql works on, as far as an expression can tell. */
export type Datum =
  | Scalar
  | Sequence
  | Dict
  | PySet
  | View
  | Stream
  | Ordering
  | Memory
  | Regex
  | Rule
  | Missing
  | YaqlContext
  | Timespan
  | Datetime;

/** What a function is given for a parameter: a value, or an expression that is not evaluated yet. */
export type Argument = Datum | YaqlNode;

/** A Python tuple (`isFixed`) or list: lists have no hash, and the two are never equal. */
export class Sequence {
  readonly items: readonly Datum[];
  readonly isFixed: boolean;
  constructor(items: readonly Datum[], isFixed = true) {
    this.items = items;
    this.isFixed = isFixed;
  }
}

/** What stands for a key in the table of a dictionary or set: equal keys have the same. See `hashKey`. */
export type HashKey = string | number | bigint | null | object;

/** A dictionary; yaql's own frozen one has a hash, Python's has none. */
export class Dict {
  readonly entries: ReadonlyMap<HashKey, readonly [key: Datum, value: Datum]>;
  readonly isFixed: boolean;
  constructor(entries: ReadonlyMap<HashKey, readonly [Datum, Datum]>, isFixed = true) {
    this.entries = entries;
    this.isFixed = isFixed;
  }
}

/** A Python frozenset. */
export class PySet {
  readonly entries: ReadonlyMap<HashKey, Datum>;
  /** Python's own table of it, where the order of its members follows from them. */
  readonly table: SetTable<Datum> | undefined;
  constructor(entries: ReadonlyMap<HashKey, Datum>, table?: SetTable<Datum>) {
    this.entries = entries;
    this.table = table;
  }
}

/** What `keys()`, `values()` and `items()` give. Keys and items count as sets, values do not. */
export class View {
  readonly of: Dict;
  readonly part: 'keys' | 'values' | 'items';
  constructor(of: Dict, part: 'keys' | 'values' | 'items') {
    this.of = of;
    this.part = part;
  }
}

/** What evaluation may still do; streams ask it for each item. */
export interface Budget {
  /** Goes one level down, and counts a step; throws where it is too deep or too much. */
  enter(): void;
  leave(): void;
}

/** A Python iterator: can be walked once, computed while it is walked. */
export class Stream implements Iterator<Datum>, Iterable<Datum> {
  readonly #source: Iterator<Datum>;
  readonly #budget: Budget;
  #isRunning = false;
  constructor(source: Iterable<Datum>, budget: Budget) {
    this.#source = source[Symbol.iterator]();
    this.#budget = budget;
  }

  next(): IteratorResult<Datum, undefined> {
    if (this.#isRunning) throw new YaqlError('a sequence is walked in the midst of working out its own next item');
    this.#budget.enter();
    this.#isRunning = true;
    try {
      const { done, value } = this.#source.next();
      return done === true ? { done, value: undefined } : { done: false, value };
    } finally {
      this.#isRunning = false;
      this.#budget.leave();
    }
  }

  [Symbol.iterator](): this {
    return this;
  }
}

/** What `orderBy` gives: sorted when it is first walked; `thenBy` adds to its fields. */
export class Ordering implements Iterable<Datum> {
  readonly fields: OrderField[];
  readonly #source: Iterable<Datum>;
  readonly #compare: (a: Datum, b: Datum) => number;
  #sorted: readonly Datum[] | undefined;
  constructor(source: Iterable<Datum>, fields: OrderField[], compare: (a: Datum, b: Datum) => number) {
    this.#source = source;
    this.fields = fields;
    this.#compare = compare;
  }

  [Symbol.iterator](): Iterator<Datum, undefined, undefined> {
    this.#sorted ??= [...this.#source].sort(this.#compare);
    return this.#sorted[Symbol.iterator]();
  }
}

export interface OrderField {
  readonly select: (item: Datum) => Datum;
  readonly isAscending: boolean;
}

/** A stream that remembers what it gave: every walk begins at the start. */
export class Memory implements Iterable<Datum> {
  readonly #items: Datum[] = [];
  readonly #source: Stream;
  readonly #check: (items: readonly Datum[]) => void;
  constructor(source: Stream, check: (items: readonly Datum[]) => void) {
    this.#source = source;
    this.#check = check;
  }

  *[Symbol.iterator](): Generator<Datum, undefined, undefined> {
    for (let index = 0; ; index++) {
      if (index >= this.#items.length) {
        const { done, value } = this.#source.next();
        if (done) return undefined;
        this.#items.push(value);
        this.#check(this.#items);
      }
      yield this.#items[index] ?? null;
    }
  }
}

/** A compiled regular expression of Python. */
export class Regex {
  readonly pattern: string;
  /** Which of `i`, `m` and `s` were asked for. */
  readonly flags: string;
  readonly compiled: Pattern;
  constructor(pattern: string, flags: string, compiled: Pattern) {
    this.pattern = pattern;
    this.flags = flags;
    this.compiled = compiled;
  }
}

/** `source => destination`, both evaluated. */
export class Rule {
  readonly source: Datum;
  readonly destination: Datum;
  constructor(source: Datum, destination: Datum) {
    this.source = source;
    this.destination = destination;
  }
}

/** No value where null would be one. */
export class Missing {
  readonly marks = 'no value';
}
export const missing = new Missing();

/** Names that are known at a place. What a child does not know it asks its parent for. */
export class YaqlContext {
  readonly parent: YaqlContext | undefined;
  /** How many contexts it stands in. */
  readonly depth: number;
  readonly #values = new Map<string, Datum>();
  constructor(parent?: YaqlContext) {
    this.parent = parent;
    this.depth = parent === undefined ? 0 : parent.depth + 1;
  }

  get(name: string): Datum | undefined {
    const key = dollarName(name);
    for (let context: YaqlContext | undefined = this; context !== undefined; context = context.parent) {
      const value = context.#values.get(key);
      if (value !== undefined) return value;
    }
    return undefined;
  }

  set(name: string, value: Datum): void {
    this.#values.set(dollarName(name), value);
  }
}

function dollarName(name: string): string {
  const full = name.startsWith('$') ? name : `$${name}`;
  return full === '$' ? '$1' : full;
}

/** A length of time in microseconds. Python: datetime.timedelta. */
export class Timespan {
  readonly micros: bigint;
  constructor(micros: bigint) {
    this.micros = micros;
  }
}

/** A time on the clock of a place, in microseconds since 1970, with that place's distance from UTC in microseconds. */
export class Datetime {
  readonly local: bigint;
  readonly offset: bigint;
  constructor(local: bigint, offset: bigint) {
    this.local = local;
    this.offset = offset;
  }
}

/** Anything that can be walked but texts and dictionaries, which yaql does not take for collections. */
export type Collection = Sequence | PySet | View | Stream | Ordering | Memory;

export function isCollection(value: Datum): value is Collection {
  return (
    value instanceof Sequence ||
    value instanceof PySet ||
    value instanceof View ||
    value instanceof Stream ||
    value instanceof Ordering ||
    value instanceof Memory
  );
}

/** Whether a value is an iterator: what is used up by walking it, and what remembers. */
export function isIterator(value: Datum): value is Stream | Memory {
  return value instanceof Stream || value instanceof Memory;
}

/** What Python's abstract `Set` takes in. */
export function isSetLike(value: Datum): value is PySet | View {
  return value instanceof PySet || (value instanceof View && value.part !== 'values');
}

export function isNode(argument: Argument): argument is YaqlNode {
  return typeof argument === 'object' && argument !== null && 'kind' in argument;
}

export function tuple(...items: Datum[]): Sequence {
  return new Sequence(items);
}
