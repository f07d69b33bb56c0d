import assert from 'node:assert/strict';
import { test } from 'node:test';
import { map, mapOf, written } from './doc.ts';
import { Random } from './random.ts';
import { withRareAsks } from './rare-asks.ts';

test('what is asked rarely stands beside all that was there, and asks only of what stands with it', () => {
  const mine = written('1');
  const template = map({
    heat_template_version: 'wallaby',
    resources: mapOf([['mine', mine]]),
  });
  for (let seed = 0; seed < 50; seed++) {
    const asked = withRareAsks({ template, environments: [], files: [], parameters: mapOf([]) }, new Random(seed));
    assert.ok(asked.template.kind === 'map');
    const sections = new Map(asked.template.entries);
    const resources = sections.get('resources');
    assert.ok(resources?.kind === 'map');
    assert.equal(resources.entries[0]?.[1], mine);
    assert.deepEqual(
      resources.entries.map(([name]) => name),
      ['mine', 'none', 'some', 'group', 'nested'],
    );
    const outputs = JSON.stringify(sections.get('outputs'));
    assert.match(outputs, /get_attr/);
    assert.doesNotMatch(outputs, /"mine"/);
    assert.deepEqual(
      asked.files.map(([name]) => name),
      ['rare.yaml'],
    );
  }
});
