import { floatRepr } from '../../float-repr.ts';
import { Float } from '../../value.ts';
import { YaqlError } from '../yaql-error.ts';
import { roundTo } from './arithmetic.ts';
import { type FormatSpec, pad } from './format-spec.ts';

/** An integer with `0x` before it, as Python's `hex` writes it. */
export function hexadecimal(value: number | bigint): string {
  return `${value < 0 ? '-' : ''}0x${magnitude(value).toString(16)}`;
}

function magnitude(value: number | bigint): bigint {
  const big = BigInt(value);
  return big < 0n ? -big : big;
}

/** A number by a format of Python; booleans count as integers. */
export function formatNumber(value: number | bigint | boolean | Float, spec: FormatSpec): string {
  if (typeof value === 'boolean' && spec.type === 's') throw wrongType(spec);
  if (value instanceof Float) return finish(floatParts(value.value, spec), spec);
  const whole = typeof value === 'boolean' ? Number(value) : value;
  if ('eEfFgG%'.includes(spec.type) && spec.type !== '') return finish(floatParts(Number(whole), spec), spec);
  return finish(wholeParts(whole, spec), spec);
}

interface Parts {
  readonly isNegative: boolean;
  readonly prefix: string;
  readonly digits: string;
  /** Point, exponent and percent sign. */
  readonly tail: string;
  readonly group: number;
}

const bases: Readonly<Record<string, readonly [radix: number, prefix: string]>> = {
  b: [2, '0b'],
  o: [8, '0o'],
  x: [16, '0x'],
  X: [16, '0X'],
};

function wholeParts(value: number | bigint, spec: FormatSpec): Parts {
  if (spec.precision !== undefined || spec.noNegativeZero) throw wrongType(spec);
  if (spec.type === 'c') return characterParts(value, spec);
  const base = bases[spec.type];
  if (base === undefined && !['', 'd', 'n'].includes(spec.type)) throw wrongType(spec);
  if (spec.grouping !== '' && spec.type === 'n') throw wrongType(spec);
  if (spec.grouping === ',' && base !== undefined) throw wrongType(spec);
  const [radix, prefix] = base ?? [10, ''];
  const digits = magnitude(value).toString(radix);
  return {
    isNegative: value < 0,
    prefix: spec.alternate ? prefix : '',
    digits: spec.type === 'X' ? digits.toUpperCase() : digits,
    tail: '',
    group: base === undefined ? 3 : 4,
  };
}

function characterParts(value: number | bigint, spec: FormatSpec): Parts {
  if (spec.sign !== '' || spec.grouping !== '' || spec.alternate || value < 0 || value > 0x10ffff)
    throw wrongType(spec);
  return { isNegative: false, prefix: '', digits: String.fromCodePoint(Number(value)), tail: '', group: 3 };
}

function floatParts(value: number, spec: FormatSpec): Parts {
  if (!['', 'e', 'E', 'f', 'F', 'g', 'G', 'n', '%'].includes(spec.type)) throw wrongType(spec);
  if (spec.grouping !== '' && spec.type === 'n') throw wrongType(spec);
  const written = writeFloat(Math.abs(value), spec);
  const text = 'EFG'.includes(spec.type) && spec.type !== '' ? written.toUpperCase() : written;
  const isZero = !/[1-9in]/i.test(text.replace(/e.*$/i, ''));
  const isNegative = (value < 0 || Object.is(value, -0)) && !(spec.noNegativeZero && isZero);
  const [, digits = '', tail = ''] = /^([0-9]*|inf|nan)(.*)$/is.exec(text) ?? [];
  return { isNegative: isNegative && !Number.isNaN(value), prefix: '', digits, tail, group: 3 };
}

function writeFloat(value: number, { type, precision, alternate }: FormatSpec): string {
  if (!Number.isFinite(value)) return `${Number.isNaN(value) ? 'nan' : 'inf'}${type === '%' ? '%' : ''}`;
  const digits = precision ?? 6;
  switch (type.toLowerCase()) {
    case 'f':
      return withPoint(fixed(value, digits), alternate);
    case '%':
      return `${withPoint(fixed(value * 100, digits), alternate)}%`;
    case 'e':
      return exponential(value, digits, alternate);
    case '':
      if (precision === undefined) return floatRepr(value);
      return general(value, precision, alternate, true);
    default:
      return general(value, digits, alternate, false);
  }
}

