import type { CallRecord, Evaluation } from './evaluation.ts';
import { failed, needInside, Removed } from './functions/function-entry.ts';
import { functions } from './functions/table.ts';
import { reveal } from './reveal.ts';
import type { Scope } from './scope.ts';
import type { CallSnippet, Snippet } from './snippet.ts';
import { addSources, fitTrace, mapSources, type Source, sourcesOf, type Trace, traceAs } from './trace.ts';
import { isList, isMap, Unknown, type Value } from './value.ts';

/** Builds the trace of a snippet from what each call in it was called with and gave. */
export class TraceBuilder {
  private readonly scope: Scope;
  private readonly evaluation: Evaluation;
  private readonly records: ReadonlyMap<Snippet, CallRecord>;

  constructor(scope: Scope, evaluation: Evaluation, records: ReadonlyMap<Snippet, CallRecord>) {
    this.scope = scope;
    this.evaluation = evaluation;
    this.records = records;
  }

  trace(snippet: Snippet): Trace {
    switch (snippet.kind) {
      case 'literal':
        return this.leaf(snippet, 'literal');
      case 'list':
        return {
          kind: 'list',
          items: snippet.items.filter((item) => this.isThere(item)).map((item) => this.trace(item)),
        };
      case 'map': {
        const entries = [...snippet.entries].filter(([, item]) => this.isThere(item));
        return { kind: 'map', entries: new Map(entries.map(([key, item]) => [key, this.trace(item)])) };
      }
      case 'call':
        return this.call(snippet);
    }
  }

  private isThere(snippet: Snippet): boolean {
    const outcome = this.records.get(snippet)?.outcome;
    return !(outcome instanceof Removed) && outcome !== failed;
  }

  private call(call: CallSnippet): Trace {
    const record = this.records.get(call);
    if (record === undefined || record.outcome === failed || record.outcome instanceof Removed) {
      return this.leaf(call, 'literal');
    }
    const { outcome } = record;
    const through = (source: Source): Source => ({ ...source, through: [...source.through, call.function] });
    const trace = this.named(call, record, outcome) ?? mapSources(this.made(call, record, outcome), through);
    return fitTrace(trace, outcome);
  }

  /** The trace of what a name stands for. */
  private named(call: CallSnippet, record: CallRecord, outcome: Value): Trace | undefined {
    const [name = null, ...path] = isList(record.argument ?? null)
      ? toList(record.argument)
      : [record.argument ?? null];
    const text = typeof name === 'string' ? { name } : {};
    const keys = path.map((key) => (typeof key === 'number' ? key : typeof key === 'string' ? key : String(key)));
    const within = (kind: Source['kind']): Trace => {
      const source = { ...this.source(call, kind), ...text, written: keys.length };
      return traceAs(outcome, (rest) => [{ ...source, path: [...keys, ...rest] }]);
    };
    switch (call.function) {
      case 'get_param':
        return within('parameter');
      case 'get_attr':
        return within('attribute');
      case 'get_resource':
        return { kind: 'leaf', sources: [{ ...this.source(call, 'resource'), ...text }] };
      case 'get_file':
        return { kind: 'leaf', sources: [{ ...this.source(call, 'file'), ...text }] };
      default:
        return undefined;
    }
  }

  private made(call: CallSnippet, record: CallRecord, outcome: Value): Trace {
    if (call.function === 'if') return this.branch(call, record, outcome);
    const argument = this.argument(call, record);
    return this.moved(call, record, argument) ?? traceAs(outcome, always(sourcesOf(argument)));
  }

  private branch(call: CallSnippet, record: CallRecord, outcome: Value): Trace {
    const [condition, ...branches] = call.argument.kind === 'list' ? call.argument.items : [];
    const deciding = condition === undefined ? [] : this.conditionSources(condition);
    const taken = record.taken === undefined ? undefined : branches[record.taken - 1];
    if (taken !== undefined) return addSources(this.trace(taken), deciding);
    const all = branches.flatMap((branch) => sourcesOf(this.trace(branch)));
    return traceAs(outcome, always([...all, ...deciding]));
  }

  private conditionSources(condition: Snippet): readonly Source[] {
    const trace = this.inCondition(condition);
    return sourcesOf(trace).map((source) => ({ ...source, decides: true }));
  }

  /** The trace of what stands where a condition is expected: a text there names one. */
  inCondition(snippet: Snippet): Trace {
    if (snippet.kind === 'literal' && typeof snippet.value === 'string') {
      return { kind: 'leaf', sources: [{ ...this.source(snippet, 'condition'), name: snippet.value }] };
    }
    return this.trace(snippet);
  }

  private argument(call: CallSnippet, record: CallRecord): Trace {
    const { argument } = call;
    const takesConditions = call.function === 'not' || call.function === 'and' || call.function === 'or';
    if (!takesConditions) return fitTrace(this.trace(argument), record.argument ?? null);
    const items = argument.kind === 'list' ? argument.items : [argument];
    return { kind: 'list', items: items.map((item) => this.inCondition(item)) };
  }

  /** For a function that moves parts whole: puts a mark in the place of each leaf, and looks where it ends up. */
  private moved(call: CallSnippet, record: CallRecord, argument: Trace): Trace | undefined {
    const entry = functions.get(call.function);
    if (entry?.opaque !== true || entry.asksScope || entry.prepare !== undefined) return undefined;
    const leaves: Trace[] = [];
    const marked = mark(argument, record.argument ?? null, leaves);
    this.evaluation.enter(call.function, this.scope.version, call);
    const result = entry.call(marked, this.evaluation);
    if (result === failed || result === needInside) return undefined;
    const others = sourcesOf(argument);
    return unmark(result, leaves, others);
  }

  private leaf(snippet: Snippet, kind: Source['kind']): Trace {
    return { kind: 'leaf', sources: [this.source(snippet, kind)] };
  }

  private source(snippet: Snippet, kind: Source['kind']): Source {
    return { kind, at: { file: this.scope.file, line: snippet.line, column: snippet.column }, through: [] };
  }
}

function toList(value: Value | undefined): readonly Value[] {
  return value !== undefined && isList(value) ? value : [];
}

function always(sources: readonly Source[]): () => readonly Source[] {
  return () => sources;
}

/** The value with marks for its leaves; null, which means something of its own to many functions, stays. */
function mark(trace: Trace, value: Value, leaves: Trace[]): Value {
  if (trace.kind === 'list' && isList(value)) {
    return trace.items.map((item, index) => mark(item, value[index] ?? null, leaves));
  }
  if (trace.kind === 'map' && isMap(value)) {
    return new Map([...trace.entries].map(([key, item]) => [key, mark(item, value.get(key) ?? null, leaves)]));
  }
  if (reveal(value) === null) return null;
  leaves.push(trace);
  return new Unknown({ kind: 'constant', value: leaves.length - 1 });
}

function unmark(value: Value, leaves: readonly Trace[], others: readonly Source[]): Trace {
  if (isList(value)) return { kind: 'list', items: value.map((item) => unmark(item, leaves, others)) };
  if (isMap(value)) {
    return { kind: 'map', entries: new Map([...value].map(([key, item]) => [key, unmark(item, leaves, others)])) };
  }
  const index = value instanceof Unknown && value.expression.kind === 'constant' ? value.expression.value : undefined;
  const leaf = typeof index === 'number' ? leaves[index] : undefined;
  return leaf ?? { kind: 'leaf', sources: others };
}
