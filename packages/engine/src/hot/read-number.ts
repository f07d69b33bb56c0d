import { Float } from './value.ts';
import { integer } from './yaml-scalar.ts';

const integerForm = /^[-+]?[0-9]+(?:_[0-9]+)*$/;
const digits = '[0-9]+(?:_[0-9]+)*';
const floatForm = new RegExp(`^[-+]?(?:${digits}\\.?(?:${digits})?|\\.${digits})(?:[eE][-+]?${digits})?$`);
const wordForm = /^([-+]?)(inf|infinity|nan)$/i;

/** Python reads no longer integer from text. */
const digitLimit = 4300;

/**
 * The number that a text is for Python, an integer if `int(text)` takes it, else what `float(text)` gives: blanks around
 * it, underscores between digits, digits of other scripts, `1e3`, `inf` and `nan` are fine. `undefined` where it is none.
 * Heat: `constraints.py`, Schema.str_to_num.
 */
export function readNumber(text: string): number | bigint | Float | undefined {
  const trimmed = asciiDigits(stripped(text));
  if (integerForm.test(trimmed)) {
    const whole = trimmed.replaceAll('_', '');
    if (whole.length > digitLimit) return new Float(Number(whole));
    const magnitude = BigInt(whole.replace(/^[-+]/, ''));
    return integer(whole.startsWith('-') ? -magnitude : magnitude);
  }
  if (floatForm.test(trimmed)) return new Float(Number(trimmed.replaceAll('_', '')));
  const word = wordForm.exec(trimmed);
  if (word === null) return undefined;
  if (word[2]?.toLowerCase() === 'nan') return new Float(Number.NaN);
  return new Float(word[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY);
}

/** A text without the blanks around it, as Python's `strip` has it. */
export function stripped(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isBlank(text.charCodeAt(start))) start++;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end--;
  return text.slice(start, end);
}

function isBlank(unit: number): boolean {
  if (unit < 0x80) return unit === 0x20 || (unit >= 0x09 && unit <= 0x0d) || (unit >= 0x1c && unit <= 0x1f);
  return unit === 0x85 || (unit !== 0xfeff && /^\s$/.test(String.fromCharCode(unit)));
}

/** Decimal digits of any script as ASCII ones. */
function asciiDigits(text: string): string {
  return text.replace(/(?![0-9])\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0) ?? 0;
    let start = code;
    // Scripts have their ten digits in a row, zero first; some rows follow each other.
    while (/^\p{Nd}$/u.test(String.fromCodePoint(start - 1))) start--;
    return String((code - start) % 10);
  });
}
