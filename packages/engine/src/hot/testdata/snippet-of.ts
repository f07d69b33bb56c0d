import type { Snippet } from '../snippet.ts';
import { Float, type Value } from '../value.ts';

/** A call in what `snippetOf` takes. */
export class CallOf {
  readonly name: string;
  readonly argument: Written;
  constructor(name: string, argument: Written) {
    this.name = name;
    this.argument = argument;
  }
}

export type Written = Value | CallOf | readonly Written[] | ReadonlyMap<string, Written> | { readonly [key: string]: Written };

export function call(name: string, argument: Written): CallOf {
  return new CallOf(name, argument);
}

/** The snippet of a template that is written so; every part stands on a line of its own, in order. */
export function snippetOf(written: Written): Snippet {
  let line = 0;
  return build(written);

  function build(part: Written): Snippet {
    line += 1;
    const place = { line, column: 1 };
    if (part instanceof CallOf) return { kind: 'call', function: part.name, argument: build(part.argument), ...place };
    if (part === null || typeof part !== 'object' || part instanceof Float) return { kind: 'literal', value: part, ...place };
    if (Array.isArray(part)) return { kind: 'list', items: part.map((item) => build(item)), ...place };
    const entries: Iterable<[string, Written]> = part instanceof Map ? part : Object.entries(part);
    return { kind: 'map', entries: new Map([...entries].map(([key, item]) => [key, build(item)])), ...place };
  }
}
