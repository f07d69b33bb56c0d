import { parsePattern } from './parse-pattern.ts';
import { type ClassLetter, type Fold, maxRepeat, type PatternNode, type Place, type SetNode } from './pattern-node.ts';
import { PatternError } from './pattern-tokens.ts';

/**
 * A regular expression of Python as a source of JavaScript under the flag `u`, for JSON schemas; `undefined` where it is
 * none, or has a conditional group. A group that did not take part matches nothing at all in Python and the empty text
 * here.
 */
export function javascriptSource(pattern: string): string | undefined {
  try {
    return new SourceWriter().write(parsePattern(pattern).node);
  } catch (error) {
    if (error instanceof PatternError) return undefined;
    throw error;
  }
}

class SourceWriter {
  #atomics = 0;

  write(node: PatternNode): string {
    switch (node.kind) {
      case 'set':
        return folded(setSource(node), node.fold);
      case 'any':
        return node.newline ? '[\\s\\S]' : '[^\\n]';
      case 'place':
        return placeSource(node.place, node.ascii);
      case 'sequence':
        return node.items.map((item) => this.write(item)).join('');
      case 'choice':
        return `(?:${node.options.map((option) => this.write(option)).join('|')})`;
      case 'repeat':
        return this.#repeat(node);
      case 'capture':
        return `(?<g${node.group}>${this.write(node.item)})`;
      case 'group':
        return `(?:${this.write(node.item)})`;
      case 'atomic':
        return this.#atomic(this.write(node.item));
      case 'look':
        return `(?:(?${node.behind === undefined ? '' : '<'}${node.negated ? '!' : '='}${this.write(node.item)}))`;
      case 'reference':
        return folded(`\\k<g${node.group}>`, node.fold);
      case 'conditional':
        throw new PatternError('JavaScript has no conditional groups');
    }
  }

  #repeat({ min, max, mode, item }: Extract<PatternNode, { kind: 'repeat' }>): string {
    const amount = max === maxRepeat ? `{${min},}` : `{${min},${max}}`;
    const inner = this.write(item);
    // Of a possessive one each round keeps what it took.
    const rounds = `(?:${mode === 'possessive' ? this.#atomic(inner) : inner})${amount}`;
    if (mode === 'possessive') return this.#atomic(rounds);
    return mode === 'lazy' ? `${rounds}?` : rounds;
  }

  #atomic(source: string): string {
    const name = `a${++this.#atomics}`;
    return `(?:(?=(?<${name}>${source}))\\k<${name}>)`;
  }
}

function folded(source: string, fold: Fold): string {
  return fold === 'none' ? source : `(?i:${source})`;
}

function placeSource(place: Place, ascii: boolean): string {
  const word = `[${classMembers('w', ascii)}]`;
  switch (place) {
    case 'start':
      return '(?<![\\s\\S])';
    case 'line-start':
      return '(?<![^\\n])';
    case 'end':
      return '(?=\\n?(?![\\s\\S]))';
    case 'line-end':
      return '(?![^\\n])';
    case 'text-end':
      return '(?![\\s\\S])';
    case 'boundary':
      return `(?:(?<=${word})(?!${word})|(?<!${word})(?=${word}))`;
    case 'no-boundary':
      // In an empty text there is no place for it.
      return `(?:(?<=${word})(?=${word})|(?<!${word})(?!${word})(?:(?=[\\s\\S])|(?<=[\\s\\S])))`;
  }
}

function setSource({ members, negated }: SetNode): string {
  let inside = '';
  // Classes of all but something stand beside a set, for JavaScript takes none of them in it.
  const beside: string[] = [];
  for (const member of members) {
    if (member.kind === 'range') inside += `${hex(member.from)}-${hex(member.to)}`;
    else if (/[a-z]/.test(member.letter)) inside += classMembers(member.letter, member.ascii);
    else beside.push(`[^${classMembers(member.letter, member.ascii)}]`);
  }
  if (beside.length === 0) return `[${negated ? '^' : ''}${inside}]`;
  const all = `(?:${[...(inside === '' ? [] : [`[${inside}]`]), ...beside].join('|')})`;
  return negated ? `(?:(?!${all})[\\s\\S])` : all;
}

function hex(point: number): string {
  return `\\u{${point.toString(16)}}`;
}

/** What stands in a set for a class, or for what a class leaves out. */
function classMembers(letter: ClassLetter, ascii: boolean): string {
  switch (letter) {
    case 'd':
    case 'D':
      return ascii ? '0-9' : '\\p{Nd}';
    case 's':
    case 'S':
      return ascii ? '\\t-\\r\\x20' : blanks;
    case 'w':
    case 'W':
      return ascii ? 'A-Za-z0-9_' : '\\p{L}\\p{N}_';
  }
}

const blanks = '\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';
