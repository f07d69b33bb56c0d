import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { explanation, knownDifferences } from './known-differences.ts';

test('every difference that is known by a rule is told in docs/hot-conformance.md with its reason', () => {
  const page = readFileSync(`${import.meta.dirname}/../../docs/hot-conformance.md`, 'utf8');
  for (const { name } of knownDifferences)
    assert.match(page, new RegExp(`^\\| \`${name}\` \\| .{40,} \\|$`, 'm'), name);
});

test('a set in another order is known, and other members are not', () => {
  const asked = { heat: null, tyto: null, line: '{"template": "outputs: {o: {value: !!set {a, b}}}"}' };
  const answers = (tyto: readonly string[]) => [{ what: 'output o', heat: ['b', 'a'], tyto }];
  assert.equal(explanation(answers(['a', 'b']), asked), 'order-of-set');
  assert.equal(explanation(answers(['a', 'c']), asked), undefined);
  assert.equal(explanation(answers(['a', 'b']), { ...asked, line: '{}' }), undefined);
});
