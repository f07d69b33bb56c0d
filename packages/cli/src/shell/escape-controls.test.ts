import assert from 'node:assert/strict';
import { test } from 'node:test';
import { escapeControls } from './escape-controls.ts';

test('characters that steer a terminal become visible', () => {
  assert.equal(escapeControls('\u001b[2J\u0007'), '\\x1b[2J\\x07');
  assert.equal(escapeControls('a\rb\u009b'), 'a\\rb\\x9b');
  assert.equal(escapeControls('\u202eabc'), '\\u202eabc');
});

test('text, tabs and newlines stay as they are', () => {
  assert.equal(escapeControls('Grüße\t→ 日本\n😀'), 'Grüße\t→ 日本\n😀');
});
