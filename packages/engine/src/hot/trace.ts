import type { Position } from '../diagnostics/diagnostic.ts';
import { isList, isMap, type Value } from './value.ts';

/** Where the parts of a value come from: the shape of the value, with sources at its leaves. */
export type Trace =
  | { readonly kind: 'leaf'; readonly sources: readonly Source[] }
  | { readonly kind: 'list'; readonly items: readonly Trace[] }
  | { readonly kind: 'map'; readonly entries: ReadonlyMap<string, Trace> };

/** One thing that a leaf was made of. */
export interface Source {
  readonly kind: 'literal' | 'parameter' | 'attribute' | 'resource' | 'condition' | 'file';
  /** Where in the template it is written. */
  readonly at: Position;
  /** The name of the parameter, resource, condition or file. */
  readonly name?: string;
  /** The way into the value of the parameter; for an attribute, its name and the way into its value. */
  readonly path?: readonly (string | number)[];
  /** How many elements of the path are written where the source is; the others lead into what it gives. */
  readonly written?: number;
  /** The functions between, the innermost first. */
  readonly through: readonly string[];
  /** It did not go into the value, but decided which value it is. */
  readonly decides?: true;
}

/** All sources in a trace, in order. */
export function sourcesOf(trace: Trace): readonly Source[] {
  if (trace.kind === 'leaf') return trace.sources;
  return [...(trace.kind === 'list' ? trace.items : trace.entries.values())].flatMap(sourcesOf);
}

/** A trace of the shape of a value, its leaves' sources given by their way into the value. */
export function traceAs(
  value: Value,
  sources: (path: readonly (string | number)[]) => readonly Source[],
  path: readonly (string | number)[] = [],
): Trace {
  if (isList(value)) {
    return { kind: 'list', items: value.map((item, index) => traceAs(item, sources, [...path, index])) };
  }
  if (!isMap(value)) return { kind: 'leaf', sources: sources(path) };
  const entries = [...value].map(([key, item]): [string, Trace] => [key, traceAs(item, sources, [...path, key])]);
  return { kind: 'map', entries: new Map(entries) };
}

/** The trace if it has the value's shape; where it has not, every leaf there has all sources of that part. */
export function fitTrace(trace: Trace, value: Value): Trace {
  if (trace.kind === 'list' && isList(value) && trace.items.length === value.length) {
    const items = trace.items.map((item, index) => fitTrace(item, value[index] ?? null));
    return { kind: 'list', items };
  }
  if (trace.kind === 'map' && isMap(value) && trace.entries.size === value.size) {
    const entries = [...trace.entries].map(([key, item]): [string, Trace] => [
      key,
      fitTrace(item, value.get(key) ?? null),
    ]);
    if (entries.every(([key]) => value.has(key))) return { kind: 'map', entries: new Map(entries) };
  }
  if (trace.kind === 'leaf' && !isList(value) && !isMap(value)) return trace;
  const all = sourcesOf(trace);
  return traceAs(value, () => all);
}

/** The trace with every source changed. */
export function mapSources(trace: Trace, change: (source: Source) => Source): Trace {
  switch (trace.kind) {
    case 'leaf':
      return { kind: 'leaf', sources: trace.sources.map(change) };
    case 'list':
      return { kind: 'list', items: trace.items.map((item) => mapSources(item, change)) };
    case 'map':
      return {
        kind: 'map',
        entries: new Map([...trace.entries].map(([key, item]) => [key, mapSources(item, change)])),
      };
  }
}

/** The trace with more sources at every leaf. */
export function addSources(trace: Trace, more: readonly Source[]): Trace {
  switch (trace.kind) {
    case 'leaf':
      return { kind: 'leaf', sources: [...trace.sources, ...more] };
    case 'list':
      return { kind: 'list', items: trace.items.map((item) => addSources(item, more)) };
    case 'map':
      return { kind: 'map', entries: new Map([...trace.entries].map(([key, item]) => [key, addSources(item, more)])) };
  }
}
