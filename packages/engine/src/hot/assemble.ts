import { Removed } from './functions/function-entry.ts';
import { containsUnknown } from './marks.ts';
import { reveal } from './reveal.ts';
import { toExpression } from './to-expression.ts';
import { type Expression, Tainted, Unknown, type Value } from './value.ts';

/** What an item of a list or an entry of a map gave: a value, or nothing. */
export type Part = Value | Removed;

/**
 * Makes a list of parts of which some vanish. Where something unknown or secret decides whether an item vanishes, it
 * decides the length of the list: then the whole list is unknown, or tainted. The first `kept` items become null
 * instead of vanishing.
 */
export function assembleList(parts: readonly Part[], kept: number): Value {
  const items = parts.map((part, index) => (index < kept ? keep(part) : part));
  const present = items.filter(isPresent);
  if (!items.some((item, index) => index >= kept && isDecidedLater(item))) return present;
  return settle(present, { kind: 'list', items: items.flatMap(expressionsOf) });
}

/** As `assembleList`, for a map; where anything is kept, every entry is. */
export function assembleMap(parts: ReadonlyMap<string, Part>, kept: number): Value {
  const entries = [...parts].map(([key, part]): [string, Part] => [key, kept > 0 ? keep(part) : part]);
  const present = new Map<string, Value>();
  for (const [key, part] of entries) if (isPresent(part)) present.set(key, part);
  if (kept > 0 || !entries.some(([, part]) => isDecidedLater(part))) return present;
  const expressions = entries.flatMap(([key, part]) =>
    expressionsOf(part).map((each): [string, Expression] => [key, each]),
  );
  return settle(present, { kind: 'map', entries: new Map(expressions) });
}

/** What stands for a part where nothing can vanish. Heat: `function.resolve` turns what is dropped into None. */
export function keep(part: Part): Value {
  if (part instanceof Removed) return part.expression === undefined ? null : new Tainted(null, kept(part.expression));
  if (!isDecidedLater(part)) return part;
  if (part instanceof Unknown) return new Unknown(kept(part.expression));
  return part instanceof Tainted ? new Tainted(part.value, kept(part.expression)) : part;
}

const keptForms = new WeakMap<Expression, Expression>();

/** The same expression with null where an `if` would remove its item. */
function kept(expression: Expression): Expression {
  if (!vanishes(expression) || expression.kind !== 'call' || expression.argument.kind !== 'list') return expression;
  const known = keptForms.get(expression);
  if (known !== undefined) return known;
  const [condition, value, otherwise] = expression.argument.items;
  const nothing: Expression = { kind: 'constant', value: null };
  const items = [condition ?? nothing, kept(value ?? nothing), kept(otherwise ?? nothing)];
  const form: Expression = { ...expression, argument: { kind: 'list', items } };
  keptForms.set(expression, form);
  return form;
}

function isPresent(part: Part): part is Value {
  return !(part instanceof Removed);
}

/** Whether what is unknown or secret decides whether the part is there. */
export function isDecidedLater(part: Part): boolean {
  if (part instanceof Removed) return part.expression !== undefined;
  return (part instanceof Unknown || part instanceof Tainted) && vanishes(part.expression);
}

// Branches may be shared by many calls, so what was found for a call is remembered.
const vanishing = new WeakMap<Expression, boolean>();

function vanishes(expression: Expression): boolean {
  if (expression.kind !== 'call' || expression.function !== 'if' || expression.argument.kind !== 'list') return false;
  const known = vanishing.get(expression);
  if (known !== undefined) return known;
  const [, ...branches] = expression.argument.items;
  const found = branches.length < 2 || branches.some(vanishes);
  vanishing.set(expression, found);
  return found;
}

function expressionsOf(part: Part): readonly Expression[] {
  if (!(part instanceof Removed)) return [toExpression(part)];
  return part.expression === undefined ? [] : [part.expression];
}

function settle(present: Value, expression: Expression): Value {
  return containsUnknown(present) ? new Unknown(expression) : new Tainted(reveal(present), expression);
}
