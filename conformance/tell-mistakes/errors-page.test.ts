import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { errorsPage } from './errors-page.ts';
import { readMistakes } from './mistake.ts';
import { tytoProblems } from './tyto-problems.ts';

const mistakes = readMistakes();

test('the page of errors tells what is really said; `make errors` writes it', () => {
  assert.equal(readFileSync(join(import.meta.dirname, '../../docs/errors.md'), 'utf8'), errorsPage(mistakes));
});

for (const mistake of mistakes) {
  test(`the mistake ${mistake.name} is told with its place and the way out`, () => {
    const problems = tytoProblems(mistake);
    assert.ok(problems.length > 0, 'nothing is told');
    for (const { code, at, path, expected, hint } of problems) {
      assert.ok(at !== undefined && mistake.sources.has(at.file), 'in which file');
      assert.ok(at.line > 0 && at.column > 0, 'in which line');
      // What is not well-formed has no paths.
      if (code !== 'yaml-syntax') assert.notEqual(path ?? '', '', 'at which path');
      assert.ok((expected ?? hint ?? '') !== '', 'what would be right');
    }
  });
}

test('Heat was asked about every mistake', () => {
  assert.deepEqual(
    mistakes.filter(({ heat }) => heat === undefined),
    [],
  );
});
