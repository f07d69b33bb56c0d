import { coerceValue, falseWords, trueWords } from './coerce-value.ts';
import type { Constraint, NumberValue, ParameterSchema } from './parameter.ts';
import { javascriptSource } from './pattern/javascript-source.ts';
import { pythonStr } from './print-value.ts';
import { Float, isList, isMap, type Value } from './value.ts';

/** JSON, as `JSON.stringify` takes it. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export type JsonObject = { readonly [key: string]: Json };

/** A schema that nothing fits. */
const never: JsonObject = { not: {} };

/** The forms that a parameter's values may have, constraints put in: one of them must fit. */
export function parameterForms(schema: ParameterSchema): readonly JsonObject[] {
  const constraints = schema.constraints;
  switch (schema.type) {
    case 'string':
      return [textForm(constraints)];
    case 'number':
      return numberForms(constraints);
    case 'boolean':
      return [booleanForm(constraints)];
    case 'comma_delimited_list':
      return [itemsForm(constraints), commaForm(constraints)].filter((form) => form !== undefined);
    case 'json':
      return jsonForms(constraints);
  }
}

/** All of these together; one alone stands for itself. */
function every(...schemas: readonly JsonObject[]): JsonObject {
  const [only, ...more] = schemas.filter((each) => Object.keys(each).length > 0);
  if (only === undefined) return {};
  return more.length === 0 ? only : { allOf: [only, ...more] };
}

function textForm(constraints: readonly Constraint[]): JsonObject {
  const isText = constraints.some((each) => each.kind === 'length' || each.kind === 'allowed_pattern');
  const rules = constraints.map((each): JsonObject => {
    switch (each.kind) {
      case 'length':
        return limits(each, 'Length');
      case 'allowed_pattern':
        return { pattern: wholePattern(each.pattern), 'x-pattern': each.pattern };
      case 'allowed_values':
        return { enum: [...new Set(each.values.map(pythonStr).flatMap(spellings))] };
      default:
        return {};
    }
  });
  return every({ type: isText ? 'string' : ['string', 'number', 'boolean'] }, ...rules);
}

/** A text, and what else HOT makes that text of. */
function spellings(text: string): readonly Json[] {
  if (text === 'True' || text === 'False') return [text, text === 'True'];
  return /^(?:0|-?[1-9][0-9]{0,14})$/.test(text) ? [text, Number(text)] : [text];
}

/** The first match of a pattern must be all of the text: the group takes it and gives nothing back. */
function wholePattern(pattern: string): string {
  const source = javascriptSource(pattern);
  return source === undefined ? '(?!)' : `^(?=(?<all>${source}))\\k<all>$`;
}

const numericText = '^[ \\t\\n]*[-+]?(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][-+]?[0-9]+)?[ \\t\\n]*$';

/** What text says cannot be compared here, so that under a constraint only numbers fit, and the values themselves. */
function numberForms(constraints: readonly Constraint[]): readonly JsonObject[] {
  const allowed = constraints.filter((each) => each.kind === 'allowed_values').map(({ values }) => numbersOf(values));
  const rules = constraints.map(numberRule);
  const number = every({ type: 'number' }, ...rules);
  if (rules.every((rule) => Object.keys(rule).length === 0)) return [number, { type: 'string', pattern: numericText }];
  const [first, ...others] = allowed;
  if (first === undefined || constraints.some((each) => each.kind === 'range' || each.kind === 'modulo'))
    return [number];
  const common = first.filter((each) => others.every((other) => other.includes(each)));
  return common.length === 0 ? [number] : [number, { type: 'string', enum: common.map(String) }];
}

function numberRule(constraint: Constraint): JsonObject {
  switch (constraint.kind) {
    case 'range':
      return every(bound('minimum', constraint.min), bound('maximum', constraint.max));
    case 'modulo': {
      const [step, offset] = [plain(constraint.step), plain(constraint.offset)];
      return offset === 0 ? { multipleOf: Math.abs(step) } : { 'x-modulo': { step, offset } };
    }
    case 'allowed_values':
      return { enum: numbersOf(constraint.values) };
    default:
      return {};
  }
}

function numbersOf(values: readonly Value[]): readonly number[] {
  const numbers = values.map((value) => coerceValue('number', value));
  return numbers.flatMap((each) => {
    const number = each instanceof Float ? each.value : Number(each);
    return Number.isFinite(number) ? [number] : [];
  });
}

