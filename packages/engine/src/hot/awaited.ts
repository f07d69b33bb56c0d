import { writeAddress } from './address.ts';
import { containsUnknown } from './marks.ts';
import { type Attribute, type Expression, isList, isMap, type Reference, Unknown, type Value } from './value.ts';

/** What the unknown parts of a value wait for: each attribute and reference once, in the order of the value. */
export function awaited(value: Value): readonly (Attribute | Reference)[] {
  const found = new Map<string, Attribute | Reference>();
  collectFromValue(value, found, new Set());
  return [...found.values()];
}

type Found = Map<string, Attribute | Reference>;

function collectFromValue(value: Value, found: Found, seen: Set<Expression>): void {
  if (!containsUnknown(value)) return;
  if (value instanceof Unknown) collect(value.expression, found, seen);
  else if (isList(value)) for (const item of value) collectFromValue(item, found, seen);
  else if (isMap(value)) for (const item of value.values()) collectFromValue(item, found, seen);
}

function collect(expression: Expression, found: Found, seen: Set<Expression>): void {
  if (seen.has(expression)) return;
  seen.add(expression);
  switch (expression.kind) {
    case 'constant':
    case 'secret':
      return;
    case 'list':
      for (const item of expression.items) collect(item, found, seen);
      return;
    case 'map':
      for (const item of expression.entries.values()) collect(item, found, seen);
      return;
    case 'call':
      collect(expression.argument, found, seen);
      return;
    case 'attribute':
    case 'reference': {
      const key = writeAddress(
        expression.kind === 'attribute'
          ? { address: expression.address, kind: 'attribute', path: expression.path }
          : { address: expression.address, kind: 'resource', path: [] },
      );
      if (!found.has(key)) found.set(key, expression);
    }
  }
}
