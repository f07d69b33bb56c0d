import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { equalValues } from '../packages/engine/src/hot/equal-values.ts';
import { parseJson } from '../packages/engine/src/hot/json-reader.ts';
import { caseLine } from './generate/case-text.ts';
import { makeCase } from './generate/make-case.ts';
import { keepCase } from './keep-case.ts';
import { readCase, readExpected } from './read-case.ts';

test('a case that is kept is asked again as it was: creations, updates and validations', (t) => {
  const root = mkdtempSync(join(tmpdir(), 'tyto-cases-'));
  t.after(() => rmSync(root, { recursive: true }));
  const answer = new Map([['status', 'REFUSED']]);
  const kinds = new Set<string>();
  for (let seed = 0; seed < 200; seed++) {
    const stackCase = makeCase(seed);
    const asked = parseJson(caseLine(stackCase));
    keepCase(join(root, String(seed)), stackCase, answer);
    const read = readCase(join(root, String(seed)));
    assert.ok(asked !== undefined && equalValues(asked, read), `case ${seed}`);
    assert.ok(equalValues(readExpected(join(root, String(seed))), answer));
    kinds.add(stackCase.update === undefined ? stackCase.action : 'update');
  }
  assert.deepEqual([...kinds].sort(), ['create', 'update', 'validate']);
});
