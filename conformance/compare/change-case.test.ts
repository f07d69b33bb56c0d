import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseJson } from '../../packages/engine/src/hot/json-reader.ts';
import { isMap, type Value } from '../../packages/engine/src/hot/value.ts';
import { changeDocuments, changeEnvironments, changeParts, changeTemplates, withoutPart } from './change-case.ts';

const line = JSON.stringify({
  template: 'heat_template_version: 2018-08-31\noutputs: {o: {value: 0x1F}}\n',
  env: 'parameters: {a: 1, b: 2}\n',
  files: { 'child.yaml': 'heat_template_version: 2018-08-31\n', 'data.txt': 'a: 1\n' },
  update: { template: 'heat_template_version: 2018-08-31\n', envs: ['parameters: {a: 3}\n', 'parameters: {b: 4}\n'] },
});

test('documents that stay as they are keep their texts, and a case of which nothing changes is the same line', () => {
  const without = (path: readonly string[]) =>
    changeDocuments(line, (document, name) => (name === 'env.yaml' ? withoutPart(document, path) : document));
  assert.equal(without(['parameters', 'c']), line);
  assert.deepEqual(JSON.parse(without(['parameters', 'a'])), { ...JSON.parse(line), env: '{"parameters":{"b":2}}' });
});

test('environments are those of the update too, and templates are the files that are any', () => {
  const changed = JSON.parse(changeEnvironments(line, () => new Map()));
  assert.deepEqual([changed.env, changed.update.envs], ['{}', ['{}', '{}']]);
  const marked = JSON.parse(changeTemplates(line, (each) => (isMap(each) ? new Map([...each, ['m', 1]]) : each)));
  assert.match(marked.template, /"m":1/);
  assert.match(marked.update.template, /"m":1/);
  assert.match(marked.files['child.yaml'], /"m":1/);
  assert.equal(marked.files['data.txt'], 'a: 1\n');
});

test('only the request that is asked for is changed', () => {
  const emptied = (only: 'first' | 'update') =>
    JSON.parse(changeDocuments(line, (each, name) => (name.startsWith('env') ? new Map() : each), only));
  assert.deepEqual([emptied('first').env, emptied('first').update.envs.length], ['{}', 2]);
  assert.equal(emptied('first').update.envs[0], 'parameters: {a: 3}\n');
  assert.deepEqual([emptied('update').env, emptied('update').update.envs[0]], ['parameters: {a: 1, b: 2}\n', '{}']);
});

test('numbers stay numbers for who reads YAML, and texts as they are', () => {
  const given = JSON.stringify({
    template: '{}',
    env: '{"parameters": {"a": 1.0e-7, "b": "1e-7", "c": 1.5e-7, "d": 1}}',
  });
  const changed = JSON.parse(
    changeDocuments(given, (document, name) =>
      name === 'env.yaml' ? withoutPart(document, ['parameters', 'd']) : document,
    ),
  );
  assert.equal(changed.env, '{"parameters":{"a":1.0e-07,"b":"1e-7","c":1.5e-07}}');
});

test('a part is taken away from maps and lists, and what stands at no place from none', () => {
  const value = parseJson('{"a": [1, {"b": 2, "c": 3}]}') ?? null;
  const left = (path: readonly (string | number)[]): Value => withoutPart(value, path);
  assert.deepEqual(left(['a', 1, 'b']), parseJson('{"a": [1, {"c": 3}]}'));
  assert.deepEqual(left(['a', 0]), parseJson('{"a": [{"b": 2, "c": 3}]}'));
  assert.deepEqual(left(['x', 1]), value);
  assert.deepEqual(
    changeParts(value, (each) => (each === 2 ? 'two' : each)),
    parseJson('{"a": [1, {"b": "two", "c": 3}]}'),
  );
});
