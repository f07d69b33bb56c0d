import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { linesOf } from './lines-of.ts';

async function* chunksOf(bytes: Uint8Array, cuts: readonly number[]): AsyncGenerator<Uint8Array> {
  let from = 0;
  for (const cut of [...cuts.map((each) => each % (bytes.length + 1)), bytes.length].sort((a, b) => a - b)) {
    yield bytes.subarray(from, cut);
    from = cut;
  }
}

test('lines come out whole wherever a stream is cut, inside of characters too', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.string({ unit: fc.constantFrom('a', 'é', '😀', '\u2028', ' ') }), { minLength: 1 }),
      fc.boolean(),
      fc.array(fc.nat()),
      async (lines, ends, cuts) => {
        const text = `${lines.join('\n')}${ends ? '\n' : ''}`;
        const found: string[] = [];
        for await (const some of linesOf(chunksOf(new TextEncoder().encode(text), cuts))) found.push(...some);
        const wanted = text.split('\n');
        if (wanted.at(-1) === '') wanted.pop();
        assert.deepEqual(found, wanted);
      },
    ),
  );
});

test('lines come out as soon as they are there', async () => {
  async function* stream(): AsyncGenerator<string> {
    yield 'a\nb';
    throw new Error('nobody should have to wait for more');
  }
  const lines = linesOf(stream());
  assert.deepEqual((await lines.next()).value, ['a']);
});
