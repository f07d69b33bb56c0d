/**
 * A JSON text that is safe to write to a terminal and means the same: the control characters that JSON lets stand in its
 * strings (C1, DEL, the marks that reorder what is seen) become escapes.
 */
export function escapeJson(json: string): string {
  return json.replace(unsafe, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

// Newlines and tabs stand between the parts of a JSON text; in its strings they are escaped already.
const unsafe = /[^\P{Cc}\t\n]|[\u2028-\u202e\u2066-\u2069\u200e\u200f]/gu;
