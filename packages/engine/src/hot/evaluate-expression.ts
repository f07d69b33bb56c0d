import { problem } from '../diagnostics/diagnostic.ts';
import { assembleList, assembleMap, isDecidedLater, keep, type Part } from './assemble.ts';
import { Evaluation } from './evaluation.ts';
import {
  type Attempt,
  type FunctionEntry,
  failed,
  type LazyArguments,
  type LazyOutcome,
  Removed,
} from './functions/function-entry.ts';
import { functions } from './functions/table.ts';
import { truth } from './functions/truth.ts';
import { type Marks, plain } from './marks.ts';
import { reveal } from './reveal.ts';
import { Failure } from './scope.ts';
import {
  type Attribute,
  type Call,
  type Expression,
  type Reference,
  type Secret,
  Tainted,
  Unknown,
  type Value,
} from './value.ts';
import type { TemplateVersion } from './version.ts';

/** What deployed resources and the store say by now; `undefined` is still unknown. */
export interface Leaves {
  /** The attribute's value, its path walked; null where the path leads nowhere. */
  attribute(attribute: Attribute): Value | undefined;
  reference(reference: Reference): Value | undefined;
  /** The secret's own value; it comes back tainted. */
  secret(secret: Secret): Value | undefined;
}

/**
 * Evaluates what is left of an expression with what is known by now: the same functions, the same result as if it had
 * all been known from the start. What is still unknown stays `Unknown`. A problem gives a `Failure`, which can name no
 * place in a file.
 */
export function evaluateExpression(expression: Expression, leaves: Leaves): Value | Failure {
  const walker = new ExpressionWalker(leaves);
  const result = walker.walk(expression);
  return result === failed ? new Failure(walker.evaluation.told.map((told) => told.problem)) : keep(result);
}

/** One evaluation of residual expressions: the leaves, and what shared calls gave. */
class ExpressionWalker {
  // Each call brings its own version; the first is never asked.
  readonly evaluation = new Evaluation('2013-05-23');
  private readonly leaves: Leaves;
  private readonly results = new Map<Call, Part>();

  constructor(leaves: Leaves) {
    this.leaves = leaves;
  }

  walk(expression: Expression): LazyOutcome {
    switch (expression.kind) {
      case 'constant':
        return expression.value;
      case 'list':
        return this.list(expression.items, 0);
      case 'map':
        return this.map(expression.entries, 0);
      case 'attribute':
        return this.leaf(this.leaves.attribute(expression), expression);
      case 'reference':
        return this.leaf(this.leaves.reference(expression), expression);
      case 'secret':
        return this.evaluation.marked(this.secret(expression));
      case 'call':
        return this.sharedCall(expression);
    }
  }

  condition(expression: Expression, version: TemplateVersion): Value | typeof failed {
    const value = this.argument(expression, 0);
    if (value === failed) return failed;
    this.evaluation.enter('if', version, undefined);
    const result = truth(value, this.evaluation);
    return result === failed ? failed : this.evaluation.marked(result);
  }

  private list(items: readonly Expression[], kept: number): Value | typeof failed {
    if (!this.evaluation.descend(undefined)) return failed;
    const parts: Part[] = [];
    // A loop, for a callback would cost a frame of the stack at every level.
    for (const item of items) {
      const part = this.walk(item);
      if (part !== failed) parts.push(part);
    }
    this.evaluation.depth -= 1;
    if (parts.length < items.length) return failed;
    return parts.every(isSettled) ? parts : this.evaluation.marked(assembleList(parts, kept));
  }

  private map(entries: ReadonlyMap<string, Expression>, kept: number): Value | typeof failed {
    if (!this.evaluation.descend(undefined)) return failed;
    const parts = new Map<string, Part>();
    for (const [key, item] of entries) {
      const part = this.walk(item);
      if (part !== failed) parts.set(key, part);
    }
    this.evaluation.depth -= 1;
    return parts.size < entries.size ? failed : this.evaluation.marked(assembleMap(parts, kept));
  }

  private leaf(value: Value | undefined, expression: Expression): Value {
    return this.evaluation.marked(value === undefined ? new Unknown(expression) : value);
  }

  private secret(expression: Secret): Value {
    const value = this.leaves.secret(expression);
    return value === undefined ? new Unknown(expression) : new Tainted(reveal(value), expression);
  }

  private sharedCall(call: Call): LazyOutcome {
    const { evaluation } = this;
    const before = this.results.get(call);
    if (before !== undefined) return this.again(before);
    const entry = functions.get(call.function);
    if (entry === undefined) {
      return evaluation.tell(undefined, problem('function-unknown', `There is no function "${call.function}"`));
    }
    if (!evaluation.descend(undefined)) return failed;
    const outer = evaluation.marks;
    evaluation.marks = plain;
    const result = entry.lazy === undefined ? this.apply(entry, call, outer) : this.applyLazily(entry, call, outer);
    evaluation.depth -= 1;
    // A failure is met again where it stands again, for its problems may be taken back with a branch.
    if (result !== failed) this.results.set(call, result);
    return result;
  }

  private again(result: Part): Part {
    return result instanceof Removed ? result : this.evaluation.marked(result);
  }

  private apply(entry: FunctionEntry, call: Call, outer: Marks): LazyOutcome {
    const argument = this.argument(call.argument, entry.kept ?? 0);
    if (argument === failed) {
      this.evaluation.marks = outer;
      return failed;
    }
    this.evaluation.enter(call.function, call.version, undefined);
    return this.evaluation.apply(entry, argument, outer);
  }

  private applyLazily(entry: FunctionEntry, call: Call, outer: Marks): LazyOutcome {
    this.evaluation.enter(call.function, call.version, undefined);
    return this.evaluation.applyLazily(entry, new ExpressionArguments(call, this), outer);
  }

  private argument(expression: Expression, kept: number): Value | typeof failed {
    if (expression.kind === 'list') return this.list(expression.items, kept);
    if (expression.kind === 'map') return this.map(expression.entries, kept);
    const result = this.walk(expression);
    return result === failed ? failed : keep(result);
  }
}

function isSettled(part: Part): part is Value {
  return !(part instanceof Removed || isDecidedLater(part));
}

/** The parts of a call in a residual expression. */
class ExpressionArguments implements LazyArguments {
  readonly count: number;
  private readonly items: readonly Expression[];
  private readonly walker: ExpressionWalker;
  private readonly version: TemplateVersion;

  constructor(call: Call, walker: ExpressionWalker) {
    this.items = call.argument.kind === 'list' ? call.argument.items : [];
    this.count = this.items.length;
    this.walker = walker;
    this.version = call.version;
  }

  condition(index: number): Value | typeof failed {
    return this.walker.condition(this.part(index), this.version);
  }

  value(index: number): LazyOutcome {
    return this.walker.walk(this.part(index));
  }

  attempt(index: number): Attempt {
    return this.walker.evaluation.attempt(() => this.value(index), this.version);
  }

  private part(index: number): Expression {
    const part = this.items[index];
    if (part === undefined) throw new Error(`A call has no part ${index}`);
    return part;
  }
}
