import assert from 'node:assert/strict';
import { test } from 'node:test';
import { equalValues } from '../../packages/engine/src/hot/equal-values.ts';
import { readYaml } from '../../packages/engine/src/hot/yaml-reader.ts';
import { yamlValue } from '../../packages/engine/src/hot/yaml-value.ts';
import { caseLine } from './case-text.ts';
import { makeCase } from './make-case.ts';
import { printDoc } from './print-doc.ts';
import { Random } from './random.ts';

test('a document means the same whatever way it is written', () => {
  for (let seed = 0; seed < 60; seed++) {
    const { template } = makeCase(seed).request;
    const [first, second] = [seed, seed + 1000].map(
      (style) => readYaml(printDoc(template, new Random(style)), 't.yaml').value,
    );
    if (first === undefined || second === undefined) continue;
    assert.ok(equalValues(yamlValue(first), yamlValue(second)), `case ${seed}`);
  }
});

test('a case is always the same, and cases are not all alike', () => {
  assert.equal(caseLine(makeCase(7)), caseLine(makeCase(7)));
  assert.equal(new Set(Array.from({ length: 100 }, (_, seed) => caseLine(makeCase(seed)))).size, 100);
});
