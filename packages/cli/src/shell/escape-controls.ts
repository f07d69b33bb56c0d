/**
 * Text that is safe to write to a terminal: control characters (those that move the cursor, change colours, set titles,
 * reverse the direction of writing) become visible escapes. Newlines and tabs stay.
 */
export function escapeControls(text: string): string {
  return text.replace(unsafe, (character) => {
    if (character === '\r') return '\\r';
    const code = character.codePointAt(0) ?? 0;
    return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
  });
}

// C0 but tab and newline, DEL and C1, the marks that reorder what is seen, and line separators.
const unsafe = /[^\P{Cc}\t\n]|[\u2028-\u202e\u2066-\u2069\u200e\u200f]/gu;
