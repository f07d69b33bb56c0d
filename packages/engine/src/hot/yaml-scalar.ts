import { Float, type Scalar } from './value.ts';

/** Why a scalar cannot be read under the tag that it has. */
export class ScalarFault {
  readonly message: string;
  /** Whether it is the tag that is wrong. */
  readonly isOfTag: boolean;
  constructor(message: string, isOfTag = false) {
    this.message = message;
    this.isOfTag = isOfTag;
    Object.freeze(this);
  }
}

/** What scalars under tags beside YAML's own mean, by the tag as it is written (`!vault`). */
export type ScalarTags<Extra> = ReadonlyMap<string, (text: string) => Scalar | Extra | ScalarFault>;

const booleans = new Map<string, boolean>();
for (const [word, value] of Object.entries({ yes: true, no: false, true: true, false: false, on: true, off: false })) {
  for (const spelling of [word, word.toUpperCase(), `${word.charAt(0).toUpperCase()}${word.slice(1)}`]) {
    booleans.set(spelling, value);
  }
}

const nulls: ReadonlySet<string> = new Set(['', '~', 'null', 'Null', 'NULL']);
const mayBeSpecial = /^[-+.0-9~nNyYtTfFoO=<]/;
const floatForm =
  /^(?:[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;
const integerForm =
  /^(?:[-+]?0b[01_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+)$/;

/**
 * The value of a plain (unquoted, untagged) scalar. Dates stay text. A fault for the lone `=` and `<<`, which stand for
 * nothing as values, and for a number without digits (`0x_`). PyYAML 6 `resolver.py` and `constructor.py` (SafeLoader)
 * with the constructors that Heat puts in their place (`template_format.py`).
 */
export function resolvePlain(text: string): Scalar | ScalarFault {
  if (text === '') return null;
  if (!mayBeSpecial.test(text)) return text;
  const boolean = booleans.get(text);
  if (boolean !== undefined) return boolean;
  if (nulls.has(text)) return null;
  if (floatForm.test(text)) return readFloat(text);
  if (integerForm.test(text)) return readInteger(text);
  if (text === '=' || text === '<<') return new ScalarFault(`A plain "${text}" is not a value`);
  return text;
}

/**
 * The value of a scalar under an explicit tag in its long form (`tag:yaml.org,2002:int`). A fault where the text does
 * not fit the tag or the tag is not one for scalars. PyYAML 6 `constructor.py`.
 */
export function resolveTagged(tag: string, text: string): Scalar | ScalarFault {
  switch (tag) {
    case 'tag:yaml.org,2002:str':
    case 'tag:yaml.org,2002:timestamp':
      return text;
    case 'tag:yaml.org,2002:null':
      return null;
    case 'tag:yaml.org,2002:bool':
      return booleans.get(text.toLowerCase()) ?? new ScalarFault(`"${text}" is not a boolean`);
    case 'tag:yaml.org,2002:int':
      return readInteger(text);
    case 'tag:yaml.org,2002:float':
      return readFloat(text);
    case 'tag:yaml.org,2002:binary':
      return readBinary(text);
    default:
      return new ScalarFault(`The tag "${tag}" is not known for a scalar`, true);
  }
}

/** An integer as a number while it is safe, else as a bigint. */
export function integer(value: bigint): number | bigint {
  return value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER ? Number(value) : value;
}

/** Python reads no longer integers either; more would take time that grows with the square. */
const digitLimit = 4300;
const simpleInteger = /^[-+]?(?:0|[1-9][0-9]{0,14})$/;

function readInteger(text: string): number | bigint | ScalarFault {
  if (simpleInteger.test(text)) return Number(text) + 0;
  if (text.length > digitLimit) return new ScalarFault(`The integer has more than ${digitLimit} digits`);
  const digits = text.replaceAll('_', '');
  const negative = digits.startsWith('-');
  const magnitude = readMagnitude(/^[-+]/.test(digits) ? digits.slice(1) : digits);
  if (magnitude === undefined) return new ScalarFault(`"${text}" is not an integer`);
  return integer(negative ? -magnitude : magnitude);
}

function readMagnitude(digits: string): bigint | undefined {
  if (/^0b[01]+$/.test(digits) || /^0x[0-9a-fA-F]+$/.test(digits)) return BigInt(digits);
  if (/^0(?:[oO]?[0-7]+)?$/.test(digits)) return BigInt(`0o${digits.replace(/[oO]/, '')}`);
  if (/^[1-9][0-9]*$/.test(digits)) return BigInt(digits);
  if (/^[0-9]+(?::[0-9]+)+$/.test(digits)) {
    return digits.split(':').reduce((sum, part) => sum * 60n + BigInt(part), 0n);
  }
  return undefined;
}

function readFloat(text: string): Float | ScalarFault {
  const digits = text.replaceAll('_', '').toLowerCase();
  const sign = digits.startsWith('-') ? -1 : 1;
  const unsigned = /^[-+]/.test(digits) ? digits.slice(1) : digits;
  if (unsigned === '.inf') return new Float(sign * Number.POSITIVE_INFINITY);
  if (unsigned === '.nan') return new Float(Number.NaN);
  if (/^[0-9]+(?::[0-9]+)+\.?[0-9]*$/.test(unsigned)) return new Float(sign * readSexagesimal(unsigned));
  if (/^(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:e[-+]?[0-9]+)?$/.test(unsigned)) return new Float(sign * Number(unsigned));
  return new ScalarFault(`"${text}" is not a number`);
}

/** From the last part to the first, as PyYAML adds them: the order matters to the last digit. */
function readSexagesimal(text: string): number {
  let base = 1;
  let sum = 0;
  for (const part of text.split(':').reverse()) {
    sum += Number(part) * base;
    base *= 60;
  }
  return sum;
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/**
 * Base64 of UTF-8 text: bytes become text on Heat's way through JSON. What is no digit counts for nothing, and so does
 * all behind the padding. CPython 3.11 `binascii.a2b_base64`.
 */
function readBinary(text: string): string | ScalarFault {
  if (!isAscii.test(text)) return notBinary;
  let escaped = '';
  let bits = 0;
  let digits = 0;
  let pads = 0;
  for (const char of text) {
    const place = digits % 4;
    if (char === '=' && place >= 2 && place + ++pads >= 4) return decodedUtf8(escaped);
    const digit = char === '=' ? -1 : alphabet.indexOf(char);
    if (digit === -1) continue;
    pads = 0;
    digits++;
    bits = ((bits << 6) | digit) & 0xffff;
    if (place > 0) escaped += `%${((bits >> (6 - 2 * place)) & 0xff).toString(16).padStart(2, '0')}`;
  }
  return digits % 4 === 0 ? decodedUtf8(escaped) : notBinary;
}

const isAscii = /^[\0-\x7f]*$/;
const notBinary = new ScalarFault('The value is not base64 of UTF-8 text');

function decodedUtf8(escaped: string): string | ScalarFault {
  try {
    return decodeURIComponent(escaped);
  } catch {
    return notBinary;
  }
}
