import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { lateModule } from './late-module.ts';

test('a late module has the type of the file that is loaded', async () => {
  const text = await readFile(join(import.meta.dirname, 'late-module.ts'), 'utf8');
  const entries = [...text.matchAll(/^ {2}readonly '([^']+)': typeof import\('([^']+)'\);$/gm)];
  assert.ok(entries.length >= 3);
  for (const [, path, typed] of entries) assert.equal(path, typed);
});

test('a late module is there at once and is the same as the one that is imported', async () => {
  const { evaluateYaql } = lateModule('./yaql/evaluate-yaql.ts');
  assert.deepEqual(evaluateYaql('1 + 1', null), { kind: 'value', value: 2 });
  assert.equal(evaluateYaql, (await import('./yaql/evaluate-yaql.ts')).evaluateYaql);
  const { compilePattern } = lateModule('./pattern/compile-pattern.ts');
  assert.equal(compilePattern, (await import('./pattern/compile-pattern.ts')).compilePattern);
  const { algorithms } = lateModule('./digest/algorithms.ts');
  assert.equal(algorithms, (await import('./digest/algorithms.ts')).algorithms);
});
