import assert from 'node:assert/strict';
import { resolve } from 'node:path/posix';
import { test } from 'node:test';
import { asGiven, takeEnvironment } from './input-changes.ts';

const disk = new Map([
  ['/home/me/site/env.yaml', 'resource_registry:\n  My::Service: ../templates/service.yaml\n'],
  ['/home/me/site/plain.yaml', 'parameters: {a: 1}\n'],
  [
    '/home/me/templates/service.yaml',
    'heat_template_version: 2018-08-31\nresources:\n  r: {type: My::T, properties: {x: {get_file: run.sh}}}\n',
  ],
  ['/home/me/templates/run.sh', 'true\n'],
]);

function take(named: string) {
  return takeEnvironment(
    named,
    0,
    (path) => resolve('/home/me', path),
    (path) => {
      const text = disk.get(path);
      return text === undefined ? { kind: 'missing' } : { kind: 'text', text };
    },
  );
}

test('an environment is taken with all that it refers to', () => {
  const taken = take('site/env.yaml').value;
  assert.equal(taken?.kind, 'file');
  if (taken?.kind !== 'file') return;
  assert.deepEqual(
    [...taken.collected.files.values()].sort(),
    ['/home/me/site/env.yaml', '/home/me/templates/run.sh', '/home/me/templates/service.yaml']
      .map((path) => disk.get(path))
      .sort(),
  );
});

test('problems name files as they were given', () => {
  for (const [named, expected] of [
    ['site/env.yaml', ['site/env.yaml', 'templates/service.yaml', 'templates/run.sh']],
    [
      '/home/me/site/env.yaml',
      ['/home/me/site/env.yaml', '/home/me/templates/service.yaml', '/home/me/templates/run.sh'],
    ],
    ['site/plain.yaml', ['site/plain.yaml']],
  ] as const) {
    const taken = take(named).value;
    if (taken?.kind !== 'file') return assert.fail(named);
    const name = asGiven([taken]);
    assert.deepEqual(
      [...taken.collected.files.keys()].map((file) => name(`inputs:${file}`)).sort(),
      [...expected].sort(),
    );
  }
  assert.equal(asGiven([])('template.yaml'), 'template.yaml');
});

test('an environment of the plan is named by its path there, and a missing one is a problem', () => {
  assert.deepEqual(take('plan:environments/a.yaml').value, { kind: 'plan', path: 'environments/a.yaml' });
  const missing = take('nowhere.yaml');
  assert.equal(missing.value, undefined);
  assert.equal(missing.problems[0]?.code, 'file-missing');
});
