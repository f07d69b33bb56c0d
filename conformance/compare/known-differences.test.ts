import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { knownDifferences } from './known-differences.ts';

test('every difference that is known by a rule is told in docs/hot-conformance.md with its reason', () => {
  const page = readFileSync(`${import.meta.dirname}/../../docs/hot-conformance.md`, 'utf8');
  for (const { name } of knownDifferences)
    assert.match(page, new RegExp(`^\\| \`${name}\` \\| .{40,} \\|$`, 'm'), name);
});
