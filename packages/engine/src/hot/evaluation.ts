import type { Code } from '../diagnostics/catalogue.ts';
import { type Diagnostic, type DiagnosticDetails, problem } from '../diagnostics/diagnostic.ts';
import type { Path } from '../diagnostics/path.ts';
import {
  type ArgumentPlace,
  type Attempt,
  type FunctionContext,
  type FunctionEntry,
  failed,
  type LazyArguments,
  type LazyOutcome,
  needInside,
  type Outcome,
  Removed,
} from './functions/function-entry.ts';
import { failureExpression, removedExpression } from './functions/internal.ts';
import { mostLetters } from './functions/result-limit.ts';
import { type Marks, marksOf, plain, unknownMark } from './marks.ts';
import { startOfJson } from './print-value.ts';
import { reveal } from './reveal.ts';
import type { Failure, Scope } from './scope.ts';
import type { Place, Snippet } from './snippet.ts';
import { placeUnder, snippetUnder } from './snippet-place.ts';
import { toExpression } from './to-expression.ts';
import { type Expression, Tainted, Unknown, type Value } from './value.ts';
import type { TemplateVersion } from './version.ts';

/** A problem as it was met, and the snippet in which it was met. */
export interface Told {
  readonly at: Snippet | undefined;
  /** The key of a map that is meant, and not what stands there. */
  readonly key?: Place;
  readonly problem: Diagnostic;
}

/** A place in an argument, as far as it is known. */
type UncertainPlace = { readonly [K in keyof ArgumentPlace]?: ArgumentPlace[K] | undefined };

/** What a call was called with and what it gave, for a trace. */
export interface CallRecord {
  readonly argument: Value | undefined;
  readonly outcome: LazyOutcome;
  /** Of a call that evaluates its parts itself, the one that it took. */
  readonly taken: number | undefined;
}

/** How many lists, maps and calls may stand in each other. */
const depthLimit = 1000;

/**
 * One evaluation under way: what it met so far, and the call that it is at. The walks over snippets and over residual
 * expressions share it, and with it how a function is applied to what is unknown or secret.
 */
export class Evaluation implements FunctionContext {
  readonly scope: Scope | undefined;
  /** The marks of all that was walked since whoever reads them set them to `plain`. */
  marks: Marks = plain;
  depth = 0;
  inCondition = false;
  readonly told: Told[] = [];
  /** What each call did, where that is wanted. */
  records: Map<Snippet, CallRecord> | undefined;
  name = '';
  version: TemplateVersion;
  private at: Snippet | undefined = undefined;
  /** The right form of the function that is being called. */
  private example: string | undefined = undefined;
  private hidden = false;

  constructor(version: TemplateVersion, scope?: Scope) {
    this.version = version;
    this.scope = scope;
  }

  /** Goes one level down, or tells that it is too deep and gives `false`. Who goes down lowers `depth` again. */
  descend(at: Snippet | undefined): boolean {
    this.depth += 1;
    if (this.depth <= depthLimit) return true;
    this.depth -= 1;
    this.tell(at, problem('evaluation-depth', `Lists, maps and functions stand more than ${depthLimit} deep`));
    return false;
  }

  /** Makes a call the one that `fail` speaks of. */
  enter(name: string, version: TemplateVersion, at: Snippet | undefined): void {
    this.name = name;
    this.version = version;
    this.at = at;
    this.example = undefined;
  }

  fail(
    message: string,
    { within, part, ...details }: DiagnosticDetails & ArgumentPlace = {},
    code: Code = 'function-argument',
  ): typeof failed {
    const { example } = this;
    const form = example === undefined || code !== 'function-argument' ? {} : { expected: example };
    return this.tell(this.at, problem(code, message, { ...form, ...details }), { within, part });
  }

  isCall(within: Path): boolean {
    return this.at?.kind === 'call' && snippetUnder(this.at.argument, within).kind === 'call';
  }

  /** A problem that has no place yet gets that in the argument, or of the call. */
  pass(failure: Failure, place: ArgumentPlace = {}): typeof failed {
    for (const each of failure.problems) {
      if (this.told.some((one) => one.problem === each)) continue;
      this.tell(each.at === undefined ? this.at : undefined, each, place);
    }
    return failed;
  }

  /** Tells a problem where a snippet stands, or in the argument of one that is a call. */
  tell(at: Snippet | undefined, told: Diagnostic, { within, part }: UncertainPlace = {}): typeof failed {
    if (at?.kind !== 'call' || within === undefined) this.told.push({ at, problem: told });
    else {
      const key = part === 'key' ? { key: placeUnder(at.argument, within, part) } : {};
      this.told.push({ at: snippetUnder(at.argument, within), ...key, problem: told });
    }
    return failed;
  }

