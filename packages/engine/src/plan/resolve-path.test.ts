import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { resolvePath } from './resolve-path.ts';

const messageOf = (from: string, named: string) => {
  const result = resolvePath(from, named, { file: from, line: 1, column: 2 });
  return typeof result === 'string' ? result : `${result.code} ${result.message}`;
};

test('a path starts from the folder of the file that names it', () => {
  assert.equal(resolvePath('template.yaml', 'a.yaml'), 'a.yaml');
  assert.equal(resolvePath('x/y/t.yaml', '../z/./a.yaml'), 'x/z/a.yaml');
  assert.equal(resolvePath('x/t.yaml', '..//a.yaml'), 'a.yaml');
});

test('a path from the inputs stays in the inputs', () => {
  assert.equal(resolvePath('inputs:environments/0-a/e.yaml', 'x.yaml'), 'inputs:environments/0-a/x.yaml');
  assert.match(messageOf('inputs:environments/e.yaml', '../../x.yaml'), /file-outside/);
});

test('a path never leads out of the plan, whatever it goes through', () => {
  assert.equal(messageOf('t.yaml', '../../etc/passwd'), 'file-outside "../../etc/passwd" leads out of the plan');
  assert.equal(messageOf('a/t.yaml', 'b/../../../a/x'), 'file-outside "b/../../../a/x" leads out of the plan');
  assert.equal(messageOf('t.yaml', '/etc/passwd'), 'file-outside "/etc/passwd" is an absolute path');
  assert.match(messageOf('t.yaml', 'file:///etc/passwd'), /is a URL/);
  assert.match(messageOf('t.yaml', 'inputs:x'), /is a URL/);
});

test('a path that names no file is told', () => {
  for (const named of ['', '.', './', 'a/', 'a/..']) assert.match(messageOf('t.yaml', named), /^file-missing/, named);
});

test('whatever is named, the result lies inside or is a problem', () => {
  const step = fc.constantFrom('..', '.', '', 'a', 'b c', '...');
  fc.assert(
    fc.property(
      fc.array(step, { maxLength: 8 }),
      fc.array(fc.constantFrom('x', 'y'), { maxLength: 3 }),
      (steps, folder) => {
        const result = resolvePath([...folder, 't.yaml'].join('/'), steps.join('/'));
        if (typeof result !== 'string') return;
        assert.ok(!result.startsWith('/') && !result.split('/').some((each) => ['', '.', '..'].includes(each)), result);
      },
    ),
  );
});
