import type { Program } from './build-steps.ts';
import { lowerLetter } from './letter-case.ts';
import { type Fold, maxRepeat } from './pattern-node.ts';
import type { LookStep, LoopStep, Points, PossessiveStep, ScanStep, SplitStep, Step } from './pattern-step.ts';

/** How many steps matching may still take; it is counted down. */
export interface PatternBudget {
  left: number;
}

/** No match, and no answer for want of steps. */
const failed = -1;
const exhausted = -2;
/** How many places to come back to are kept; each step leaves at most three. */
const stackLimit = 4_000_000;

/**
 * Matches at one place of a text: gives the registers, the whole match in the first two; `undefined` where there is no
 * match, `exhausted` where the budget does not suffice. With `mustAdvance` an empty match does not count. It goes back
 * as Python's `_sre.c` does, by a list of places of its own, so that neither text nor pattern can exhaust the stack.
 */
export function runSteps(
  program: Program,
  points: Points,
  at: number,
  mustAdvance: boolean,
  budget: PatternBudget,
): readonly number[] | undefined | 'exhausted' {
  const registers = new Array<number>(program.registers).fill(-1);
  const end = new Matcher(points, registers, budget, mustAdvance ? at : failed).run(program.start, at, false);
  if (end === exhausted) return 'exhausted';
  if (end === failed) return undefined;
  registers[0] = at;
  registers[1] = end;
  return registers;
}

/** One match under way. What is to be tried again, and registers' earlier values, stand on one stack. */
class Matcher {
  readonly #points: Points;
  readonly #registers: number[];
  readonly #budget: PatternBudget;
  /** Where the whole match must not end. */
  readonly #forbiddenEnd: number;
  /** A step to go back to with two numbers of its own; or none, and a register with its earlier value. */
  readonly #steps: (Step | undefined)[] = [];
  readonly #firsts: number[] = [];
  readonly #seconds: number[] = [];
  /** Where the last step left off. */
  #at = 0;

  constructor(points: Points, registers: number[], budget: PatternBudget, forbiddenEnd: number) {
    this.#points = points;
    this.#registers = registers;
    this.#budget = budget;
    this.#forbiddenEnd = forbiddenEnd;
  }

  /** Follows steps from a place up to `done`; gives where that is. What it leaves on the stack can be gone back to. */
  run(start: Step, from: number, isInner: boolean): number {
    const base = this.#steps.length;
    let step: Step | undefined = start;
    this.#at = from;
    for (;;) {
      if (--this.#budget.left < 0 || this.#steps.length > stackLimit) return exhausted;
      if (step.op === 'done') {
        if (isInner || this.#at !== this.#forbiddenEnd) return this.#at;
        step = undefined;
      } else step = this.#follow(step);
      step ??= this.#back(base);
      if (step === undefined) return this.#at === exhausted ? exhausted : failed;
    }
  }

  /** Takes a step at the present place and moves it; gives the next step, or nothing where this one fails. */
  #follow(step: Exclude<Step, { op: 'done' }>): Step | undefined {
    const at = this.#at;
    switch (step.op) {
      case 'letter':
        if (this.#points[at] !== step.point) return undefined;
        this.#at++;
        return step.next;
      case 'test':
        if (!step.test(this.#points[at] ?? -1)) return undefined;
        this.#at++;
        return step.next;
      case 'scan':
        return this.#scan(step, at);
      case 'place':
        return step.holds(this.#points, at) ? step.next : undefined;
      case 'save':
        this.#set(step.register, at);
        return step.next;
      case 'split':
        return this.#option(step, at, 0);
      case 'enter':
        this.#set(step.loop.count, -1);
        this.#set(step.loop.last, -1);
        return step.loop;
      case 'loop':
        return this.#loop(step, at);
      case 'possessive':
        return this.#possessive(step, at) ? step.next : undefined;
      case 'atomic':
        return this.#isolated(step.body, at) ? step.next : undefined;
      case 'look':
        return this.#look(step, at) ? step.next : undefined;
      case 'reference':
        return this.#reference(step.register, step.fold, at) ? step.next : undefined;
      case 'conditional':
        return this.#registers[step.register] === -1 ? step.no : step.yes;
    }
  }

  #scan(step: ScanStep, at: number): Step | undefined {
    const points = this.#points;
    const { min, max, test } = step;
    const most = step.mode === 'lazy' ? min : max;
    let end = at;
    while (end - at < most && test(points[end] ?? -1)) end++;
    this.#budget.left -= end - at;
    if (end - at < min) return undefined;
    if (step.mode === 'lazy' && max > min) this.#push(step, end, Math.min(max - min, points.length));
    if (step.mode === 'greedy' && end - at > min) this.#push(step, at + min, end);
    this.#at = end;
    return step.next;
  }

  #option(step: SplitStep, at: number, index: number): Step | undefined {
    if (index + 1 < step.options.length) this.#push(step, at, index + 1);
    this.#at = at;
    return step.options[index];
  }

  /** Python: `_sre.c`, MAX_UNTIL and MIN_UNTIL. A round that took nothing is the last one. */
  #loop(step: LoopStep, at: number): Step {
    const count = this.#register(step.count) + 1;
    if (count < step.min) {
      this.#set(step.count, count);
      return step.body;
    }
    if (!step.isLazy && !this.#mayGoOn(step, at, count)) return step.next;
    this.#push(step, at, 0);
    return step.isLazy ? step.next : this.#round(step, at, count);
  }

  #mayGoOn(step: LoopStep, at: number, count: number): boolean {
    return (count < step.max || step.max === maxRepeat) && at !== this.#register(step.last);
  }

  #round(step: LoopStep, at: number, count: number): Step {
    this.#set(step.count, count);
    this.#set(step.last, at);
    return step.body;
  }

  /** A loop's other way: out of a greedy one, once more into a lazy one. */
  #otherWay(step: LoopStep, at: number): Step | undefined {
    if (!step.isLazy) return step.next;
    const count = this.#register(step.count) + 1;
    return this.#mayGoOn(step, at, count) ? this.#round(step, at, count) : undefined;
  }

