import { type Diagnostic, type Position, problem } from '../diagnostics/diagnostic.ts';
import { nearest } from '../diagnostics/nearest.ts';
import { formatPath } from '../diagnostics/path.ts';
import { codePointLength } from './code-points.ts';
import { coerceValue } from './coerce-value.ts';
import { customProblem } from './custom-constraint.ts';
import { heatEqualsItem } from './equal-values.ts';
import { HeatSet } from './heat-set.ts';
import { lateModule } from './late-module.ts';
import { containsTainted, containsUnknown } from './marks.ts';
import type { Constraint, NumberValue, ParameterSchema, ParameterType } from './parameter.ts';
import { pythonNumber, startOfJson } from './print-value.ts';
import { reveal } from './reveal.ts';
import { Float, isList, isMap, type Value } from './value.ts';

/**
 * Tells every constraint of a parameter that a value breaks. Takes the value as it is given and as its type has it:
 * Heat checks text, numbers and booleans as given, lists and JSON as coerced. An unknown value breaks nothing yet. A
 * hidden value is not quoted. Heat: `constraints.py`; a constraint's description stands for the message.
 */
export function checkConstraints(
  schema: ParameterSchema,
  given: Value,
  coerced: Value,
  at: Position,
): readonly Diagnostic[] {
  if (schema.constraints.length === 0 || containsUnknown(given)) return [];
  const isParsed = schema.type === 'json' || schema.type === 'comma_delimited_list';
  const hide = schema.hidden || containsTainted(given);
  return breaches(schema, schema.constraints, reveal(isParsed ? coerced : given), hide, at);
}

/**
 * Tells every constraint but custom ones that a parameter's default breaks, whether it is used or not. Heat looks at the default as it is
 * written: JSON in text has the length of the text, and an empty text in place of a list is a list of one. Heat:
 * `parameters.py`, Schema._validate_default.
 */
export function checkDefault(schema: ParameterSchema): readonly Diagnostic[] {
  const { type, name } = schema;
  if (schema.default === undefined) return [];
  const at = schema.defaultAt ?? schema.at;
  const constraints = schema.constraints.filter((each) => each.kind !== 'custom_constraint');
  if (type !== 'comma_delimited_list') return breaches(schema, constraints, schema.default, schema.hidden, at);
  const list = schema.default === '' ? [''] : coerceValue(type, schema.default);
  if (list !== undefined) return breaches(schema, constraints, list, schema.hidden, at);
  const path = formatPath(['parameters', name, 'default']);
  const expected = 'a list, or text with commas between its items';
  return [problem('parameter-schema', `The default of parameter "${name}" is not a list`, { at, path, expected })];
}

function breaches(
  schema: ParameterSchema,
  constraints: readonly Constraint[],
  value: Value,
  hide: boolean,
  at: Position,
): readonly Diagnostic[] {
  const path = formatPath(['parameters', schema.name]);
  const problems: Diagnostic[] = [];
  for (const constraint of constraints) {
    const broken = breachOf(constraint, schema.type, value);
    if (broken === undefined) continue;
    const quoted = hide ? '' : ` ${quote(value)}`;
    const message = constraint.description ?? `The value${quoted} of parameter "${schema.name}" ${broken.message}`;
    const secret = hide ? { secret: true as const } : {};
    const hint = hide || broken.hint === undefined ? {} : { hint: broken.hint };
    const written = broken.isUnknown === true && 'at' in constraint ? constraint.at : undefined;
    const place = { at: written ?? at, path };
    problems.push(problem('parameter-value', message, { ...place, expected: broken.expected, ...hint, ...secret }));
  }
  return problems;
}

/** How a value breaks a constraint (`is out of range`), and what would be right. */
export interface Breach {
  readonly message: string;
  readonly expected: string;
  readonly hint?: string;
  /** Whether it is the constraint that is wrong, and not the value. */
  readonly isUnknown?: true;
}

/** What is wrong with a plain value of a type under a constraint; undefined where nothing is. Heat: `constraints.py`. */
export function breachOf(constraint: Constraint, type: ParameterType, value: Value): Breach | undefined {
  switch (constraint.kind) {
    case 'length':
      return breaksLength(constraint, value);
    case 'range':
      return breaksRange(constraint, value);
    case 'modulo':
      return breaksModulo(constraint, value);
    case 'allowed_values':
      return breaksAllowedValues(constraint, type, value);
    case 'allowed_pattern':
      return breaksPattern(constraint, value);
    case 'custom_constraint':
      return customProblem(constraint.name, value);
  }
}

type Of<K extends Constraint['kind']> = Extract<Constraint, { readonly kind: K }>;

function breaksLength({ min, max }: Of<'length'>, value: Value): Breach | undefined {
  const expected = `a length ${bounds(min, max)}`;
  const length = lengthOf(value);
  if (length === undefined) return { message: 'has no length, for it is not text', expected };
  const fits = (min === undefined || length >= min) && (max === undefined || length <= max);
  return fits ? undefined : { message: `has the length ${length}`, expected };
}

