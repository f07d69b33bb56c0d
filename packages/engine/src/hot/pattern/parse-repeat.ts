import { maxRepeat } from './pattern-node.ts';
import { PatternError, type PatternTokens } from './pattern-tokens.ts';

export interface RepeatBounds {
  readonly min: number;
  readonly max: number;
}

/** How often a token, which is taken already, repeats what stands before it; `undefined` where it is no such token. */
export function parseBounds(tokens: PatternTokens, token: string): RepeatBounds | undefined {
  if (token === '?') return { min: 0, max: 1 };
  if (token === '*') return { min: 0, max: maxRepeat };
  if (token === '+') return { min: 1, max: maxRepeat };
  if (token !== '{' || tokens.next === '}') return undefined;
  const start = tokens.at;
  const low = tokens.getDigits();
  const high = tokens.take(',') ? tokens.getDigits() : low;
  if (!tokens.take('}')) {
    tokens.seek(start);
    return undefined;
  }
  const [min, max] = [low === '' ? 0 : Number(low), high === '' ? maxRepeat : Number(high)];
  if (min >= maxRepeat || (high !== '' && max >= maxRepeat)) {
    throw new PatternError('the repetition number is too large');
  }
  if (max < min) throw tokens.error('min repeat greater than max repeat', tokens.at - start);
  return { min, max };
}
