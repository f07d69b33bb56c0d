import assert from 'node:assert/strict';
import { test } from 'node:test';
import { commandTable } from './command-table.ts';
import { parseArguments } from './parse-arguments.ts';

test("a command's own option of a global one's name is read apart from what stands before the command", () => {
  const parsed = parseArguments(['--data', '/d', 'signal', 'web-1', 'ready', '--data', '{}', '--json'], commandTable);
  assert.ok(parsed.kind === 'command');
  assert.deepEqual(parsed.operands, ['web-1', 'ready']);
  assert.deepEqual(Object.fromEntries(parsed.options), { data: ['/d'], 'signal-data': ['{}'], json: [] });
});

test('two names of one option are one option', () => {
  const parsed = parseArguments(['signal', 'web-1', 'ready', '--data', '{}', '--data-binary', '{}'], commandTable);
  assert.equal(parsed.kind === 'misuse' ? parsed.message : '', "Option '--data-binary' is given twice");
});
