/** A text as one word of a POSIX shell, in single quotes: nothing in it is expanded. It must not hold a NUL. */
export function shellQuote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
