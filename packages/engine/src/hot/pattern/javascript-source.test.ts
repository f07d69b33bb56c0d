import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { compilePattern, matchStart } from './compile-pattern.ts';
import { javascriptSource } from './javascript-source.ts';
import { arbitraryPattern, arbitraryText } from './testing/arbitrary-pattern.ts';

/** How many letters match at the start of a text, by JavaScript. */
function matched(source: string, text: string): number | undefined {
  const found = new RegExp(source, 'uy').exec(text);
  return found === null ? undefined : [...found[0]].length;
}

test('a source matches as the pattern does, but for groups that take no part, and letters related in odd ways', () => {
  const odd = /\\[1-9]|\(\?P=|[ſKİKikss]/u;
  for (const [pattern, text] of fc.sample(fc.tuple(arbitraryPattern, arbitraryText), { numRuns: 10_000, seed: 6 })) {
    const compiled = compilePattern(pattern);
    const source = javascriptSource(pattern);
    if (typeof compiled === 'string') assert.equal(source, undefined);
    if (typeof compiled === 'string' || source === undefined || odd.test(pattern)) continue;
    const found = matchStart(compiled, text, { left: 10_000_000 });
    assert.notEqual(found, 'exhausted');
    assert.equal(matched(source, text), found === undefined ? undefined : found[1], JSON.stringify([pattern, text]));
  }
});

test('what is no pattern, or has no counterpart, has no source', () => {
  assert.equal(javascriptSource('('), undefined);
  assert.equal(javascriptSource('(a)?(?(1)b|c)'), undefined);
});
