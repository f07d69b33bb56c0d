import { assembleList, assembleMap, isDecidedLater, keep, type Part } from './assemble.ts';
import type { Evaluation } from './evaluation.ts';
import {
  type Attempt,
  type FunctionEntry,
  failed,
  type LazyArguments,
  type LazyOutcome,
  Removed,
} from './functions/function-entry.ts';
import { functions, refusal, wrongShape } from './functions/table.ts';
import { truth } from './functions/truth.ts';
import { type Marks, plain } from './marks.ts';
import type { CallSnippet, ListSnippet, MapSnippet, Snippet } from './snippet.ts';
import type { Value } from './value.ts';

/** Walks a snippet; `evaluation.marks` gains the marks of what it gives. */
export function walk(snippet: Snippet, evaluation: Evaluation): LazyOutcome {
  switch (snippet.kind) {
    case 'literal':
      return snippet.value;
    case 'list':
      return walkList(snippet, evaluation, 0);
    case 'map':
      return walkMap(snippet, evaluation, 0);
    case 'call':
      return walkCall(snippet, evaluation);
  }
}

function walkList(snippet: ListSnippet, evaluation: Evaluation, kept: number): Value | typeof failed {
  if (!evaluation.descend(snippet)) return failed;
  const values: Value[] = [];
  let parts: Part[] | undefined;
  let isSound = true;
  for (const item of snippet.items) {
    const part = walk(item, evaluation);
    if (part === failed) isSound = false;
    else if (parts !== undefined) parts.push(part);
    else if (part instanceof Removed || isDecidedLater(part)) parts = [...values, part];
    else values.push(part);
  }
  evaluation.depth -= 1;
  if (!isSound) return failed;
  return parts === undefined ? values : evaluation.marked(assembleList(parts, kept));
}

function walkMap(snippet: MapSnippet, evaluation: Evaluation, kept: number): Value | typeof failed {
  if (!evaluation.descend(snippet)) return failed;
  const values = new Map<string, Value>();
  let parts: Map<string, Part> | undefined;
  let isSound = true;
  for (const [key, item] of snippet.entries) {
    const part = walk(item, evaluation);
    if (part === failed) isSound = false;
    else if (parts !== undefined) parts.set(key, part);
    else if (part instanceof Removed || isDecidedLater(part)) parts = new Map<string, Part>(values).set(key, part);
    else values.set(key, part);
  }
  evaluation.depth -= 1;
  if (!isSound) return failed;
  return parts === undefined ? values : evaluation.marked(assembleMap(parts, kept));
}

function walkCall(snippet: CallSnippet, evaluation: Evaluation): LazyOutcome {
  const { version } = evaluation;
  const entry = functions.get(snippet.function);
  const refused = refusal(entry, snippet.function, version, evaluation.inCondition);
  if (refused !== undefined) return evaluation.tell(snippet, refused);
  if (entry === undefined) return failed;
  const wrong = entry.shape?.(snippet.argument, version);
  if (wrong !== undefined) return evaluation.tell(snippet, ...wrongShape(entry, wrong));
  if (!evaluation.descend(snippet)) return failed;
  const outer = evaluation.marks;
  evaluation.marks = plain;
  evaluation.enter(snippet.function, version, snippet);
  const result =
    entry.lazy === undefined
      ? applyCall(entry, snippet, evaluation, outer)
      : applyLazily(entry, snippet, evaluation, outer);
  evaluation.depth -= 1;
  return result;
}

function applyLazily(entry: FunctionEntry, snippet: CallSnippet, evaluation: Evaluation, outer: Marks): LazyOutcome {
  const parts = new SnippetArguments(snippet, evaluation);
  const outcome = evaluation.applyLazily(entry, parts, outer);
  evaluation.records?.set(snippet, { argument: undefined, outcome, taken: parts.taken });
  return outcome;
}

function applyCall(entry: FunctionEntry, snippet: CallSnippet, evaluation: Evaluation, outer: Marks): LazyOutcome {
  const argument = walkArgument(snippet.argument, evaluation, entry.kept ?? 0);
  if (argument === failed) {
    evaluation.marks = outer;
    return failed;
  }
  evaluation.enter(snippet.function, evaluation.version, snippet);
  const outcome = evaluation.apply(entry, argument, outer);
  evaluation.records?.set(snippet, { argument, outcome, taken: undefined });
  return outcome;
}

function walkArgument(snippet: Snippet, evaluation: Evaluation, kept: number): Value | typeof failed {
  if (snippet.kind === 'list') return walkList(snippet, evaluation, kept);
  if (snippet.kind === 'map') return walkMap(snippet, evaluation, kept);
  const result = walk(snippet, evaluation);
  return result === failed ? failed : keep(result);
}

/** Walks a snippet that stands for a condition, and gives what it comes to. */
export function walkCondition(snippet: Snippet, evaluation: Evaluation): Value | typeof failed {
  const outside = evaluation.inCondition;
  evaluation.inCondition = true;
  const value = walkArgument(snippet, evaluation, 0);
  evaluation.inCondition = outside;
  if (value === failed) return failed;
  evaluation.enter('condition', evaluation.version, snippet);
  const result = truth(value, evaluation);
  return result === failed ? failed : evaluation.marked(result);
}

/** The parts of a call as they stand in a template. */
class SnippetArguments implements LazyArguments {
  readonly count: number;
  /** The part that was evaluated for good. */
  taken: number | undefined;
  private readonly items: readonly Snippet[];
  private readonly evaluation: Evaluation;

  constructor(call: CallSnippet, evaluation: Evaluation) {
    this.items = call.argument.kind === 'list' ? call.argument.items : [];
    this.count = this.items.length;
    this.evaluation = evaluation;
  }

  condition(index: number): Value | typeof failed {
    return walkCondition(this.part(index), this.evaluation);
  }

  value(index: number): LazyOutcome {
    this.taken = index;
    return walk(this.part(index), this.evaluation);
  }

  attempt(index: number): Attempt {
    return this.evaluation.attempt(() => walk(this.part(index), this.evaluation), this.evaluation.version);
  }

  private part(index: number): Snippet {
    const part = this.items[index];
    if (part === undefined) throw new Error(`A call has no part ${index}`);
    return part;
  }
}
