import assert from 'node:assert/strict';
import { test } from 'node:test';
import { equalValues } from '../../packages/engine/src/hot/equal-values.ts';
import { readYaml } from '../../packages/engine/src/hot/yaml-reader.ts';
import { yamlValue } from '../../packages/engine/src/hot/yaml-value.ts';
import { decorateSoundly } from './decorate-soundly.ts';
import type { Doc } from './doc.ts';
import { makeCase } from './make-case.ts';
import { printDoc } from './print-doc.ts';
import { Random } from './random.ts';

function read(doc: Doc) {
  const { value } = readYaml(printDoc(doc, new Random(1)), 't.yaml');
  return value === undefined ? undefined : yamlValue(value);
}

test('odd YAML that is sound is read as what it was made from', () => {
  let changed = 0;
  for (let seed = 0; seed < 300; seed++) {
    const { template } = makeCase(seed).request;
    const [plain, odd] = [template, decorateSoundly(template, new Random(seed))].map(read);
    if (plain === undefined) continue;
    assert.ok(odd !== undefined && equalValues(plain, odd), `case ${seed}`);
    if (JSON.stringify(template) !== JSON.stringify(decorateSoundly(template, new Random(seed)))) changed += 1;
  }
  assert.ok(changed > 150, `only ${changed} were made odd`);
});
