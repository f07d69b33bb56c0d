/**
 * Whether a name matches a pattern with `*`, `?` and `[…]`, letter by letter. Python 3.11: `fnmatch.fnmatchcase`, which
 * Heat asks for the names of resources in a registry. A star is tried anew at most once for each letter, so that many
 * of them take no longer than the two texts' lengths multiplied.
 */
export function matchesPattern(name: string, pattern: string): boolean {
  if (!/[*?[]/.test(pattern)) return name === pattern;
  const [letters, signs] = [[...name], [...pattern]];
  let [at, sign] = [0, 0];
  let star: { readonly sign: number; at: number } | undefined;
  for (;;) {
    if (sign === signs.length && at === letters.length) return true;
    if (signs[sign] === '*') {
      star = { sign: ++sign, at };
      continue;
    }
    const next = at < letters.length ? matchSign(signs, sign, letters[at] ?? '') : undefined;
    if (next !== undefined) [at, sign] = [at + 1, next];
    else if (star === undefined || star.at >= letters.length) return false;
    else [at, sign] = [++star.at, star.sign];
  }
}

/** Where the pattern goes on if the sign there stands for the letter. */
function matchSign(signs: readonly string[], at: number, letter: string): number | undefined {
  const sign = signs[at];
  const end = sign === '[' ? setEnd(signs, at) : -1;
  if (end !== -1) return isInSet(signs.slice(at + 1, end), letter) ? end + 1 : undefined;
  return sign === '?' || sign === letter ? at + 1 : undefined;
}

/** Where the set that begins at `start` ends; a bracket that comes first in it is a member. */
function setEnd(signs: readonly string[], start: number): number {
  const first = signs[start + 1] === '!' ? start + 2 : start + 1;
  return signs.indexOf(']', signs[first] === ']' ? first + 1 : first);
}

function isInSet(written: readonly string[], letter: string): boolean {
  const isNegated = written[0] === '!';
  const members = isNegated ? written.slice(1) : written;
  for (let at = 0; at < members.length; at++) {
    const from = members[at] ?? '';
    const to = members[at + 1] === '-' ? members[at + 2] : undefined;
    if (to === undefined && from === letter) return !isNegated;
    // A range whose end comes first has no members.
    if (to !== undefined && point(letter) >= point(from) && point(letter) <= point(to)) return !isNegated;
    if (to !== undefined) at += 2;
  }
  return isNegated;
}

function point(letter: string): number {
  return letter.codePointAt(0) ?? 0;
}
