import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { closeStore, openStore, type Store } from '../store/store.ts';
import { type Operations, perform } from './operations.ts';
import { memoryFor } from './render-memories.ts';

function scratchStore(t: TestContext): Store {
  const directory = mkdtempSync(join(tmpdir(), 'tyto-memories-'));
  const { value: store } = openStore(join(directory, 'data'));
  assert.ok(store);
  t.after(() => {
    closeStore(store);
    rmSync(directory, { recursive: true, force: true });
  });
  return store;
}

test('of each store the last deployment is remembered, from its second rendering on', (t) => {
  const store = scratchStore(t);
  assert.equal(memoryFor(store, 'a'), undefined);
  const memory = memoryFor(store, 'a');
  assert.ok(memory);
  assert.equal(memoryFor(store, 'a'), memory);
  assert.equal(memoryFor(scratchStore(t), 'a'), undefined);
  assert.equal(memoryFor(store, 'b'), undefined);
  assert.equal(memoryFor(store, 'a'), undefined);
});

const template = `heat_template_version: wallaby
parameters: {p: {type: string}, secret: {type: string, hidden: true, default: hush}}
resources:
  a: {type: OS::Heat::Value, properties: {value: {get_param: p}}}
  b: {type: OS::Heat::Value, properties: {value: {get_param: secret}}}
  c: {type: OS::Heat::Value, properties: {value: c}}
`;

test('a deployment that is previewed again in one process evaluates only what its new inputs change', async (t) => {
  const store = scratchStore(t);
  const ask = async <N extends keyof Operations>(name: N, input: Operations[N]['input']) => {
    const outcome = await perform(name, input, { store });
    assert.ok(outcome.kind === 'done', JSON.stringify(outcome));
  };
  const file = { mode: '100644', content: template } as const;
  await ask('plan import', { tree: { kind: 'PlanTree', files: new Map([['template.yaml', file]]) }, name: 'web' });
  const inventory = { file: 'inventory.yaml', text: 'all: {hosts: {here: {ansible_connection: local}}}\n' };
  const set = (text: string) => [{ parameter: 'p', text }];
  await ask('deployment create', { name: 'web', changes: { plan: 'web', inventory, set: set('1') } });
  for (const p of ['2', '3', '4']) {
    await ask('preview', { name: 'web' });
    await ask('deployment set', { name: 'web', changes: { set: set(p) } });
  }
  await ask('preview', { name: 'web' });
  assert.deepEqual([...(memoryFor(store, 'web')?.touched ?? [])], ['a']);
});
