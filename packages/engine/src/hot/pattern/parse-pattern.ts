import { groupNumber, isIdentifier, parseName } from './group-name.ts';
import { parseEscape } from './parse-escape.ts';
import { parseBounds } from './parse-repeat.ts';
import { parseSet } from './parse-set.ts';
import { changeFlags, type Flags, foldOf, isFlag, noFlags, parseFlags } from './pattern-flags.ts';
import type { PatternNode, RepeatMode } from './pattern-node.ts';
import { PatternError, PatternTokens } from './pattern-tokens.ts';
import { type Width, widthOf } from './pattern-width.ts';

/** A regular expression that was read. */
export interface ParsedPattern {
  readonly node: PatternNode;
  /** How many groups there are, the whole not counted. */
  readonly groups: number;
  readonly names: ReadonlyMap<string, number>;
}

/** How deep groups may stand in each other. Python's own limit on calls lets it go less deep than that. */
const depthLimit = 500;

/** Reads a pattern under flags. Throws a `PatternError` for what is none. Python 3.11: `re/_parser.py`. */
export function parsePattern(pattern: string, flags: Flags = noFlags): ParsedPattern {
  return new PatternParser(pattern, flags).parse();
}

class PatternParser {
  readonly #tokens: PatternTokens;
  #flags: Flags;
  #depth = 0;
  readonly #widths: (Width | undefined)[] = [undefined];
  readonly #names = new Map<string, number>();
  /** The first group of the look-behind that is being read. */
  #lookbehindGroups: number | undefined;
  readonly #conditions = new Map<number, number>();

  constructor(pattern: string, flags: Flags) {
    this.#tokens = new PatternTokens(pattern);
    this.#flags = flags;
  }

