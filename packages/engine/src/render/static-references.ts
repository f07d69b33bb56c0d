import { evaluate, evaluateCondition } from '../hot/evaluate.ts';
import { reveal } from '../hot/reveal.ts';
import { Failure } from '../hot/scope.ts';
import type { CallSnippet, Snippet } from '../hot/snippet.ts';
import type { StackScope } from './stack-scope.ts';

/**
 * The names of resources that a snippet asks for when it is evaluated, found without evaluating it: of an `if` only the
 * branch that is taken counts, as in Heat, or both where that is not known yet.
 */
export function staticReferences(root: Snippet, scope: StackScope, found: Set<string>): void {
  const waiting: Snippet[] = [root];
  for (let snippet = waiting.pop(); snippet !== undefined; snippet = waiting.pop()) {
    switch (snippet.kind) {
      case 'literal':
        break;
      case 'list':
        for (const item of snippet.items) waiting.push(item);
        break;
      case 'map':
        for (const item of snippet.entries.values()) waiting.push(item);
        break;
      case 'call':
        for (const each of partsOfCall(snippet, scope, found)) waiting.push(each);
    }
  }
}

function partsOfCall(call: CallSnippet, scope: StackScope, found: Set<string>): readonly Snippet[] {
  const { argument } = call;
  switch (call.function) {
    case 'get_resource':
      return addName(argument, scope, found) ? [] : [argument];
    case 'get_attr': {
      const [name, ...rest] = argument.kind === 'list' ? argument.items : [argument];
      return name !== undefined && addName(name, scope, found) ? rest : [argument];
    }
    case 'if':
      return argument.kind === 'list' ? takenBranches(argument.items, scope) : [argument];
    default:
      return [argument];
  }
}

function addName(name: Snippet, scope: StackScope, found: Set<string>): boolean {
  if (name.kind === 'literal') {
    if (typeof name.value === 'string') found.add(name.value);
    return true;
  }
  const inside = new Set<string>();
  staticReferences(name, scope, inside);
  if (inside.size > 0) return false;
  const value = evaluate(name, scope);
  const known = value instanceof Failure ? undefined : reveal(value);
  if (typeof known === 'string') found.add(known);
  return true;
}

function takenBranches([condition, then, otherwise]: readonly Snippet[], scope: StackScope): readonly Snippet[] {
  if (condition === undefined) return [];
  const value = evaluateCondition(condition, scope);
  const known = value instanceof Failure ? undefined : reveal(value);
  const taken = known === true ? [then] : known === false ? [otherwise] : [then, otherwise];
  return taken.filter((each) => each !== undefined);
}
