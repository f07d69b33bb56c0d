import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Oracle } from './oracle.ts';

/** Answers with what it is asked and how often it was; ends where it is told to. */
const program = `
let count = 0;
const lines = require('node:readline').createInterface({ input: process.stdin });
lines.on('line', (line) => {
  count += 1;
  if (line === 'end') process.exit(1);
  console.log(JSON.stringify({ line, name: 'oracle' + count }));
});
`;

test('an oracle answers line by line, and the stack that it made is called "stack"', async (t) => {
  const oracle = new Oracle([process.execPath, '-e', program]);
  t.after(() => oracle.close());
  assert.equal(await oracle.ask('a'), '{"line":"a","name":"stack"}');
  assert.equal(await oracle.ask('oracle1'), '{"line":"oracle1","name":"stack"}');
  assert.equal(await oracle.ask('oracle31e3'), '{"line":"stack1e3","name":"stack"}');
});

test('an oracle that ended gives no answer, and is there again for the next case', async (t) => {
  const oracle = new Oracle([process.execPath, '-e', program]);
  t.after(() => oracle.close());
  assert.match(await oracle.ask('end'), /"ORACLE"/);
  assert.equal(await oracle.ask('b'), '{"line":"b","name":"stack"}');
});

test('an oracle that cannot be started gives no answer', async () => {
  assert.match(await new Oracle(['/no/such/program']).ask('a'), /"ORACLE"/);
});

test('an oracle that was interrupted is started anew, for it has lost what it knew', async (t) => {
  const oracle = new Oracle([
    process.execPath,
    '-e',
    program.replace('JSON.stringify(', '"(sqlite3.Error) " + JSON.stringify('),
  ]);
  t.after(() => oracle.close());
  assert.match(await oracle.ask('a'), /"ORACLE"/);
  assert.match(await oracle.ask('b'), /"ORACLE"/);
});
