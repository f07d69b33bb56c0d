import { pythonJson } from '../hot/print-value.ts';
import { type Expression, isList, isMap, Tainted, type Value } from '../hot/value.ts';
import type { Reveal } from '../preview/known.ts';

/**
 * The texts that must not be seen of what an action is given: its secret values, and the secrets that they were made of.
 */
export function secretsWithin(values: Iterable<Value>, reveal: Reveal): readonly string[] {
  const found = new Set<string>();
  for (const value of values) collectTainted(value, found, reveal);
  return [...found].filter((each) => each !== '');
}

function collectTainted(value: Value, found: Set<string>, reveal: Reveal): void {
  if (value instanceof Tainted) {
    collectTexts(value.value, found);
    collectSecrets(value.expression, found, reveal);
  } else if (isList(value)) {
    for (const each of value) collectTainted(each, found, reveal);
  } else if (isMap(value)) {
    for (const each of value.values()) collectTainted(each, found, reveal);
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

function collectSecrets(expression: Expression, found: Set<string>, reveal: Reveal): void {
  switch (expression.kind) {
    case 'secret': {
      const value = reveal(expression.name, expression.version);
      if (value !== undefined) collectTexts(value, found);
      return;
    }
    case 'call':
      collectSecrets(expression.argument, found, reveal);
      return;
    case 'list':
      for (const item of expression.items) collectSecrets(item, found, reveal);
      return;
    case 'map':
      for (const item of expression.entries.values()) collectSecrets(item, found, reveal);
      return;
    case 'constant':
    case 'attribute':
    case 'reference':
      return;
  }
}
