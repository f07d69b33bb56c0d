import assert from 'node:assert/strict';
import { test } from 'node:test';
import { collectEnvironment } from './collect-environment.ts';
import type { FileContent } from './plan-files.ts';

const reading =
  (files: Record<string, string>) =>
  (path: string): FileContent => {
    const text = files[path];
    return text === undefined ? { kind: 'missing' } : { kind: 'text', text };
  };

test('an environment that refers to nothing is one file', () => {
  const { value } = collectEnvironment(
    2,
    '/home/me/prod.yaml',
    reading({ '/home/me/prod.yaml': 'parameters: {a: 1}\n' }),
  );
  assert.deepEqual(value, {
    path: 'environments/2-prod.yaml',
    files: new Map([['environments/2-prod.yaml', 'parameters: {a: 1}\n']]),
  });
});

test('what it refers to comes along, and what that refers to, in the same places to each other', () => {
  const files = {
    '/s/envs/prod.yaml':
      'resource_registry:\n  A: ../t/a.yaml\n  B: OS::Heat::None\n  resources: {x: {C: ../t/c.yaml}}\n',
    '/s/t/a.yaml':
      'resources:\n  b: {type: sub/b.yaml}\n  v: {type: OS::Heat::Value, properties: {value: {get_file: script}}}\n',
    '/s/t/sub/b.yaml': 'resources: {a: {type: ../a.yaml}}\n',
    '/s/t/c.yaml': '',
    '/s/t/script': 'resources: {not: {type: looked-at.yaml}}',
    '/s/t/other': 'not named',
  };
  const { value, problems } = collectEnvironment(0, '/s/envs/prod.yaml', reading(files));
  assert.deepEqual(problems, []);
  assert.equal(value?.path, 'environments/0-prod/envs/prod.yaml');
  assert.deepEqual(
    [...(value?.files.keys() ?? [])],
    [
      'environments/0-prod/envs/prod.yaml',
      'environments/0-prod/t/a.yaml',
      'environments/0-prod/t/c.yaml',
      'environments/0-prod/t/script',
      'environments/0-prod/t/sub/b.yaml',
    ],
  );
});

test('what is missing is told with the place that names it, all of it', () => {
  const files = { '/e.yaml': 'resource_registry:\n  A: a.yaml\n  B: /abs.yaml\n  C: http://x/c.yaml\n' };
  const { value, problems } = collectEnvironment(0, '/e.yaml', reading(files));
  assert.equal(value, undefined);
  assert.deepEqual(
    problems.map(({ at, code }) => `${at?.file}:${at?.line} ${code}`),
    ['/e.yaml:3 file-outside', '/e.yaml:4 file-outside', '/e.yaml:2 file-missing'],
  );
});

test('what a template refers to comes along where only the second reader of templates takes its text', () => {
  const files = {
    '/s/e.yaml': 'resource_registry: {A: a.yaml}\n',
    '/s/a.yaml': 'outputs: {o: {value: {a:}}, p: {value: {get_file: note.txt}}}\n',
    '/s/note.txt': 'a note',
  };
  const { value } = collectEnvironment(0, '/s/e.yaml', reading(files));
  assert.equal([...(value?.files.keys() ?? [])].filter((path) => path.endsWith('/note.txt')).length, 1);
});
