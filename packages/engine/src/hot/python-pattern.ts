/**
 * A regular expression of Python as one of JavaScript that matches at a given place only, or in words why there is none.
 */
export function compilePattern(pattern: string): RegExp | string {
  try {
    return new RegExp(pattern, 'y');
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
