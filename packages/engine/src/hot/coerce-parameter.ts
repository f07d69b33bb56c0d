import { type Checked, type Position, problem } from '../diagnostics/diagnostic.ts';
import { formatPath } from '../diagnostics/path.ts';
import { quote } from './check-constraints.ts';
import { coerceValue, falseWords, trueWords } from './coerce-value.ts';
import { JsonFault, readJsonText } from './json-text.ts';
import { containsTainted, containsUnknown } from './marks.ts';
import type { ParameterSchema, ParameterType } from './parameter.ts';
import { reveal } from './reveal.ts';
import { toExpression } from './to-expression.ts';
import { type Expression, isList, Tainted, Unknown, type Value } from './value.ts';
import type { TemplateVersion } from './version.ts';

/** What the values of each type look like, for messages. */
export const typeForms: Readonly<Record<ParameterType, string>> = {
  string: 'text',
  number: 'a number',
  boolean: `a boolean: one of ${[...trueWords, ...falseWords].join(', ')}`,
  comma_delimited_list: 'a list, or text with commas between its items',
  json: 'JSON: a map, a list, or text that holds JSON',
};

/**
 * A value as its parameter's type has it, with a problem where the type does not take it; the value of a hidden parameter
 * is not quoted. What is unknown yet is coerced once it is known: it stays an `Unknown`, over the call `$coerce`. What
 * is secret is coerced inside and stays `Tainted`.
 */
export function coerceParameter(
  schema: ParameterSchema,
  value: Value,
  version: TemplateVersion,
  at: Position,
): Checked<Value> {
  const coerced = coerceMarked(schema.type, value, version);
  if (coerced !== undefined) return { value: coerced, problems: [] };
  const secret = schema.hidden || containsTainted(value);
  const quoted = secret ? '' : ` ${quote(value)}`;
  const why = secret || schema.type !== 'json' ? '' : jsonFault(value);
  const message = `The value${quoted} of parameter "${schema.name}" is not of type ${schema.type}${why}`;
  const path = formatPath(['parameters', schema.name]);
  const details = { at, path, expected: typeForms[schema.type], ...(secret ? { secret } : {}) };
  return { problems: [problem('parameter-value', message, details)] };
}

/** Why a text is no JSON. */
function jsonFault(value: Value): string {
  const read = typeof value === 'string' ? readJsonText(value) : undefined;
  return read instanceof JsonFault ? `: at character ${read.offset + 1}, ${lowered(read.message)}` : '';
}

function lowered(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}

function coerceMarked(type: ParameterType, value: Value, version: TemplateVersion): Value | undefined {
  const isUnknown = containsUnknown(value);
  if (!isUnknown && !containsTainted(value)) return coerceValue(type, value);
  if (type === 'json' && !(value instanceof Tainted) && !(value instanceof Unknown)) return value;
  if (type === 'comma_delimited_list' && isList(value)) return coerceItems(value, version);
  if (isUnknown) return new Unknown(coerceCall(type, value, version));
  const inner = reveal(value);
  const coerced = coerceValue(type, inner);
  if (coerced === undefined) return undefined;
  const isSame = value instanceof Tainted && coerced === inner;
  return isSame ? value : new Tainted(coerced, coerceCall(type, value, version));
}

function coerceItems(items: readonly Value[], version: TemplateVersion): Value | undefined {
  const coerced: Value[] = [];
  for (const item of items) {
    const each = coerceMarked('string', item, version);
    if (each === undefined) return undefined;
    coerced.push(each);
  }
  return Object.freeze(coerced);
}

function coerceCall(type: ParameterType, value: Value, version: TemplateVersion): Expression {
  const items: readonly Expression[] = [{ kind: 'constant', value: type }, toExpression(value)];
  return { kind: 'call', function: '$coerce', version, argument: { kind: 'list', items } };
}
