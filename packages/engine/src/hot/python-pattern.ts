import { escapeClasses, PatternError, readEscape, readSet } from './python-pattern-set.ts';

/**
 * A regular expression of Python 3.11 (`re`, for text) as one of JavaScript that matches at `lastIndex` only, as
 * `re.match` does; or in words why there is none. Conditional groups are refused; a group that did not take part matches
 * nothing at all in Python and the empty text here; the width of look-behinds is free.
 */
export function compilePattern(pattern: string): RegExp | string {
  try {
    return new RegExp(new Translator(pattern).translate(), 'uy');
  } catch (error) {
    if (error instanceof PatternError) return error.message;
    if (error instanceof SyntaxError) return error.message.replace(/^Invalid regular expression: .*: /s, '');
    throw error;
  }
}

/** The same as a source to be used with the flag `u`; `undefined` where the pattern cannot be used. */
export function patternSource(pattern: string): string | undefined {
  const compiled = compilePattern(pattern);
  return typeof compiled === 'string' ? undefined : compiled.source;
}

/** Flags as they hold at a place; others change nothing for text, or are refused. */
interface Flags {
  readonly i: boolean;
  readonly m: boolean;
  readonly s: boolean;
  readonly x: boolean;
  readonly a: boolean;
}

const noFlags: Flags = { i: false, m: false, s: false, x: false, a: false };
/** What a repetition cannot follow. */
const nothing = '';

class Translator {
  readonly #pattern: string;
  #at = 0;
  #flags = noFlags;
  #groups = 0;
  #atomics = 0;
  readonly #open = new Set<number>();
  readonly #names = new Map<string, number>();

  constructor(pattern: string) {
    this.#pattern = pattern;
  }

