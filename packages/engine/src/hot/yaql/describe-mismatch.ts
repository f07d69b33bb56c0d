import { Float } from '../value.ts';
import {
  type Argument,
  Datetime,
  type Datum,
  Dict,
  isNode,
  Memory,
  Missing,
  Ordering,
  PySet,
  Regex,
  Rule,
  Sequence,
  Stream,
  Timespan,
  View,
  YaqlContext,
} from './datum.ts';
import type { Definition } from './definition.ts';
import type { Keywords } from './runtime.ts';

interface Attempted {
  readonly name: string;
  readonly args: readonly Argument[];
  readonly keywords: Keywords;
  readonly isMethod: boolean;
}

/** What a function was given and what it takes, in words; values themselves are not shown, for they may be secret. */
export function describeMismatch({ name, args, keywords, isMethod }: Attempted, known: readonly Definition[]): string {
  const [receiver, ...rest] = args.map(describe);
  const given = isMethod ? rest : args.map(describe);
  for (const [key, argument] of keywords) given.push(`${key} => ${describe(argument)}`);
  const arguments_ = given.length === 0 ? 'no arguments' : given.join(' and ');
  const met = isMethod
    ? `cannot be called on ${receiver ?? 'nothing'} with ${arguments_}`
    : `cannot take ${arguments_}`;
  const forms = [...new Set(known.map((one) => form(one, isMethod)))].slice(0, 4);
  return `"${shownName(name)}" ${met}; it takes ${forms.join(', or ')}`;
}

/** A function's name as it is written in an expression. */
export function shownName(name: string): string {
  const operator = /^(?:#operator_|#unary_operator_|#)(.+)$/s.exec(name)?.[1];
  if (operator === undefined) return name;
  return operator === 'list' ? '[…]' : operator === 'map' ? '{…}' : operator === 'indexer' ? 'x[…]' : operator;
}

function form({ parameters, rest }: Definition, isMethod: boolean): string {
  const labels = parameters.map(
    ({ name, type, fallback }) => `${type.label}${fallback === undefined ? '' : ` (${name})`}`,
  );
  if (rest !== undefined) labels.push(`${rest.type.label} …`);
  const [receiver, ...others] = labels;
  if (!isMethod) return labels.length === 0 ? 'no arguments' : labels.join(' and ');
  return others.length === 0 ? (receiver ?? 'anything') : `${receiver} with ${others.join(' and ')}`;
}

function describe(argument: Argument): string {
  if (!isNode(argument)) return describeValue(argument);
  if (argument.kind === 'constant' || argument.kind === 'keyword') return describeValue(argument.value);
  return argument.kind === 'rule' ? 'a rule with =>' : 'an expression';
}

function describeValue(value: Datum): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return 'a text';
  if (typeof value === 'boolean') return 'a boolean';
  if (typeof value === 'number' || typeof value === 'bigint') return 'an integer';
  if (value instanceof Float) return 'a float';
  if (value instanceof Sequence) return 'a list';
  if (value instanceof Dict) return 'a dictionary';
  return describeRare(value);
}

function describeRare(value: Exclude<Datum, null | string | boolean | number | bigint>): string {
  if (value instanceof PySet) return 'a set';
  if (value instanceof View) return `the ${value.part} of a dictionary`;
  if (value instanceof Stream || value instanceof Memory) return 'an iterator';
  if (value instanceof Ordering) return 'an ordered list';
  if (value instanceof Regex) return 'a regular expression';
  if (value instanceof Rule) return 'a rule with =>';
  if (value instanceof YaqlContext) return 'a context of names';
  if (value instanceof Timespan) return 'a timespan';
  if (value instanceof Datetime) return 'a datetime';
  return value instanceof Missing ? 'nothing' : 'a value';
}
