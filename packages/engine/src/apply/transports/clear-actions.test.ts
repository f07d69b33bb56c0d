import assert from 'node:assert/strict';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { clearActions } from './clear-actions.ts';
import { scratchNode } from './testing/scratch-node.ts';

function directories(base: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => {
    const directory = join(base, `it's ${index}`);
    mkdirSync(directory);
    writeFileSync(join(directory, 'record'), '');
    return directory;
  });
}

test('a few are removed without a shell', async (t) => {
  const { base } = scratchNode(t);
  const clearing = clearActions(() => assert.fail('a shell was asked'));
  const made = directories(base, 3);
  await Promise.all(made.map((each) => clearing.clear(each)));
  assert.deepEqual(made.filter(existsSync), []);
});

test('while actions run they wait until there are many, and a shell removes these at once', async (t) => {
  const { base } = scratchNode(t);
  const inputs: string[] = [];
  const clearing = clearActions(async (input) => {
    inputs.push(input);
    return true;
  });
  clearing.began();
  const [last = '', ...made] = directories(base, 64);
  const cleared = made.map((each) => clearing.clear(each));
  assert.deepEqual(inputs, []);
  await Promise.all([...cleared, clearing.clear(last)]);
  const text = inputs.join('');
  assert.match(text, /^\{\nrm -rf -- '\/.*\nexit 0\n\}\n$/);
  assert.equal(text.match(/ '\//g)?.length, 64);
});

test('when nothing runs any more all are removed, here where no shell can', async (t) => {
  const { base } = scratchNode(t);
  const clearing = clearActions(async () => false);
  clearing.began();
  const made = directories(base, 10);
  const cleared = made.map((each) => clearing.clear(each));
  clearing.ended();
  await Promise.all(cleared);
  assert.deepEqual(made.filter(existsSync), []);
});
