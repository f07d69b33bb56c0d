import { type Diagnostic, type Position, problem } from '../diagnostics/diagnostic.ts';
import { formatPath } from '../diagnostics/path.ts';
import { writeCircle } from '../diagnostics/write-circle.ts';
import type { Snippet } from '../hot/snippet.ts';
import { snippetPaths } from '../hot/snippet-path.ts';

/**
 * The problem that conditions depend on each other: at the place where the first of them names the second. `circle` are
 * their names, each naming the next and the last the first; `definition` is that of the first.
 */
export function conditionCircle(circle: readonly string[], definition: Snippet, file: string): Diagnostic {
  const [first = '', second = first] = circle;
  return problem('reference-cycle', `Conditions depend on each other in a circle: ${writeCircle(circle)}`, {
    ...placeOfName(second, definition, file, formatPath(['conditions', first])),
    expected: 'conditions that can be worked out one after the other',
    hint: 'Write out in one of them what it asks of the other',
  });
}

function placeOfName(
  name: string,
  root: Snippet,
  file: string,
  base: string,
): { readonly at: Position; readonly path: string } {
  const found = namingSnippet(root, name) ?? root;
  const { line, column } = found;
  return { at: { file, line, column }, path: snippetPaths(root, new Set([found]), base).get(found) ?? base };
}

interface Part {
  readonly snippet: Snippet;
  /** Whether a text that stands here is the name of a condition. */
  readonly isCondition: boolean;
}

/** The names of conditions in a definition, as they are written; other texts are none, whatever they say. */
export function* namedConditions(root: Snippet): Generator<Naming, undefined, undefined> {
  const waiting: Part[] = [{ snippet: root, isCondition: false }];
  for (let part = waiting.pop(); part !== undefined; part = waiting.pop()) {
    const { snippet, isCondition } = part;
    if (isCondition && snippet.kind === 'literal' && typeof snippet.value === 'string') {
      yield { name: snippet.value, snippet };
    }
    for (const each of partsOf(part).toReversed()) waiting.push(each);
  }
}

interface Naming {
  readonly name: string;
  readonly snippet: Snippet;
}

function namingSnippet(root: Snippet, wanted: string): Snippet | undefined {
  for (const { name, snippet } of namedConditions(root)) if (name === wanted) return snippet;
  return undefined;
}

function partsOf({ snippet, isCondition }: Part): readonly Part[] {
  switch (snippet.kind) {
    case 'literal':
      return [];
    case 'list':
      return snippet.items.map((item) => ({ snippet: item, isCondition }));
    case 'map':
      return [...snippet.entries.values()].map((item) => ({ snippet: item, isCondition: false }));
    case 'call': {
      const { function: called, argument } = snippet;
      if (called !== 'if' || argument.kind !== 'list') {
        return [{ snippet: argument, isCondition: called === 'and' || called === 'or' || called === 'not' }];
      }
      return argument.items.map((item, index) => ({ snippet: item, isCondition: isCondition || index === 0 }));
    }
  }
}
