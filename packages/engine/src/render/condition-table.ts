import { formatPath } from '../diagnostics/path.ts';
import { evaluateConditionDefinition } from '../hot/evaluate.ts';
import { Failure, type Scope } from '../hot/scope.ts';
import type { Snippet } from '../hot/snippet.ts';
import type { Value } from '../hot/value.ts';
import { conditionCircle, namedConditions } from './condition-circle.ts';

/** Fewer conditions than this can not be deep on the stack, whatever they name. */
const manyConditions = 100;

const working: unique symbol = Symbol('working');

/** The conditions of one stack, each worked out when it is first asked for and kept. */
export class ConditionTable {
  readonly #definitions: ReadonlyMap<string, Snippet>;
  readonly #scope: Scope;
  readonly #tell: (failure: Failure) => Failure;
  readonly #values = new Map<string, Value | Failure | typeof working>();

  /** `tell` is given each failure once and gives what stands for it from then on. */
  constructor(definitions: ReadonlyMap<string, Snippet>, scope: Scope, tell: (failure: Failure) => Failure) {
    this.#definitions = definitions;
    this.#scope = scope;
    this.#tell = tell;
  }

  /** A condition's value; undefined where there is none of that name. */
  value(name: string): Value | Failure | undefined {
    const definition = this.#definitions.get(name);
    if (definition === undefined) return undefined;
    const known = this.#values.get(name);
    if (known === working) return this.#circle(name, definition);
    if (known !== undefined) return known;
    if (this.#definitions.size >= manyConditions) this.#decideNamed(definition);
    return this.#decide(name, definition);
  }

  #decide(name: string, definition: Snippet): Value | Failure {
    const known = this.#values.get(name);
    if (known !== undefined && known !== working) return known;
    this.#values.set(name, working);
    const value = evaluateConditionDefinition(definition, this.#scope, formatPath(['conditions', name]));
    const kept = value instanceof Failure ? this.#tell(value) : value;
    this.#values.set(name, kept);
    return kept;
  }

  /** Works out all that a definition names, innermost first, so that no chain of conditions is deep on the stack. */
  #decideNamed(root: Snippet): void {
    const seen = new Set<string>();
    const path: { readonly name: string | undefined; readonly named: string[] }[] = [
      { name: undefined, named: namesIn(root).reverse() },
    ];
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const next = top.named.pop();
      if (next === undefined) {
        path.pop();
        const definition = top.name === undefined ? undefined : this.#definitions.get(top.name);
        if (top.name !== undefined && definition !== undefined) this.#decide(top.name, definition);
        continue;
      }
      const definition = this.#definitions.get(next);
      if (definition === undefined || seen.has(next) || this.#values.has(next)) continue;
      seen.add(next);
      path.push({ name: next, named: namesIn(definition).reverse() });
    }
  }

  #circle(name: string, definition: Snippet): Failure {
    return new Failure([conditionCircle(this.#wayBack(name), definition, this.#scope.file)]);
  }

  /** The shortest way from a condition to itself, each naming the next. */
  #wayBack(first: string): readonly string[] {
    const namedBy = new Map<string, string>();
    const queue = [first];
    for (const name of queue) {
      const definition = this.#definitions.get(name);
      for (const next of definition === undefined ? [] : namesIn(definition)) {
        if (next === first) return wayTo(name, first, namedBy);
        if (namedBy.has(next)) continue;
        namedBy.set(next, name);
        queue.push(next);
      }
    }
    // One of them names another by what it works out.
    const open = [...this.#values].filter(([, value]) => value === working).map(([each]) => each);
    return open.slice(open.indexOf(first));
  }
}

function namesIn(definition: Snippet): string[] {
  return Array.from(namedConditions(definition), ({ name }) => name);
}

function wayTo(last: string, first: string, namedBy: ReadonlyMap<string, string>): readonly string[] {
  const way: string[] = [];
  for (let name = last; name !== first; name = namedBy.get(name) ?? first) way.push(name);
  return [first, ...way.reverse()];
}