function bound(keyword: 'minimum' | 'maximum', value: NumberValue | undefined): JsonObject {
  const number = value === undefined ? Number.NaN : plain(value);
  if (Number.isFinite(number)) return { [keyword]: number };
  const isClosed = number === (keyword === 'minimum' ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY);
  return isClosed ? never : {};
}

function plain(value: NumberValue): number {
  return value instanceof Float ? value.value : Number(value);
}

function booleanForm(constraints: readonly Constraint[]): JsonObject {
  const isAllowed = (value: boolean): boolean =>
    constraints.every(
      (each) => each.kind !== 'allowed_values' || each.values.some((one) => coerceValue('boolean', one) === value),
    );
  const forms = [true, false].filter(isAllowed).flatMap((value): Json[] => {
    const words = value ? trueWords : falseWords;
    const upper = words.map((word) => word.toUpperCase()).filter((word) => !words.includes(word));
    const capital = words.filter((word) => word.length > 1).map((word) => word.charAt(0).toUpperCase() + word.slice(1));
    return [value, value ? 1 : 0, ...words, ...upper, ...capital];
  });
  return forms.length === 0 ? never : { enum: forms };
}

function itemsForm(constraints: readonly Constraint[]): JsonObject {
  const rules = constraints.map((each): JsonObject => {
    if (each.kind === 'length') return limits(each, 'Items');
    return each.kind === 'allowed_values' ? { items: { enum: texts(each.values).flatMap(spellings) } } : {};
  });
  return every({ type: 'array' }, ...rules);
}

/** Text with commas: as many items as are allowed, each of those that are allowed. */
function commaForm(constraints: readonly Constraint[]): JsonObject {
  const rules = constraints.map((each): JsonObject => {
    if (each.kind === 'length') return { pattern: countPattern(each.min ?? 0, each.max) };
    if (each.kind !== 'allowed_values') return {};
    const items = texts(each.values).filter((text) => !text.includes(','));
    const item = items.length === 0 ? '(?!)' : `(?:${items.map(escapePattern).join('|')})`;
    return { pattern: `^(?:${item}(?:,${item})*)?$` };
  });
  return every({ type: 'string' }, ...rules);
}

function countPattern(min: number, max: number | undefined): string {
  const most = max === undefined ? '' : String(Math.max(0, max - 1));
  const isNone = max !== undefined && (max < 1 || max < min);
  const items = isNone ? '(?!)' : `[^,]*(?:,[^,]*){${Math.max(0, min - 1)},${most}}`;
  // The empty text is a list without items; one item is at least a character then.
  return min < 1 ? `^(?:(?!$)${items})?$` : `^(?!$)${items}$`;
}

function texts(values: readonly Value[]): readonly string[] {
  return values.filter((value) => typeof value === 'string');
}

function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

/** JSON in a text cannot be told from other text, so that text never fits. */
function jsonForms(constraints: readonly Constraint[]): readonly JsonObject[] {
  const lengths = constraints.filter((each) => each.kind === 'length');
  if (lengths.length === 0) return [{ type: ['object', 'array', 'number', 'boolean'] }];
  return [
    every({ type: 'object' }, ...lengths.map((each) => limits(each, 'Properties'))),
    every({ type: 'array' }, ...lengths.map((each) => limits(each, 'Items'))),
  ];
}

function limits({ min, max }: { readonly min?: number; readonly max?: number }, of: string): JsonObject {
  if (max !== undefined && max < 0) return never;
  return {
    ...(min === undefined || min < 0 ? {} : { [`min${of}`]: min }),
    ...(max === undefined ? {} : { [`max${of}`]: max }),
  };
}

/** A plain value as JSON: numbers that JSON does not have are their names. */
export function toJson(value: Value): Json {
  if (value === null || typeof value === 'boolean' || typeof value === 'string' || typeof value === 'number')
    return value;
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof Float) return Number.isFinite(value.value) ? value.value : pythonStr(value);
  if (isList(value)) return value.map(toJson);
  if (isMap(value)) return Object.fromEntries([...value].map(([key, item]) => [key, toJson(item)]));
  throw new TypeError('A default is neither unknown nor secret');
}
