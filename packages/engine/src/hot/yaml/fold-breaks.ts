/** What line breaks become between two lines of a folded scalar: one becomes a space, of more the first goes. */
export function foldBreaks(first: string, more: string): string {
  if (first !== '\n') return first + more;
  return more === '' ? ' ' : more;
}
