/** Compares two texts by code points, as Python sorts them; UTF-16 order would put astral characters before U+E000. */
export function compareCodePoints(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i += 1) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) return isSurrogate(x) === isSurrogate(y) ? x - y : isSurrogate(x) ? 1 : -1;
  }
  return a.length - b.length;
}

/** The number of code points, which is what Python calls the length of a text. */
export function codePointLength(text: string): number {
  let pairs = 0;
  for (let i = 0; i + 1 < text.length; i += 1) {
    if (isHigh(text.charCodeAt(i)) && isLow(text.charCodeAt(i + 1))) {
      pairs += 1;
      i += 1;
    }
  }
  return text.length - pairs;
}

/** The code point at an index counted from the start, or from the end where negative; `undefined` outside the text. */
export function codePointAt(text: string, index: number): string | undefined {
  const points = codePointLength(text) === text.length ? text : [...text];
  return points[index < 0 ? points.length + index : index];
}

function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff;
}

function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}
