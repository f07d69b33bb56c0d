import type { Snippet } from '../hot/snippet.ts';
import { Unknown, type Value } from '../hot/value.ts';

/** Stands for what a function gives. */
const given: Value = new Unknown({ kind: 'reference', address: '' });

/** A snippet as far as it is written out; what functions give is unknown. */
export function writtenValue(snippet: Snippet): Value {
  switch (snippet.kind) {
    case 'literal':
      return snippet.value;
    case 'list':
      return snippet.items.map(writtenValue);
    case 'map':
      return new Map([...snippet.entries].map(([key, each]) => [key, writtenValue(each)]));
    case 'call':
      return given;
  }
}
