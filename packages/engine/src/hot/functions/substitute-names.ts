import { toExpression } from '../to-expression.ts';
import { type Expression, isList, isMap, type List, Tainted, Unknown, type Value, type ValueMap } from '../value.ts';
import { type FunctionContext, failed } from './function-entry.ts';

/**
 * A copy of a template with names replaced by values one after the other, in texts and keys alike. What is unknown in
 * it is left for later as a call of `$substitute`. Heat: `Repeat._do_replacement`: the values must be texts wherever
 * the template has a text.
 */
export function substituteNames(
  template: Value,
  names: readonly string[],
  values: List,
  context: FunctionContext,
): Value | typeof failed {
  if (typeof template === 'string') return substituteText(template, names, values, context);
  if (isList(template)) return substituteItems(template, names, values, context);
  if (isMap(template)) return substituteEntries(template, names, values, context);
  if (template instanceof Unknown) return new Unknown(substituteCall(template.expression, names, values, context));
  if (!(template instanceof Tainted)) return template;
  const value = substituteNames(template.value, names, values, context);
  return value === failed ? failed : new Tainted(value, substituteCall(template.expression, names, values, context));
}

function substituteText(
  template: string,
  names: readonly string[],
  values: List,
  context: FunctionContext,
): string | typeof failed {
  let text = template;
  for (const [index, name] of names.entries()) {
    const value = values[index] ?? null;
    if (typeof value !== 'string') {
      return context.fail(`"${context.name}" puts texts into texts; an item for "${name}" is ${context.show(value)}`, {
        hint: 'Write it in quotes',
      });
    }
    // Python puts the value between all code points where the name is empty.
    text = name === '' ? ['', ...text, ''].join(value) : text.split(name).join(value);
  }
  return text;
}

function substituteItems(
  list: List,
  names: readonly string[],
  values: List,
  context: FunctionContext,
): List | typeof failed {
  const items: Value[] = [];
  for (const item of list) {
    const copy = substituteNames(item, names, values, context);
    if (copy === failed) return failed;
    items.push(copy);
  }
  return items;
}

function substituteEntries(
  map: ValueMap,
  names: readonly string[],
  values: List,
  context: FunctionContext,
): ValueMap | typeof failed {
  const entries = new Map<string, Value>();
  for (const [key, item] of map) {
    const name = substituteText(key, names, values, context);
    const copy = name === failed ? failed : substituteNames(item, names, values, context);
    if (name === failed || copy === failed) return failed;
    entries.set(name, copy);
  }
  return entries;
}

function substituteCall(
  template: Expression,
  names: readonly string[],
  values: List,
  context: FunctionContext,
): Expression {
  const argument: Expression = { kind: 'list', items: [template, toExpression(names), toExpression(values)] };
  return { kind: 'call', function: '$substitute', version: context.version, argument };
}