  /** Evaluates a part that may never be taken; what it told is taken back and goes into its expression. */
  attempt(evaluate: () => LazyOutcome, version: TemplateVersion): Attempt {
    const count = this.told.length;
    const outcome = evaluate();
    const told = this.told.splice(count);
    const take = () => {
      for (const each of told) this.told.push(each);
      return outcome;
    };
    return { outcome, expression: this.expressionOf(outcome, told, version), take };
  }

  private expressionOf(outcome: LazyOutcome, told: readonly Told[], version: TemplateVersion): Expression {
    if (outcome === failed) return failureExpression(this.located(told), version);
    if (!(outcome instanceof Removed)) return toExpression(outcome);
    return outcome.expression ?? removedExpression(version);
  }

  /** Problems with their places; with the paths of their snippets where these are given. */
  located(told: readonly Told[], paths: ReadonlyMap<Snippet, string> = new Map()): readonly Diagnostic[] {
    const { scope } = this;
    return told.map(({ at, key, problem: each }) => {
      if (at === undefined || scope === undefined) return each;
      const path = paths.get(at);
      const { line, column } = key ?? at;
      const place = { at: { file: scope.file, line, column } };
      return Object.freeze(path === undefined ? { ...each, ...place } : { ...each, ...place, path });
    });
  }

  show(value: Value): string {
    if (this.hidden || marksOf(value) !== plain) return 'a value that is not shown';
    const text = startOfJson(value, 80);
    return text.length > 80 ? `${text.slice(0, 79)}…` : text;
  }

  /** Gives the value, its marks noted. */
  marked<T extends Value>(value: T): T {
    this.marks |= marksOf(value);
    return value;
  }

  /**
   * Calls the function that was entered. `marks` are those of the argument; afterwards they are those of the result,
   * added to `outer`.
   */
  apply(entry: FunctionEntry, argument: Value, outer: Marks): Value | typeof failed {
    this.example = entry.example;
    const prepared = entry.prepare === undefined ? argument : entry.prepare(argument, this);
    const marks = prepared === argument || prepared === failed ? this.marks : marksOf(prepared);
    this.marks = outer;
    if (prepared === failed) return failed;
    if (marks === plain || entry.opaque) {
      const result = this.called(entry, prepared);
      if (result !== needInside) {
        if (result !== failed && (marks !== plain || entry.asksScope)) this.marks |= marksOf(result);
        return result;
      }
    }
    const result = this.applyInside(entry, prepared, marks);
    return result === failed ? failed : this.marked(result);
  }

  /** What a function gives, unless that is too large a text. */
  private called(entry: FunctionEntry, argument: Value): Outcome {
    let result: Outcome;
    try {
      result = entry.call(argument, this);
    } catch (error) {
      // Node has no text that long; only what grew without measure comes to that.
      if (!(error instanceof RangeError) || error.message.includes('call stack')) throw error;
      return this.refuseSize();
    }
    return typeof result === 'string' && result.length > mostLetters ? this.refuseSize() : result;
  }

  private refuseSize(): typeof failed {
    const expected = `at most ${mostLetters} letters`;
    return this.fail(`"${this.name}" would make too long a text`, { expected }, 'value-limit');
  }

  /** Lets a function evaluate its own parts. `marks` must be `plain` before; afterwards as for `apply`. */
  applyLazily(entry: FunctionEntry, parts: LazyArguments, outer: Marks): LazyOutcome {
    if (entry.lazy === undefined) throw new Error(`Function ${entry.name} is not lazy`);
    // The list of its parts is a level as well, though nobody walks it.
    this.depth += 1;
    const result = entry.lazy(parts, this);
    this.depth -= 1;
    const isMarked = this.marks !== plain && result !== failed && !(result instanceof Removed);
    this.marks = isMarked ? outer | marksOf(result) : outer;
    return result;
  }

  private applyInside(entry: FunctionEntry, argument: Value, marks: Marks): Value | typeof failed {
    const { name, version } = this;
    const call: Expression = { kind: 'call', function: name, version, argument: toExpression(argument) };
    if (marks & unknownMark) return new Unknown(call);
    const result = this.applyHidden(entry, reveal(argument));
    if (result === failed) return failed;
    if (result === needInside) throw new Error(`Function ${name} asks for more than plain values`);
    return new Tainted(reveal(result), call);
  }

  private applyHidden(entry: FunctionEntry, argument: Value): Outcome {
    const before = this.hidden;
    this.hidden = true;
    const result = this.called(entry, argument);
    this.hidden = before;
    return result;
  }
}
