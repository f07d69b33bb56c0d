const utf8 = new TextEncoder();
const always = /[A-Za-z0-9_.~-]/;

/**
 * A text with every byte of its UTF-8 in `%XX` but letters, digits, `_.-~` and what is safe. Python:
 * `urllib.parse.quote`.
 */
export function quoteUrl(text: string, safe = '/'): string {
  let quoted = '';
  for (const letter of text) {
    if (always.test(letter) || safe.includes(letter)) quoted += letter;
    else for (const byte of utf8.encode(letter)) quoted += `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return quoted;
}

/** As `quoteUrl` with nothing safe, and `+` for blanks. Python: `urllib.parse.quote_plus`. */
export function quotePlus(text: string): string {
  return quoteUrl(text, ' ').replaceAll(' ', '+');
}