  translate(): string {
    this.#globalFlags();
    const source = this.#alternatives();
    if (this.#at < this.#pattern.length) throw new PatternError('unbalanced parenthesis');
    return this.#flags.i ? `(?i:${source})` : source;
  }

  /** `(?im)` at the very start holds for everything. */
  #globalFlags(): void {
    for (;;) {
      const found = /^\(\?([aiLmsux]+)\)/.exec(this.#pattern.slice(this.#at, this.#at + 12));
      if (found?.[1] === undefined) return;
      this.#flags = withFlags(this.#flags, found[1], true);
      this.#at += found[0].length;
    }
  }

  #alternatives(): string {
    let source = this.#sequence();
    while (this.#take('|')) source += `|${this.#sequence()}`;
    return source;
  }

  #sequence(): string {
    let source = '';
    for (;;) {
      if (this.#flags.x) this.#skipBlanks();
      const next = this.#pattern[this.#at];
      if (next === undefined || next === '|' || next === ')') return source;
      source += this.#repeated();
    }
  }

  #repeated(): string {
    const atom = this.#atom();
    if (this.#flags.x) this.#skipBlanks();
    const repeat = this.#repeat();
    if (repeat === undefined) return atom.source;
    if (atom.source === nothing || !atom.mayRepeat) throw new PatternError('nothing to repeat');
    if (this.#flags.x) this.#skipBlanks();
    const isPossessive = this.#take('+');
    const repeated = `${atom.source}${repeat}${!isPossessive && this.#take('?') ? '?' : ''}`;
    if (this.#repeat() !== undefined) throw new PatternError('multiple repeat');
    return isPossessive ? this.#atomic(repeated) : repeated;
  }

  /** A repetition that stands here, in the form of JavaScript. A brace that begins none is a letter. */
  #repeat(): string | undefined {
    const rest = this.#pattern.slice(this.#at, this.#at + 32);
    const found = /^(?:[*+?]|\{(\d*)(,?)(\d*)\})/.exec(rest);
    if (found === null || found[0] === '{}') return undefined;
    this.#at += found[0].length;
    const [whole, min, comma, max] = found;
    return whole.length === 1 ? whole : `{${min === '' ? '0' : min}${comma}${max}}`;
  }

  #atomic(source: string): string {
    const name = `a${++this.#atomics}`;
    return `(?:(?=(?<${name}>${source}))\\k<${name}>)`;
  }

  #atom(): { readonly source: string; readonly mayRepeat: boolean } {
    if (this.#repeat() !== undefined) throw new PatternError('nothing to repeat');
    const char = String.fromCodePoint(this.#pattern.codePointAt(this.#at) ?? 0);
    this.#at += char.length;
    const place = (source: string) => ({ source, mayRepeat: false });
    const atom = (source: string) => ({ source, mayRepeat: true });
    switch (char) {
      case '(':
        return atom(this.#group());
      case '[': {
        const set = readSet(this.#pattern, this.#at, this.#flags.a);
        this.#at = set.end;
        return atom(set.source);
      }
      case '.':
        return atom(this.#flags.s ? '[\\s\\S]' : '[^\\n]');
      case '^':
        return place(this.#flags.m ? '(?<![^\\n])' : '(?<![\\s\\S])');
      case '$':
        return place(this.#flags.m ? '(?![^\\n])' : '(?=\\n?(?![\\s\\S]))');
      case '\\':
        return this.#escape();
      default:
        return atom(escapeLiteral(char));
    }
  }

  #escape(): { readonly source: string; readonly mayRepeat: boolean } {
    const letter = this.#pattern[this.#at];
    const boundary = letter === undefined ? undefined : boundaries(this.#flags.a).get(letter);
    if (boundary !== undefined) {
      this.#at++;
      return { source: boundary, mayRepeat: false };
    }
    const reference = /^[1-9][0-9]?/.exec(this.#pattern.slice(this.#at, this.#at + 2));
    const isOctal = /^[0-3][0-7][0-7]/.test(this.#pattern.slice(this.#at, this.#at + 3));
    if (reference !== null && !isOctal) {
      this.#at += reference[0].length;
      return { source: this.#backreference(Number(reference[0])), mayRepeat: true };
    }
    const read = readEscape(this.#pattern, this.#at);
    this.#at = read.end;
    const source = read.kind === 'class' ? classSource(read.letter, this.#flags.a) : escapeLiteral(read.char);
    return { source, mayRepeat: true };
  }

  #backreference(group: number): string {
    if (group > this.#groups) throw new PatternError(`invalid group reference ${group}`);
    if (this.#open.has(group)) throw new PatternError('cannot refer to an open group');
    return `\\k<g${group}>`;
  }

  #group(): string {
    if (!this.#take('?')) return this.#capture();
    if (this.#take(':')) return `(?:${this.#inside()})`;
    if (this.#take('=')) return `(?:(?=${this.#inside()}))`;
    if (this.#take('!')) return `(?:(?!${this.#inside()}))`;
    if (this.#take('<=')) return `(?:(?<=${this.#inside()}))`;
    if (this.#take('<!')) return `(?:(?<!${this.#inside()}))`;
    if (this.#take('>')) return this.#atomic(this.#inside());
    if (this.#take('#')) return this.#comment();
    if (this.#take('P<')) return this.#capture(this.#until('>'));
    if (this.#take('P=')) return this.#namedReference(this.#until(')'));
    if (this.#take('(')) throw new PatternError('conditional groups are not supported');
    return this.#flagGroup();
  }

  #capture(name?: string): string {
    const group = ++this.#groups;
    if (name !== undefined) {
      if (!/^[\p{L}_][\p{L}\p{N}_]*$/u.test(name)) throw new PatternError(`bad character in group name "${name}"`);
      if (this.#names.has(name)) throw new PatternError(`group name "${name}" defined twice`);
      this.#names.set(name, group);
    }
    this.#open.add(group);
    const source = `(?<g${group}>${this.#inside()})`;
    this.#open.delete(group);
    return source;
  }

  #namedReference(name: string): string {
    const group = this.#names.get(name);
    if (group === undefined) throw new PatternError(`unknown group name "${name}"`);
    return this.#backreference(group);
  }

  #comment(): string {
    this.#until(')');
    return '';
  }

  /** `(?i-s:…)`: flags for one group. */
  #flagGroup(): string {
    const found = /^([aiLmsux]*)(?:-([imsx]+))?([:)])/.exec(this.#pattern.slice(this.#at, this.#at + 16));
    if (found === null) throw new PatternError(`unknown extension ?${this.#pattern.charAt(this.#at)}`);
    if (found[3] === ')') throw new PatternError('global flags not at the start of the expression');
    this.#at += found[0].length;
    const outer = this.#flags;
    this.#flags = withFlags(withFlags(outer, found[1] ?? '', true), found[2] ?? '', false);
    const inner = this.#flags;
    const source = this.#inside();
    this.#flags = outer;
    const change = inner.i === outer.i ? '' : inner.i ? 'i' : '-i';
    return `(?${change}:${source})`;
  }

  /** The rest of a group up to its parenthesis. */
  #inside(): string {
    const source = this.#alternatives();
    if (!this.#take(')')) throw new PatternError('missing ), unterminated subpattern');
    return source;
  }

  #until(end: string): string {
    const to = this.#pattern.indexOf(end, this.#at);
    if (to === -1) throw new PatternError(`missing ${end}`);
    const text = this.#pattern.slice(this.#at, to);
    this.#at = to + 1;
    return text;
  }

  #take(text: string): boolean {
    if (!this.#pattern.startsWith(text, this.#at)) return false;
    this.#at += text.length;
    return true;
  }

  #skipBlanks(): void {
    for (;;) {
      const char = this.#pattern[this.#at];
      if (char === '#') {
        const end = this.#pattern.indexOf('\n', this.#at);
        this.#at = end === -1 ? this.#pattern.length : end + 1;
      } else if (char !== undefined && /[ \t\n\r\f\v]/.test(char)) this.#at++;
      else return;
    }
  }
}

function withFlags(flags: Flags, letters: string, on: boolean): Flags {
  if (letters.includes('L')) throw new PatternError('bad inline flags: cannot use "L" with a text pattern');
  const changed = { ...flags };
  for (const letter of ['i', 'm', 's', 'x', 'a'] as const) if (letters.includes(letter)) changed[letter] = on;
  return changed;
}

function boundaries(ascii: boolean): ReadonlyMap<string, string> {
  const word = `[${escapeClasses('w', ascii)}]`;
  return new Map([
    ['A', '(?<![\\s\\S])'],
    ['Z', '(?![\\s\\S])'],
    ['b', `(?:(?<=${word})(?!${word})|(?<!${word})(?=${word}))`],
    // In an empty text there is no place for it.
    ['B', `(?:(?<=${word})(?=${word})|(?<!${word})(?!${word})(?:(?=[\\s\\S])|(?<=[\\s\\S])))`],
  ]);
}

function escapeLiteral(char: string): string {
  return /^[A-Za-z0-9_]$/.test(char) ? char : `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`;
}

function classSource(letter: string, ascii: boolean): string {
  const members = escapeClasses(letter, ascii);
  return members.startsWith('[') ? members : `[${members}]`;
}
