/**
 * A circle in a message: names of which each leads to the next and the last to the first. One of more than a screen's lines
 * is told by its beginning and its end.
 */
export function writeCircle(names: readonly string[]): string {
  const shown = names.length <= 20 ? names : [...names.slice(0, 10), `(${names.length - 19} more)`, ...names.slice(-9)];
  return [...shown, ...names.slice(0, 1)].join(' → ');
}
