import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { lineDiff, withContext } from './line-diff.ts';

function text(before: string, after: string, context = 99): string {
  return withContext(lineDiff(before, after) ?? [], context)
    .map((line) => `${line.sign}${line.text}`)
    .join('\n');
}

test('lines that stayed, went and came are told apart', () => {
  assert.equal(text('a\nb\nc', 'a\nx\nc\nd'), ' a\n-b\n+x\n c\n+d');
});

test('far from a change lines are left out', () => {
  assert.equal(text('1\n2\n3\n4\n5\n6', '1\n2\n3\n4\nx\n6', 1), ' …\n 4\n-5\n+x\n 6');
});

test('texts of more lines than are worth comparing give nothing', () => {
  assert.equal(lineDiff('\n'.repeat(2000), 'x'), undefined);
});

test('the lines of each side make up that text again', () => {
  const lines = fc.array(fc.constantFrom('a', 'b', 'c', ''), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(lines, lines, (old, now) => {
      const diff = lineDiff(old.join('\n'), now.join('\n')) ?? [];
      assert.deepEqual(
        diff.filter((line) => line.sign !== '+').map((line) => line.text),
        old,
      );
      assert.deepEqual(
        diff.filter((line) => line.sign !== '-').map((line) => line.text),
        now,
      );
    }),
  );
});
