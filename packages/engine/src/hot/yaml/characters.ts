/** Codes of the characters that YAML knows; the text that is scanned ends in `nothing`, which no YAML text holds. */
export const nothing = 0;
export const tab = 9;
export const lineFeed = 10;
export const carriageReturn = 13;
export const space = 32;
export const byteOrderMark = 0xfeff;

const nextLine = 0x85;
const lineSeparator = 0x2028;
const paragraphSeparator = 0x2029;

/** The characters that begin something other than a plain scalar, by their codes. */
export const indicators: readonly (string | undefined)[] = Array.from({ length: 128 }, (_, code) => {
  const char = String.fromCharCode(code);
  return '[]{},-?:*&!|>"\'%@`\t'.includes(char) ? char : undefined;
});

/** Whether a line ends here. YAML 1.1 has more line breaks than other formats. */
export function isBreak(code: number): boolean {
  return code === lineFeed || code === carriageReturn || (code > 0x84 && isRareBreak(code));
}

export function isBlank(code: number): boolean {
  return code === space || code === tab;
}

export function isBreakOrEnd(code: number): boolean {
  return code === nothing || isBreak(code);
}

export function isBlankOrEnd(code: number): boolean {
  return code <= space || (code > 0x84 && isRareBreak(code));
}

/** A line break that is kept as it is, where others become a line feed. */
export function isKeptBreak(code: number): boolean {
  return code === lineSeparator || code === paragraphSeparator;
}

/** What names of anchors and tags' handles are made of. libyaml 0.2 `IS_ALPHA`. */
export function isWord(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 48 && code <= 57) ||
    code === 45 ||
    code === 95
  );
}

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** Whether `---` or `...` stands here as a word, which at the beginning of a line bounds a document. */
export function isDocumentMark(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code !== 45 && code !== 46) return false;
  if (text.charCodeAt(at + 1) !== code || text.charCodeAt(at + 2) !== code) return false;
  return isBlankOrEnd(text.charCodeAt(at + 3));
}

function isRareBreak(code: number): boolean {
  return code === nextLine || code === lineSeparator || code === paragraphSeparator;
}
