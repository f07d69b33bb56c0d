import { parseSetEscape } from './parse-escape.ts';
import { type Flags, foldOf } from './pattern-flags.ts';
import type { SetMember, SetNode } from './pattern-node.ts';
import type { PatternTokens } from './pattern-tokens.ts';

/** Reads a set whose bracket is taken already. A closing bracket that comes first is a member. Python: `_parse`. */
export function parseSet(tokens: PatternTokens, flags: Flags): SetNode {
  const start = tokens.at - 1;
  const negated = tokens.take('^');
  const members: SetMember[] = [];
  for (;;) {
    const token = wanted(tokens, start);
    if (token === ']' && members.length > 0) return { kind: 'set', negated, members, fold: foldOf(flags) };
    const from = readMember(tokens, token, flags);
    if (!tokens.take('-')) {
      members.push(from);
      continue;
    }
    const end = wanted(tokens, start);
    if (end === ']') {
      members.push(from, letterRange(0x2d));
      return { kind: 'set', negated, members, fold: foldOf(flags) };
    }
    const to = readMember(tokens, end, flags);
    if (from.kind === 'class' || to.kind === 'class' || to.to < from.from) {
      const range = `${token}-${end}`;
      throw tokens.error(`bad character range ${range}`, [...range].length);
    }
    members.push({ kind: 'range', from: from.from, to: to.to });
  }
}

function wanted(tokens: PatternTokens, start: number): string {
  const token = tokens.get();
  if (token === undefined) throw tokens.error('unterminated character set', tokens.at - start);
  return token;
}

function readMember(tokens: PatternTokens, token: string, flags: Flags): SetMember {
  if (!token.startsWith('\\')) return letterRange(token.codePointAt(0) ?? 0);
  const read = parseSetEscape(tokens, token);
  if (read.kind === 'letter') return letterRange(read.point);
  return { kind: 'class', letter: read.letter, ascii: flags.a };
}

function letterRange(point: number): SetMember {
  return { kind: 'range', from: point, to: point };
}
