import { nearest } from '../../diagnostics/nearest.ts';
import { patternSteps } from '../pattern/compile-pattern.ts';
import { dataSize } from './data-size.ts';
import { scalarWork, walkWork } from './data-work.ts';
import { type Argument, type Datum, missing, Rule, type YaqlContext } from './datum.ts';
import type { Library } from './library.ts';
import { resolveCall } from './resolve-call.ts';
import { type Defined, type Keywords, noKeywords, type Receiver, type Runtime, type YaqlLimits } from './runtime.ts';
import { tooMuchMemory, YaqlError } from './yaql-error.ts';
import type { CallNode, YaqlNode } from './yaql-node.ts';

/** How many calls and streams may be under way inside each other. Python's own limit lets yaql go some 150 deep. */
const depthLimit = 700;

/** One evaluation under way. yaql: runner.py. */
export class Evaluator implements Runtime {
  readonly limits: YaqlLimits;
  readonly patternBudget = { left: patternSteps };
  readonly #library: Library;
  #depth = 0;
  #steps = 0;

  constructor(library: Library, limits: YaqlLimits) {
    this.#library = library;
    this.limits = limits;
  }

  enter(): void {
    this.#depth++;
    if (this.#depth > depthLimit) {
      this.#depth--;
      throw new YaqlError(`more than ${depthLimit} calls stand in each other`);
    }
    if (++this.#steps <= this.limits.steps) return;
    this.#depth--;
    throw this.#tooManySteps();
  }

  leave(): void {
    this.#depth--;
  }

  spend(steps: number): void {
    this.#steps += steps;
    if (this.#steps > this.limits.steps) throw this.#tooManySteps();
  }

  #tooManySteps(): YaqlError {
    return new YaqlError(`the expression takes more than ${this.limits.steps} steps`);
  }

  checkBytes(count: number): void {
    if (count > this.limits.bytes) throw tooMuchMemory();
  }

  checkSize(value: Datum): void {
    const bytes = dataSize(value);
    this.checkBytes(bytes);
    if (typeof value === 'string' || typeof value === 'bigint') this.spend(scalarWork(value, bytes));
  }

  evaluate(node: YaqlNode, receiver: Receiver, context: YaqlContext): Datum {
    switch (node.kind) {
      case 'constant':
      case 'keyword':
        return node.value;
      case 'variable':
        return this.#located(node.at, () => this.#variable(node.name, context));
      case 'wrap':
        return this.evaluate(node.inner, receiver, context);
      case 'rule':
        return new Rule(
          this.evaluate(node.source, receiver, context),
          this.evaluate(node.destination, receiver, context),
        );
      case 'missing':
        return missing;
      case 'call':
        return this.#callNode(node, receiver, context);
    }
  }

  #variable(name: string, context: YaqlContext): Datum {
    this.spend(walkWork(context.depth));
    const value = context.get(name) ?? null;
    this.checkSize(value);
    return value;
  }

  #callNode(node: CallNode, receiver: Receiver, context: YaqlContext): Datum {
    return this.#located(node.at, () => this.call(node.name, node.args, noKeywords, receiver, context));
  }

  /** An error that has no place yet gets this one. */
  #located(at: number, evaluate: () => Datum): Datum {
    try {
      return evaluate();
    } catch (error) {
      if (error instanceof YaqlError) error.at ??= at;
      throw error;
    }
  }

  call(name: string, args: readonly Argument[], keywords: Keywords, receiver: Receiver, context: YaqlContext): Datum {
    this.enter();
    try {
      const isMethod = receiver !== undefined;
      this.spend(walkWork(context.depth));
      const candidates = this.#library.find(name, context, isMethod);
      if (candidates.length === 0) throw this.#unknown(name, isMethod);
      // All that have the name are looked at.
      for (const level of candidates) this.spend(level.length >>> 2);
      const request = { name, args: receiver === undefined ? args : [receiver.value, ...args], keywords, isMethod };
      const site = { runtime: this, context };
      const { definition, call } = resolveCall(request, candidates, site);
      const result = definition.invoke(call);
      this.checkSize(result);
      return result;
    } finally {
      this.leave();
    }
  }

  #unknown(name: string, isMethod: boolean): YaqlError {
    const property = /^#property#(.*)$/s.exec(name)?.[1];
    if (property !== undefined) return new YaqlError(`there is no "${property}" of what stands before it`);
    const near = nearest(name, this.#library.names(isMethod));
    const message = `there is no ${isMethod ? 'method' : 'function'} "${name}"`;
    const otherForm = this.#otherForm(name, isMethod);
    if (otherForm !== '' || near === undefined) return new YaqlError(message + otherForm);
    return new YaqlError(message, { hint: `Did you mean "${near}"?` });
  }

  #otherForm(name: string, isMethod: boolean): string {
    if (!this.#library.names(!isMethod).includes(name)) return '';
    return isMethod ? `, only a function ${name}(…)` : `, only a method: VALUE.${name}(…)`;
  }

  define(name: string, call: Defined, context: YaqlContext): void {
    this.spend(4);
    this.#library.define(name, call, context);
  }
}
