import { type Expression, isList, isMap, Tainted, Unknown, type Value } from '../hot/value.ts';

/**
 * The value with a text replaced in every text of it but the keys of maps; in what is left of an expression, in its
 * constants. What holds no such text comes back as the very same value. Heat: `resource_group.py`, _handle_repl_val.
 */
export function replaceText(value: Value, search: string, replacement: string): Value {
  if (typeof value === 'string') return value.replaceAll(search, () => replacement);
  if (isList(value)) return replaceParts(value, (part) => replaceText(part, search, replacement));
  if (isMap(value)) return replaceEntries(value, (part) => replaceText(part, search, replacement));
  if (value instanceof Unknown) {
    const expression = replaceInExpression(value.expression, search, replacement);
    return expression === value.expression ? value : new Unknown(expression);
  }
  if (value instanceof Tainted) {
    const expression = replaceInExpression(value.expression, search, replacement);
    if (expression === value.expression) return value;
    return new Tainted(replaceText(value.value, search, replacement), expression);
  }
  return value;
}

function replaceInExpression(expression: Expression, search: string, replacement: string): Expression {
  const replace = (part: Expression) => replaceInExpression(part, search, replacement);
  switch (expression.kind) {
    case 'constant': {
      if (typeof expression.value !== 'string' || !expression.value.includes(search)) return expression;
      return { kind: 'constant', value: expression.value.replaceAll(search, () => replacement) };
    }
    case 'list': {
      const items = replaceParts(expression.items, replace);
      return items === expression.items ? expression : { kind: 'list', items };
    }
    case 'map': {
      const entries = replaceEntries(expression.entries, replace);
      return entries === expression.entries ? expression : { kind: 'map', entries };
    }
    case 'call': {
      const argument = replace(expression.argument);
      return argument === expression.argument ? expression : { ...expression, argument };
    }
    case 'attribute':
    case 'reference':
    case 'secret':
      return expression;
  }
}

function replaceParts<T>(parts: readonly T[], replace: (part: T) => T): readonly T[] {
  const replaced = parts.map(replace);
  return replaced.some((part, index) => part !== parts[index]) ? replaced : parts;
}

function replaceEntries<T>(entries: ReadonlyMap<string, T>, replace: (part: T) => T): ReadonlyMap<string, T> {
  let changed = false;
  const replaced = new Map<string, T>();
  for (const [key, part] of entries) {
    const result = replace(part);
    changed ||= result !== part;
    replaced.set(key, result);
  }
  return changed ? replaced : entries;
}
