import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readYaml } from '../yaml-reader.ts';

function hint(text: string): string | undefined {
  const [told] = readYaml(text, 't.yaml').problems;
  assert.equal(told?.message, 'A ":" is not allowed here, where no map can begin');
  return told.hint;
}

test('a colon that is missing in an earlier line is told there', () => {
  assert.equal(hint('resources:\n  web\n    type: X\n'), 'Put a ":" behind the key in line 2, if it is one');
  assert.equal(hint('web:\n  type X\n  properties:\n'), 'Put a ":" behind the key in line 2, if it is one');
});

test('a colon without a space, and a line that is indented too far, are told', () => {
  assert.equal(hint('web:\n  type:X\n  properties: 1\n'), 'Put a space behind the ":" in line 2');
  assert.equal(
    hint('web:\n  type: X\n    properties: 1\n'),
    'Indent the line like line 2, whose value is in its own line',
  );
});

test('a colon in a value asks for quotes', () => {
  assert.match(hint('a: b: c\n') ?? '', /^Put quotes around a value/);
  assert.match(hint('a: 1\nb: c: d\n') ?? '', /^Put quotes around a value/);
});