/** So many digits after the point, of what the float is exactly. */
function fixed(value: number, digits: number): string {
  if (digits > 100 || value >= 1e21) return fixedLong(value, digits);
  const rounded = roundTo(new Float(value), digits);
  const nearest = rounded instanceof Float ? rounded.value : value;
  // JavaScript rounds ties up, Python to the even digit; what was rounded before holds no tie.
  return (digits <= 15 ? nearest : value).toFixed(digits);
}

function fixedLong(value: number, digits: number): string {
  const [numerator, shift] = fraction(value);
  const scaled = (numerator * 10n ** BigInt(digits)) / 2n ** BigInt(shift);
  const text = scaled.toString().padStart(digits + 1, '0');
  return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

function fraction(value: number): readonly [numerator: bigint, shift: number] {
  let [mantissa, shift] = [value, 0];
  while (!Number.isInteger(mantissa)) {
    mantissa *= 2;
    shift++;
  }
  return [BigInt(mantissa), shift];
}

function exponential(value: number, digits: number, alternate: boolean): string {
  const most = Math.min(digits, 100);
  const [mantissa = '', power = '0'] = value.toExponential(most).split('e');
  const long = digits > most ? mantissa + '0'.repeat(digits - most) : mantissa;
  const exponent = Number(power);
  const size = String(Math.abs(exponent)).padStart(2, '0');
  return `${withPoint(long, alternate)}e${exponent < 0 ? '-' : '+'}${size}`;
}

function general(value: number, precision: number, alternate: boolean, isBare: boolean): string {
  const digits = Math.min(Math.max(precision, 1), 100);
  const [mantissa = '', power = '0'] = value.toExponential(digits - 1).split('e');
  const exponent = Number(power);
  // Without a type one digit has to stand after the point.
  const limit = isBare ? digits - 1 : digits;
  if (exponent < -4 || exponent >= Math.max(limit, isBare ? 1 : 0) + (isBare && digits === 1 ? -1 : 0)) {
    const kept = alternate ? mantissa : withoutZeros(mantissa);
    return `${kept}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
  }
  const text = value.toFixed(Math.max(0, Math.min(100, digits - 1 - exponent)));
  const kept = alternate ? withPoint(text, true) : withoutZeros(text);
  return isBare && !kept.includes('.') ? `${kept}.0` : kept;
}

function withPoint(text: string, always: boolean): string {
  return always && !text.includes('.') ? `${text}.` : text;
}

function withoutZeros(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

function finish({ isNegative, prefix, digits, tail, group }: Parts, spec: FormatSpec): string {
  const sign = isNegative ? '-' : spec.sign === '-' ? '' : spec.sign;
  const head = `${sign}${prefix}`;
  const fillsWithZeros = spec.align === '=' && spec.fill === '0';
  const room = fillsWithZeros ? spec.width - head.length - tail.length : 0;
  const written = grouped(digits, spec.grouping, group, room);
  if (spec.align !== '=') return pad(`${head}${written}${tail}`, spec, '>');
  const missing = spec.width - head.length - written.length - tail.length;
  return `${head}${spec.fill.repeat(Math.max(0, missing))}${written}${tail}`;
}

/** Digits in groups; zeros that fill the width are grouped too. */
function grouped(digits: string, separator: string, size: number, room: number): string {
  if (separator === '' || !/^[0-9a-f]+$/i.test(digits)) return digits;
  const join = (text: string): string => text.replace(new RegExp(`\\B(?=(?:[0-9a-fA-F]{${size}})+$)`, 'g'), separator);
  let padded = digits;
  while (join(padded).length < room) padded = `0${padded}`;
  return join(padded);
}

function wrongType({ type }: FormatSpec): YaqlError {
  return new YaqlError(type === '' ? 'a format does not fit a number' : `the format "${type}" does not fit the number`);
}
