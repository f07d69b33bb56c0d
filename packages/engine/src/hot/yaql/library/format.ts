import { Float } from '../../value.ts';
import { dataRepr, dataText } from '../data-text.ts';
import { wholeWork } from '../data-work.ts';
import { type Datum, Dict, Sequence } from '../datum.ts';
import { hashKey } from '../hash-key.ts';
import type { Runtime } from '../runtime.ts';
import { YaqlError } from '../yaql-error.ts';
import { formatNumber } from './format-number.ts';
import { pad, readSpec } from './format-spec.ts';
import { letters } from './text.ts';

/**
 * Python's `str.format`. Throws a `YaqlError` where a field names nothing or its format is wrong. Attributes of values
 * (`{0.real}`) are refused.
 */
export function formatText(
  pattern: string,
  args: readonly Datum[],
  named: ReadonlyMap<string, Datum>,
  runtime: Runtime,
): string {
  const formatter = new Formatter(args, named, runtime);
  return formatter.format(pattern, 2);
}

class Formatter {
  readonly #args: readonly Datum[];
  readonly #named: ReadonlyMap<string, Datum>;
  readonly #runtime: Runtime;
  /** Whether fields are numbered by themselves, once that is known. */
  #counts: boolean | undefined;
  #next = 0;

  constructor(args: readonly Datum[], named: ReadonlyMap<string, Datum>, runtime: Runtime) {
    this.#args = args;
    this.#named = named;
    this.#runtime = runtime;
  }

  format(pattern: string, depth: number): string {
    if (depth === 0) throw new YaqlError('the fields of a format stand too deep in each other');
    let result = '';
    for (let at = 0; at < pattern.length; ) {
      const char = pattern.charAt(at);
      if (char !== '{' && char !== '}') {
        const end = nextBrace(pattern, at);
        result += pattern.slice(at, end);
        at = end;
      } else if (pattern.charAt(at + 1) === char) {
        result += char;
        at += 2;
      } else if (char === '}') throw new YaqlError('a single "}" stands in a format');
      else {
        const end = endOfField(pattern, at);
        result += this.#field(pattern.slice(at + 1, end), depth);
        at = end + 1;
      }
      this.#runtime.checkBytes(result.length);
    }
    return result;
  }

  #field(field: string, depth: number): string {
    const { name, conversion, spec } = splitField(field);
    const value = this.#value(name);
    this.#runtime.spend(1 + wholeWork(value));
    const inner = spec.includes('{') ? this.format(spec, depth - 1) : spec;
    if (conversion === undefined) return formatValue(value, inner, this.#runtime);
    return formatValue(converted(value, conversion), inner, this.#runtime);
  }

  #value(name: string): Datum {
    const first = /^[^.[]*/.exec(name)?.[0] ?? '';
    let value = this.#argument(first);
    for (let rest = name.slice(first.length); rest !== ''; ) {
      const step = /^\[([^\]]+)\]/.exec(rest);
      if (step === null) throw new YaqlError('attributes of values cannot be used in a format');
      value = step[1] === undefined ? null : stepInto(value, step[1]);
      rest = rest.slice(step[0].length);
    }
    return value;
  }

  #argument(name: string): Datum {
    const isNumber = name === '' || /^[0-9]+$/.test(name);
    if (isNumber && this.#counts !== undefined && this.#counts !== (name === '')) {
      throw new YaqlError('a format has fields with and without numbers');
    }
    if (isNumber) this.#counts = name === '';
    const value = name === '' ? this.#args[this.#next++] : isNumber ? this.#args[Number(name)] : this.#named.get(name);
    if (value === undefined) {
      throw new YaqlError('a format names what is not given', { reason: isNumber ? 'index' : 'other', shown: name });
    }
    return value;
  }
}

function nextBrace(pattern: string, from: number): number {
  const end = pattern.slice(from).search(/[{}]/);
  return end === -1 ? pattern.length : from + end;
}

/** Where the brace stands that closes the field begun at a place. */
function endOfField(pattern: string, at: number): number {
  let depth = 0;
  for (let end = at; end < pattern.length; end++) {
    const char = pattern.charAt(end);
    if (char === '[') {
      const close = pattern.indexOf(']', end);
      if (close !== -1 && depth === 1 && !pattern.slice(at, end).includes(':')) end = close;
    } else if (char === '{') depth++;
    else if (char === '}' && --depth === 0) return end;
  }
  throw new YaqlError('a "{" of a format is not closed');
}

function splitField(field: string): {
  readonly name: string;
  readonly conversion: string | undefined;
  readonly spec: string;
} {
  const found = /^((?:[^![:{}]|\[[^\]]*\])*)(?:!([^:{}]*))?(?::(.*))?$/s.exec(field);
  if (found === null) throw new YaqlError('a field of a format is not written right');
  const [, name = '', conversion, spec = ''] = found;
  if (conversion !== undefined && !/^[rsa]$/.test(conversion)) {
    throw new YaqlError('a field of a format can be converted by !r, !s or !a only');
  }
  return { name, conversion, spec };
}

function stepInto(value: Datum, key: string): Datum {
  const isIndex = /^[0-9]+$/.test(key);
  const found = value instanceof Dict ? value.entries.get(hashKey(isIndex ? Number(key) : key))?.[1] : undefined;
  if (found !== undefined) return found;
  const list = value instanceof Sequence ? value.items : typeof value === 'string' ? letters(value) : [];
  const item = isIndex ? list[Number(key)] : undefined;
  if (item === undefined)
    throw new YaqlError('a format names a part of a value that has none', { reason: 'index', shown: key });
  return item;
}

function converted(value: Datum, conversion: string): string {
  const text = conversion === 's' ? dataText(value) : dataRepr(value);
  return conversion === 'a' ? asciiOnly(text) : text;
}

function asciiOnly(text: string): string {
  return text.replace(/[^\0-\x7f]/gu, (char) => {
    const code = char.codePointAt(0) ?? 0;
    const width = code < 0x100 ? 2 : code < 0x10000 ? 4 : 8;
    return `\\${width === 2 ? 'x' : width === 4 ? 'u' : 'U'}${code.toString(16).padStart(width, '0')}`;
  });
}

function formatValue(value: Datum, spec: string, runtime: Runtime): string {
  if (spec === '') return dataText(value);
  const read = readSpec(spec);
  runtime.checkBytes(read.width);
  runtime.checkBytes(read.precision ?? 0);
  if (typeof value === 'string') return formatString(value, read);
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean' || value instanceof Float) {
    return formatNumber(value, read);
  }
  throw new YaqlError('only texts and numbers can be given a format');
}

function formatString(value: string, spec: ReturnType<typeof readSpec>): string {
  const isWrong =
    spec.sign !== '' ||
    spec.alternate ||
    spec.grouping !== '' ||
    spec.align === '=' ||
    (spec.type !== '' && spec.type !== 's');
  if (isWrong) throw new YaqlError('a format for numbers is used for a text');
  const points = letters(value);
  const cut = spec.precision === undefined ? value : [...points].slice(0, spec.precision).join('');
  return pad(cut, spec, '<');
}
