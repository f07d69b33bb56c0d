import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { evaluate } from '../evaluate.ts';
import { Failure } from '../scope.ts';
import { scopeOf } from '../testdata/scope-of.ts';
import { call, snippetOf } from '../testdata/snippet-of.ts';

/** As Heat does it, name by name: each is looked for in what of the text no name before it has replaced. */
function oneByOne(template: string, params: ReadonlyMap<string, string>): { text: string; missing: boolean } {
  const names = [...params.keys()].sort((a, b) => [...b].length - [...a].length || (a < b ? -1 : 1));
  let pieces: { readonly text: string; readonly isDone: boolean }[] = [{ text: template, isDone: false }];
  let missing = false;
  for (const name of names) {
    const by = params.get(name) ?? '';
    const next = pieces.flatMap((piece) => {
      if (piece.isDone) return [piece];
      const parts = piece.text.split(name).map((text) => ({ text, isDone: false }));
      return parts.flatMap((part, index) => (index === 0 ? [part] : [{ text: by, isDone: true }, part]));
    });
    if (next.length === pieces.length) missing = true;
    pieces = next;
  }
  return { text: pieces.map(({ text }) => text).join(''), missing };
}

const texts = (maxLength: number, minLength = 0) =>
  fc.string({ unit: fc.constantFrom('a', 'b', 'c', '😀', '\n'), maxLength, minLength });
const params = fc.uniqueArray(fc.tuple(texts(4, 1), texts(3)), { selector: ([name]) => name, maxLength: 8 });

for (const name of ['str_replace', 'str_replace_strict']) {
  test(`${name} gives whatever names, however they overlap, what replacing one after the other gives`, () => {
    fc.assert(
      fc.property(texts(30), params, (template, entries) => {
        const expected = oneByOne(template, new Map(entries));
        const argument = { template, params: Object.fromEntries(entries) };
        const value = evaluate(snippetOf(call(name, argument)), scopeOf({}));
        const fails = name === 'str_replace_strict' && expected.missing;
        if (fails) assert.ok(value instanceof Failure);
        else assert.equal(value, expected.text);
      }),
      { numRuns: 2000 },
    );
  });
}
