const special = /[\\^$.*+?()[\]{}|/]/g;

/**
 * Whether a name matches a pattern with `*`, `?` and `[…]`, letter by letter. Python: `fnmatch.fnmatchcase`, which Heat
 * asks for the names of resources in a registry.
 */
export function matchesPattern(name: string, pattern: string): boolean {
  if (!/[*?[]/.test(pattern)) return name === pattern;
  return new RegExp(`^(?:${translate(pattern)})$`, 'su').test(name);
}

function translate(pattern: string): string {
  let source = '';
  for (let at = 0; at < pattern.length; at++) {
    const char = pattern.charAt(at);
    const end = char === '[' ? setEnd(pattern, at) : -1;
    if (char === '*') {
      // Stars in a row are one, and backtrack as one.
      if (!source.endsWith('.*')) source += '.*';
    } else if (char === '?') source += '.';
    else if (end === -1) source += char.replace(special, '\\$&');
    else {
      source += set(pattern.slice(at + 1, end));
      at = end;
    }
  }
  return source;
}

/** Where the set that begins at `start` ends; a bracket that comes first in it is a member. */
function setEnd(pattern: string, start: number): number {
  const first = pattern.charAt(start + 1) === '!' ? start + 2 : start + 1;
  return pattern.indexOf(']', pattern.charAt(first) === ']' ? first + 1 : first);
}

function set(members: string): string {
  const negated = members.startsWith('!');
  const escaped = (negated ? members.slice(1) : members).replace(/[\\\]^[]/g, '\\$&');
  return `[${negated ? '^' : ''}${escaped}]`;
}