/** Python's `len`. */
function lengthOf(value: Value): number | undefined {
  if (typeof value === 'string') return codePointLength(value);
  if (isList(value)) return value.length;
  return isMap(value) ? value.size : undefined;
}

function breaksRange({ min, max }: Of<'range'>, value: Value): Breach | undefined {
  const number = numberOf(value);
  if (number === undefined) return { message: 'is not a number', expected: `a number ${bounds(min, max)}` };
  const isBelow = min !== undefined && number < plain(min);
  const isAbove = max !== undefined && number > plain(max);
  return isBelow || isAbove ? { message: 'is out of range', expected: `a number ${bounds(min, max)}` } : undefined;
}

function breaksModulo({ step, offset }: Of<'modulo'>, value: Value): Breach | undefined {
  const number = numberOf(value);
  const rest = number === undefined ? undefined : modulo(number, plain(step));
  const wanted = plain(offset);
  if (rest !== undefined && rest <= wanted && rest >= wanted) return undefined;
  const expected = `a multiple of ${pythonNumber(step)}, and ${pythonNumber(offset)} more`;
  return { message: `is no multiple of ${pythonNumber(step)} with an offset of ${pythonNumber(offset)}`, expected };
}

/** Python's `%`: the result has the sign of the divisor. */
function modulo(value: number | bigint, step: number | bigint): number | bigint {
  if (isWhole(value) && isWhole(step)) {
    const [dividend, divisor] = [BigInt(value), BigInt(step)];
    const rest = dividend % divisor;
    return rest !== 0n && rest < 0n !== divisor < 0n ? rest + divisor : rest;
  }
  const divisor = Number(step);
  const rest = Number(value) % divisor;
  return rest !== 0 && rest < 0 !== divisor < 0 ? rest + divisor : rest;
}

function isWhole(value: number | bigint): boolean {
  return typeof value === 'bigint' || Number.isInteger(value);
}

/** Of a list every item must be allowed; anything else is compared as the type has it, and all must fit the type. */
function breaksAllowedValues({ values }: Of<'allowed_values'>, type: ParameterType, value: Value): Breach | undefined {
  const expected = `one of ${values.map(quote).join(', ')}`;
  if (isList(value)) {
    const allowed = new HeatSet(values);
    const fits = value.every((item) => allowed.has(item));
    return fits ? undefined : { message: 'holds an item that is not allowed', expected };
  }
  const typed = type === 'comma_delimited_list' ? values : coerceAll(type, values);
  if (typed === undefined) return { message: `is compared with what is not of type ${type}`, expected };
  const item = coerceValue(type, value);
  if (item !== undefined && typed.some((each) => heatEqualsItem(each, item))) return undefined;
  const near = typeof value === 'string' ? nearest(value, values.filter(isText)) : undefined;
  return { message: 'is not allowed', expected, ...(near === undefined ? {} : { hint: `Did you mean "${near}"?` }) };
}

function isText(value: Value): value is string {
  return typeof value === 'string';
}

function coerceAll(type: ParameterType, values: readonly Value[]): readonly Value[] | undefined {
  const coerced: Value[] = [];
  for (const value of values) {
    const each = coerceValue(type, value);
    if (each === undefined) return undefined;
    coerced.push(each);
  }
  return coerced;
}

function breaksPattern({ pattern }: Of<'allowed_pattern'>, value: Value): Breach | undefined {
  const expected = `text that matches ${pattern}`;
  if (typeof value !== 'string') return { message: 'is not text, which its pattern needs', expected };
  const { compilePattern, matchStart, patternSteps } = lateModule('./pattern/compile-pattern.ts');
  const compiled = compilePattern(pattern);
  if (typeof compiled === 'string') return { message: `cannot be checked: ${compiled}`, expected };
  const match = matchStart(compiled, value, { left: patternSteps });
  if (match === 'exhausted') return { message: `takes too long to match with its pattern ${pattern}`, expected };
  const isWhole = match?.[1] === codePointLength(value);
  return isWhole ? undefined : { message: 'does not match its pattern', expected };
}

function numberOf(value: Value): number | bigint | undefined {
  const number = coerceValue('number', value);
  if (typeof number === 'number' || typeof number === 'bigint') return number;
  if (typeof number === 'boolean') return Number(number);
  return number instanceof Float ? number.value : undefined;
}

function plain(value: NumberValue): number | bigint {
  return value instanceof Float ? value.value : value;
}

function bounds(min: NumberValue | undefined, max: NumberValue | undefined): string {
  if (min === undefined) return max === undefined ? 'of any kind' : `of at most ${pythonNumber(max)}`;
  return max === undefined ? `of at least ${pythonNumber(min)}` : `from ${pythonNumber(min)} to ${pythonNumber(max)}`;
}

/** A value as it is quoted in messages. */
export function quote(value: Value): string {
  const text = startOfJson(value, 60);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