  #possessive(step: PossessiveStep, from: number): boolean {
    let at = from;
    for (let count = 0; count < step.max || step.max === maxRepeat; count++) {
      const matches = this.#isolated(step.body, at);
      if (!matches && (count < step.min || this.#at === exhausted)) return false;
      if (!matches) break;
      const isEmpty = this.#at === at;
      at = this.#at;
      if (isEmpty && count + 1 >= step.min) break;
    }
    this.#at = at;
    return true;
  }

  /** Matches what takes no part in going back later; only what it saved can be undone. */
  #isolated(body: Step, at: number): boolean {
    const base = this.#steps.length;
    const end = this.run(body, at, true);
    this.#at = end;
    if (end < 0) return false;
    this.#keepSaved(base);
    return true;
  }

  #look(step: LookStep, at: number): boolean {
    const base = this.#steps.length;
    const from = at - step.behind;
    const end = from < 0 ? failed : this.run(step.body, from, true);
    this.#at = end === exhausted ? exhausted : at;
    if (end === exhausted) return false;
    if (end !== failed && step.negated) this.#restore(base);
    else if (end !== failed) this.#keepSaved(base);
    return (end !== failed) !== step.negated;
  }

  #reference(register: number, fold: Fold, at: number): boolean {
    const [from, to] = [this.#register(register), this.#register(register + 1)];
    if (from < 0 || to < 0) return false;
    const points = this.#points;
    for (let index = 0; index < to - from; index++) {
      const [wanted, found] = [points[from + index] ?? -1, points[at + index] ?? -1];
      if (found === -1 || (wanted !== found && lowerLetter(wanted, fold) !== lowerLetter(found, fold))) return false;
    }
    this.#budget.left -= to - from;
    this.#at = at + to - from;
    return true;
  }

  /** Goes back to the last place above `base` where there is another way. */
  #back(base: number): Step | undefined {
    if (this.#at === exhausted) return undefined;
    while (this.#steps.length > base) {
      const step = this.#steps.pop();
      const first = this.#firsts.pop() ?? 0;
      const second = this.#seconds.pop() ?? 0;
      if (step === undefined) {
        this.#registers[first] = second;
        continue;
      }
      const next = this.#again(step, first, second);
      if (next !== undefined) return next;
    }
    return undefined;
  }

  #again(step: Step, first: number, second: number): Step | undefined {
    if (step.op === 'split') return this.#option(step, first, second);
    if (step.op === 'scan')
      return step.mode === 'lazy' ? this.#more(step, first, second) : this.#less(step, first, second);
    this.#at = first;
    return step.op === 'loop' ? this.#otherWay(step, first) : undefined;
  }

  /** A lazy repetition takes one letter more. */
  #more(step: ScanStep, at: number, left: number): Step | undefined {
    if (left === 0 || !step.test(this.#points[at] ?? -1)) return undefined;
    this.#push(step, at + 1, left - 1);
    this.#at = at + 1;
    return step.next;
  }

  /** A greedy repetition gives letters back, up to where what follows it can begin. */
  #less(step: ScanStep, least: number, end: number): Step | undefined {
    const { next } = step;
    let at = end - 1;
    if (next.op === 'letter') while (at >= least && this.#points[at] !== next.point) at--;
    this.#budget.left -= end - 1 - at;
    if (at < least) return undefined;
    if (at > least) this.#push(step, least, at);
    this.#at = at;
    return next;
  }

  #register(register: number): number {
    return this.#registers[register] ?? -1;
  }

  #set(register: number, value: number): void {
    this.#push(undefined, register, this.#register(register));
    this.#registers[register] = value;
  }

  #push(step: Step | undefined, first: number, second: number): void {
    this.#steps.push(step);
    this.#firsts.push(first);
    this.#seconds.push(second);
  }

  #restore(base: number): void {
    for (let index = this.#steps.length - 1; index >= base; index--) {
      if (this.#steps[index] === undefined) this.#registers[this.#firsts[index] ?? 0] = this.#seconds[index] ?? -1;
    }
    this.#cut(base);
  }

  /** Drops the places to go back to above `base`, but not the earlier values of registers. */
  #keepSaved(base: number): void {
    let kept = base;
    for (let index = base; index < this.#steps.length; index++) {
      if (this.#steps[index] !== undefined) continue;
      this.#steps[kept] = undefined;
      this.#firsts[kept] = this.#firsts[index] ?? 0;
      this.#seconds[kept++] = this.#seconds[index] ?? -1;
    }
    this.#cut(kept);
  }

  #cut(length: number): void {
    this.#steps.length = length;
    this.#firsts.length = length;
    this.#seconds.length = length;
  }
}
