import type { Position } from '../../diagnostics/diagnostic.ts';
import type { Path } from '../../diagnostics/path.ts';
import { evaluateTraced } from '../../hot/evaluate-traced.ts';
import { Failure } from '../../hot/scope.ts';
import type { MapSnippet, Snippet } from '../../hot/snippet.ts';
import { fitTrace } from '../../hot/trace.ts';
import type { Value } from '../../hot/value.ts';
import type { DefinedOrigin, MemberOrigin, StackOrigin } from '../../render/origins.ts';
import type { ExplainContext } from './explain-context.ts';
import { selectPart, type TracedPart, valueAt } from './select-part.ts';

/** A value with its trace, the stack in which names in it have their meaning, and the place where all of it stands. */
export interface TracedValue extends TracedPart {
  readonly stack: StackOrigin;
  /** As it is written, as far as it is by itself. */
  readonly snippet: Snippet;
  /** Texts that groups have replaced in it since it was evaluated, each with the value before. */
  readonly replaced: readonly Replaced[];
}

export interface Replaced {
  readonly text: string;
  readonly by: string;
  readonly at: Position;
  readonly before: Value;
}

/** Evaluates anew, traced, what is asked for: one property or output at a time, each once. */
export class TracedValues {
  readonly #context: ExplainContext;
  readonly #properties = new Map<string, TracedValue | undefined>();
  readonly #outputs = new Map<string, TracedValue | undefined>();

  constructor(context: ExplainContext) {
    this.#context = context;
  }

  /** A property as it came out; undefined where it is not written. */
  property(address: string, name: string): TracedValue | undefined {
    const key = JSON.stringify([address, name]);
    if (!this.#properties.has(key)) this.#properties.set(key, this.#traceProperty(address, name));
    return this.#properties.get(key);
  }

  /** What an output of a stack gives; undefined where it could not be evaluated or there is none of that name. */
  output(stack: StackOrigin, name: string): TracedValue | undefined {
    const key = JSON.stringify([stack.address, name]);
    if (!this.#outputs.has(key)) this.#outputs.set(key, traceOutput(stack, name));
    return this.#outputs.get(key);
  }

  #traceProperty(address: string, name: string): TracedValue | undefined {
    const origin = this.#context.origins.resources.get(address);
    if (origin === undefined) return undefined;
    const traced = origin.kind === 'definition' ? this.#defined(origin, name) : this.#member(origin, name);
    if (traced === undefined) return undefined;
    const { node } = origin.rendered;
    const value = (node.kind === 'resource' ? node.properties : origin.properties).get(name) ?? traced.value;
    return { ...traced, value, trace: fitTrace(traced.trace, value) };
  }

  #defined({ definition, stack: address }: DefinedOrigin, name: string): TracedValue | undefined {
    const stack = this.#context.origins.stacks.get(address);
    const snippet = definition.properties?.entries.get(name);
    if (stack === undefined || definition.properties === undefined || snippet === undefined) return undefined;
    // The property alone, still in a map: it may be an "if" that takes it away.
    const alone: MapSnippet = { ...definition.properties, entries: new Map([[name, snippet]]) };
    const { value, trace } = evaluateTraced(alone, stack.scope);
    if (value instanceof Failure || trace === undefined) return undefined;
    const part = selectPart({ value, trace }, [name]);
    if (part.missing !== undefined) return undefined;
    return { value: part.value, trace: part.trace, stack, snippet, replaced: [] };
  }

  #member({ group, within, index, key }: MemberOrigin, name: string): TracedValue | undefined {
    const [property, ...path] = within(name);
    const whole = this.property(group, property);
    if (whole === undefined) return undefined;
    const part = selectPart(whole, path);
    if (part.missing !== undefined) return undefined;
    const before = whole.replaced.map((each) => ({ ...each, before: valueAt(each.before, path) ?? null }));
    const here = index === undefined ? [] : [{ text: index.name, by: key, at: index.at, before: part.value }];
    const snippet = path.reduce(snippetIn, whole.snippet);
    return { ...whole, value: part.value, trace: part.trace, snippet, replaced: [...before, ...here] };
  }
}

/** Where a traced value stands. */
export function placeOf({ stack, snippet }: TracedValue): Position {
  return { file: stack.template.file, line: snippet.line, column: snippet.column };
}

/** What stands under a key of what is written, or that itself where it is no map. */
export function snippetIn(snippet: Snippet, key: string): Snippet {
  return (snippet.kind === 'map' ? snippet.entries.get(key) : undefined) ?? snippet;
}

/** Those of the replaced texts that stood in a part before. */
export function replacedIn({ replaced }: TracedValue, path: Path): readonly Replaced[] {
  return replaced.filter(({ text, before }) => {
    const there = valueAt(before, path);
    return typeof there === 'string' && text !== '' && there.includes(text);
  });
}

function traceOutput(stack: StackOrigin, name: string): TracedValue | undefined {
  const definition = stack.template.outputs.get(name);
  if (definition === undefined) return undefined;
  const { value, trace } = evaluateTraced(definition.value, stack.scope);
  if (value instanceof Failure || trace === undefined) return undefined;
  return { value, trace, stack, snippet: definition.value, replaced: [] };
}