  parse(): ParsedPattern {
    const node = this.#choice();
    if (this.#flags.a && this.#flags.u) throw new PatternError('ASCII and UNICODE flags are incompatible');
    if (this.#tokens.next !== undefined) throw this.#tokens.error('unbalanced parenthesis');
    for (const [group, at] of this.#conditions) {
      if (group >= this.#widths.length) throw new PatternError(`invalid group reference ${group} at position ${at}`);
    }
    return { node, groups: this.#widths.length - 1, names: this.#names };
  }

  #choice(): PatternNode {
    const options: PatternNode[] = [];
    do options.push(this.#sequence(this.#depth === 0 && options.length === 0));
    while (this.#tokens.take('|'));
    const [only] = options;
    return options.length === 1 && only !== undefined ? only : { kind: 'choice', options };
  }

  #sequence(isFirst: boolean): PatternNode {
    const items: PatternNode[] = [];
    for (;;) {
      const token = this.#tokens.next;
      if (token === undefined || token === '|' || token === ')') break;
      this.#tokens.get();
      if (this.#flags.x && this.#isBlank(token)) continue;
      if (!this.#repeats(token, items)) this.#item(token, items, isFirst && items.length === 0);
    }
    const [only] = items;
    return items.length === 1 && only !== undefined ? only : { kind: 'sequence', items };
  }

  /** Whether a token means nothing under the flag `x`; takes the rest of a comment. */
  #isBlank(token: string): boolean {
    if (token !== '#') return /^[ \t\n\r\v\f]$/.test(token);
    for (;;) {
      const next = this.#tokens.get();
      if (next === undefined || next === '\n') return true;
    }
  }

  /** Puts what one token begins behind the items. */
  #item(token: string, items: PatternNode[], isFirst: boolean): void {
    const { m, a, s } = this.#flags;
    switch (token) {
      case '[':
        items.push(parseSet(this.#tokens, this.#flags));
        return;
      case '.':
        items.push({ kind: 'any', newline: s });
        return;
      case '^':
        items.push({ kind: 'place', place: m ? 'line-start' : 'start', ascii: a });
        return;
      case '$':
        items.push({ kind: 'place', place: m ? 'line-end' : 'end', ascii: a });
        return;
      case '(': {
        const group = this.#group(isFirst);
        if (group !== undefined) items.push(group);
        return;
      }
      default:
        items.push(token.startsWith('\\') ? this.#escape(token) : this.#letter(token.codePointAt(0) ?? 0));
    }
  }

  #letter(point: number): PatternNode {
    const members = [{ kind: 'range' as const, from: point, to: point }];
    return { kind: 'set', negated: false, members, fold: foldOf(this.#flags) };
  }

  #escape(token: string): PatternNode {
    const read = parseEscape(this.#tokens, token);
    const { a: ascii } = this.#flags;
    switch (read.kind) {
      case 'letter':
        return this.#letter(read.point);
      case 'class': {
        const members = [{ kind: 'class' as const, letter: read.letter, ascii }];
        return { kind: 'set', negated: false, members, fold: 'none' };
      }
      case 'place':
        return { kind: 'place', place: read.place, ascii };
      case 'reference':
        if (read.group >= this.#widths.length) {
          throw this.#tokens.error(`invalid group reference ${read.group}`, read.width - 1);
        }
        return this.#reference(read.group, read.width);
    }
  }

  #reference(group: number, width: number): PatternNode {
    if (this.#widths[group] === undefined) throw this.#tokens.error('cannot refer to an open group', width);
    this.#checkLookbehind(group);
    return { kind: 'reference', group, fold: foldOf(this.#flags) };
  }

  #checkLookbehind(group: number): void {
    if (this.#lookbehindGroups === undefined) return;
    if (this.#widths[group] === undefined) throw this.#tokens.error('cannot refer to an open group');
    if (group >= this.#lookbehindGroups) {
      throw this.#tokens.error('cannot refer to group defined in the same lookbehind subpattern');
    }
  }

  /** Makes of the last item its repetition, if a token is one. A brace that begins none is a letter. */
  #repeats(token: string, items: PatternNode[]): boolean {
    const here = this.#tokens.at;
    const bounds = parseBounds(this.#tokens, token);
    if (bounds === undefined) return false;
    const item = items.at(-1);
    const before = this.#tokens.at - here + token.length;
    if (item === undefined || item.kind === 'place') throw this.#tokens.error('nothing to repeat', before);
    if (item.kind === 'repeat') throw this.#tokens.error('multiple repeat', before);
    if (this.#flags.t) throw new PatternError('repetitions cannot be used under the flag t');
    const mode: RepeatMode = this.#tokens.take('?') ? 'lazy' : this.#tokens.take('+') ? 'possessive' : 'greedy';
    items[items.length - 1] = { kind: 'repeat', ...bounds, mode, item };
    return true;
  }

  /** Reads a group whose parenthesis is taken already; one that matches nothing gives `undefined`. */
  #group(isFirst: boolean): PatternNode | undefined {
    const start = this.#tokens.at - 1;
    if (!this.#tokens.take('?')) return this.#capture(start);
    const letter = this.#tokens.get();
    switch (letter) {
      case undefined:
        throw this.#tokens.error('unexpected end of pattern');
      case 'P':
        return this.#named(start);
      case ':':
        return { kind: 'group', item: this.#inside(start) };
      case '>':
        return { kind: 'atomic', item: this.#inside(start) };
      case '#':
        return this.#comment(start);
      case '=':
      case '!':
        return { kind: 'look', behind: undefined, negated: letter === '!', item: this.#inside(start) };
      case '<':
        return this.#lookbehind(start);
      case '(':
        return this.#conditional(start);
      default:
        if (isFlag(letter) || letter === '-') return this.#flagGroup(letter, start, isFirst);
        throw this.#tokens.error(`unknown extension ?${letter}`, letter.length + 1);
    }
  }

  #capture(start: number, name?: string): PatternNode {
    const group = this.#widths.length;
    const earlier = name === undefined ? undefined : this.#names.get(name);
    if (name !== undefined && earlier !== undefined) {
      const message = `redefinition of group name '${name}' as group ${group}; was group ${earlier}`;
      throw this.#tokens.error(message, name.length + 1);
    }
    if (name !== undefined) this.#names.set(name, group);
    this.#widths.push(undefined);
    const item = this.#inside(start);
    this.#widths[group] = widthOf(item, this.#widths);
    return { kind: 'capture', group, item };
  }

  #named(start: number): PatternNode {
    if (this.#tokens.take('<')) return this.#capture(start, parseName(this.#tokens, '>'));
    if (!this.#tokens.take('=')) {
      const letter = this.#tokens.get();
      if (letter === undefined) throw this.#tokens.error('unexpected end of pattern');
      throw this.#tokens.error(`unknown extension ?P${letter}`, letter.length + 2);
    }
    const name = parseName(this.#tokens, ')');
    return this.#reference(this.#groupOf(name), name.length + 1);
  }

  #groupOf(name: string): number {
    const group = this.#names.get(name);
    if (group === undefined) throw this.#tokens.error(`unknown group name '${name}'`, name.length + 1);
    return group;
  }

  #comment(start: number): undefined {
    for (;;) {
      const token = this.#tokens.get();
      if (token === ')') return undefined;
      if (token === undefined) throw this.#tokens.error('missing ), unterminated comment', this.#tokens.at - start);
    }
  }

  #lookbehind(start: number): PatternNode {
    const letter = this.#tokens.get();
    if (letter === undefined) throw this.#tokens.error('unexpected end of pattern');
    if (letter !== '=' && letter !== '!') throw this.#tokens.error(`unknown extension ?<${letter}`, letter.length + 2);
    const outer = this.#lookbehindGroups;
    this.#lookbehindGroups ??= this.#widths.length;
    const item = this.#inside(start);
    this.#lookbehindGroups = outer;
    const [least, most] = widthOf(item, this.#widths);
    if (least !== most) throw new PatternError('look-behind requires fixed-width pattern');
    return { kind: 'look', behind: least, negated: letter === '!', item };
  }

  /** `(?(1)yes|no)`: the one if a group took part, else the other. */
  #conditional(start: number): PatternNode {
    const name = this.#tokens.getUntil(')', 'group name');
    const group = isIdentifier(name) ? this.#groupOf(name) : groupNumber(this.#tokens, name);
    if (!this.#conditions.has(group)) this.#conditions.set(group, this.#tokens.at - name.length - 1);
    this.#checkLookbehind(group);
    return this.#deeper(() => {
      const yes = this.#sequence(false);
      const no: PatternNode = this.#tokens.take('|') ? this.#sequence(false) : { kind: 'sequence', items: [] };
      if (this.#tokens.next === '|') throw this.#tokens.error('conditional backref with more than two branches');
      this.#close(start);
      return { kind: 'conditional', group, yes, no };
    });
  }

  /** `(?i-s:…)` holds for one group, `(?i)` at the very start for everything. */
  #flagGroup(letter: string, start: number, isFirst: boolean): PatternNode | undefined {
    const change = parseFlags(this.#tokens, letter);
    const outer = this.#flags;
    if (change.isGlobal) {
      const isLate = !isFirst || this.#depth > 0;
      const before = this.#tokens.at - start;
      if (isLate) throw this.#tokens.error('global flags not at the start of the expression', before);
      // Both of these together are told at the end.
      this.#flags = { ...changeFlags(outer, change), a: outer.a || change.on.includes('a') };
      return undefined;
    }
    this.#flags = changeFlags(outer, change);
    const item = this.#inside(start);
    this.#flags = outer;
    return { kind: 'group', item };
  }

  /** The rest of a group with its parenthesis. */
  #inside(start: number): PatternNode {
    return this.#deeper(() => {
      const node = this.#choice();
      this.#close(start);
      return node;
    });
  }

  #close(start: number): void {
    if (!this.#tokens.take(')')) {
      throw this.#tokens.error('missing ), unterminated subpattern', this.#tokens.at - start);
    }
  }

  #deeper(read: () => PatternNode): PatternNode {
    if (++this.#depth > depthLimit) throw this.#tokens.error(`more than ${depthLimit} groups stand in each other`);
    const node = read();
    this.#depth--;
    return node;
  }
}
