import { Float } from './value.ts';
import { integer } from './yaml-scalar.ts';

const integerForm = /^[-+]?[0-9]+(?:_[0-9]+)*$/;
const floatForm =
  /^[-+]?(?:[0-9]+(?:_[0-9]+)*\.?|[0-9]+(?:_[0-9]+)*\.[0-9]+(?:_[0-9]+)*|\.[0-9]+(?:_[0-9]+)*)(?:[eE][-+]?[0-9]+(?:_[0-9]+)*)?$/;
const wordForm = /^([-+]?)(inf|infinity|nan)$/i;

/**
 * The number that a text is for Python, an integer if `int(text)` takes it, else what `float(text)` gives: blanks around
 * it, underscores between digits, digits of other scripts, `1e3`, `inf` and `nan` are fine. `undefined` where it is none.
 * Heat: `constraints.py`, Schema.str_to_num.
 */
export function readNumber(text: string): number | bigint | Float | undefined {
  const trimmed = asciiDigits(text.replace(/^[\s\x1c-\x1f\x85]+|[\s\x1c-\x1f\x85]+$/g, ''));
  if (integerForm.test(trimmed)) {
    const digits = trimmed.replaceAll('_', '');
    const magnitude = BigInt(digits.replace(/^[-+]/, ''));
    return integer(digits.startsWith('-') ? -magnitude : magnitude);
  }
  if (floatForm.test(trimmed)) return new Float(Number(trimmed.replaceAll('_', '')));
  const word = wordForm.exec(trimmed);
  if (word === null) return undefined;
  if (word[2]?.toLowerCase() === 'nan') return new Float(Number.NaN);
  return new Float(word[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY);
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
