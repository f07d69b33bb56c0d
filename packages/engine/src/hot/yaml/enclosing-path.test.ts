import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatPath } from '../../diagnostics/path.ts';
import { enclosingPath } from './enclosing-path.ts';

/** The path to where `^` stands in a text. */
function path(text: string): string {
  return formatPath(enclosingPath(text.replace('^', ''), text.indexOf('^')));
}

test('keys that stand further left lead to a place, and those before it in its line', () => {
  const text = 'resources:\n  web:\n    type: x\n\n    # a: comment\n    properties:\n      "a b": [1\n      c: ^y\n';
  assert.equal(path(text), 'resources.web.properties.c');
  assert.equal(path('a:\n  b: 1\n ^c: 2\n'), 'a');
  assert.equal(path('a: 1\n^b: 2\n'), '');
  assert.equal(path('a:\n  b:\n^\tc: 1\n'), '');
  assert.equal(path('a:\n  b:\n\t^c: 1\n'), 'a.b');
});

test('items of lists are counted', () => {
  assert.equal(path('a:\n  - b: 1\n    c: 2\n  - d: 3\n    e: ^4\n'), 'a[1].e');
  assert.equal(path('a:\n- 1\n- 2\n- - 3\n  - ^4\n'), 'a[2][1]');
  assert.equal(path('a:\n- b:\n  - 1\nc:\n- d: ^2\n'), 'c[0].d');
});

test('a text in which nothing leads on has no path', () => {
  for (const text of ['^', '{a: ^}', 'text\n  more ^', '\n\n^']) assert.equal(path(text), '');
});
