import { evaluateExpression } from '../hot/evaluate-expression.ts';
import { pythonJson } from '../hot/print-value.ts';
import { Failure } from '../hot/scope.ts';
import { type Expression, isList, isMap, Tainted, Unknown, type Value } from '../hot/value.ts';
import type { Reveal } from '../preview/known.ts';

/**
 * The texts that must not be seen of what an action is given: its secret values, the secrets that they were made of, and
 * what was made on the way from these to those (of a secret map one entry, which then stands within a script's text).
 */
export function secretsWithin(values: Iterable<Value>, reveal: Reveal): readonly string[] {
  const search: Search = { found: new Set(), seen: new Set(), reveal };
  for (const value of values) collectTainted(value, search);
  return [...search.found].filter((each) => each !== '');
}

interface Search {
  readonly found: Set<string>;
  /** Expressions are shared, so each is looked into once. */
  readonly seen: Set<Expression>;
  readonly reveal: Reveal;
}

function collectTainted(value: Value, search: Search): void {
  if (value instanceof Tainted) {
    collectTexts(value.value, search.found);
    collectSecrets(value.expression, search);
  } else if (value instanceof Unknown) {
    // An inventory's variable stands for its secret without holding it.
    collectSecrets(value.expression, search);
  } else if (isList(value)) {
    for (const each of value) collectTainted(each, search);
  } else if (isMap(value)) {
    for (const each of value.values()) collectTainted(each, search);
  }
}

function collectTexts(value: Value, found: Set<string>): void {
  if (typeof value === 'string') {
    found.add(value);
    return;
  }
  if (isList(value)) for (const each of value) collectTexts(each, found);
  else if (isMap(value)) for (const each of value.values()) collectTexts(each, found);
  // Numbers and booleans are seen in their own right; a list or map is seen as the JSON that a script gets.
  if (value !== null && typeof value !== 'boolean') found.add(pythonJson(value));
}

function collectSecrets(expression: Expression, search: Search): void {
  if (search.seen.has(expression)) return;
  search.seen.add(expression);
  switch (expression.kind) {
    case 'secret': {
      const value = search.reveal(expression.name, expression.version);
      if (value !== undefined) collectTexts(value, search.found);
      return;
    }
    case 'call':
      collectMade(expression, search);
      collectSecrets(expression.argument, search);
      return;
    case 'list':
      for (const item of expression.items) collectSecrets(item, search);
      return;
    case 'map':
      for (const item of expression.entries.values()) collectSecrets(item, search);
      return;
    case 'constant':
    case 'attribute':
    case 'reference':
      return;
  }
}

/** What a call on the way gives, as far as it is secret. What can't be known here was never made of secrets alone. */
function collectMade(call: Expression, { found, reveal }: Search): void {
  const made = evaluateExpression(call, {
    attribute: () => undefined,
    reference: () => undefined,
    secret: ({ name, version }) => reveal(name, version),
  });
  if (!(made instanceof Failure)) collectTaintedTexts(made, found);
}

function collectTaintedTexts(value: Value, found: Set<string>): void {
  if (value instanceof Tainted) collectTexts(value.value, found);
  else if (isList(value)) for (const each of value) collectTaintedTexts(each, found);
  else if (isMap(value)) for (const each of value.values()) collectTaintedTexts(each, found);
}
