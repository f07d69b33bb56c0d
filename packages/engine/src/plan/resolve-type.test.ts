import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseEnvironment } from '../hot/parse-environment.ts';
import { planFilesOf } from './plan-files.ts';
import { resolveType } from './resolve-type.ts';

/** What a type stands for by the text of a registry, wherever that says so. */
function resolved(type: string, entries: string) {
  const found = placed(type, entries);
  if (found.kind !== 'type') return found;
  const { mappedAt, ...rest } = found;
  return rest;
}

function placed(type: string, entries: string) {
  const registry = parseEnvironment(`resource_registry: ${entries}\n`, 'env.yaml').value?.registry;
  assert.ok(registry);
  const at = { file: 'template.yaml', line: 1, column: 1 };
  return resolveType(registry, {
    type,
    file: at.file,
    names: ['r'],
    at,
    unbound: new Set(),
    files: planFilesOf(new Map()),
  });
}

test('a mapping to a type that there is not is passed over, and told, where something else stands for the type', () => {
  const none = { kind: 'type', name: 'OS::Heat::None' };
  assert.deepEqual(resolved('OS::Heat::None', '{}'), none);
  assert.deepEqual(resolved('OS::Heat::None', '{"OS::Heat::None": "My::Own"}'), { ...none, passedOver: 'My::Own' });
  assert.deepEqual(resolved('My::A', '{"My::*": nothing, "My::A": "OS::Heat::None"}'), {
    ...none,
    passedOver: 'nothing',
  });
  assert.deepEqual(resolved('My::A', '{"My::A": nothing, "My::*": "OS::Heat::None"}'), none);
  const child = resolved('My::A', '{"My::*": nothing, "My::A": child.yaml}');
  assert.equal(child.kind === 'template' && `${child.path} ${child.passedOver}`, 'child.yaml nothing');
});

test('where nothing stands for a type, it is what the registry maps it to', () => {
  assert.deepEqual(resolved('My::A', '{"My::*": nothing}'), { kind: 'type', name: 'nothing' });
  assert.deepEqual(resolved('My::A', '{}'), { kind: 'type', name: 'My::A' });
});

test('where the registry maps a type is told', () => {
  const found = placed('My::A', '{"My::*": nothing}');
  assert.deepEqual(found.kind === 'type' && found.mappedAt, { file: 'env.yaml', line: 1, column: 30 });
});
