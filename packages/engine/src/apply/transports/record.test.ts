import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseRecord } from './record.ts';

const runner = { pid: 12, startTime: '345', bootId: 'boot' };

test('a record without a whole line is open', () => {
  assert.deepEqual(parseRecord(''), { kind: 'open', voids: 0 });
  assert.deepEqual(parseRecord('started 12 345 boot 0'), { kind: 'open', voids: 0 });
});

test('the first runner has the action, whoever else wishes to', () => {
  const text = 'started 12 345 boot 0\nstarted 13 346 boot 0\nrunning 12 345 boot\n';
  assert.deepEqual(parseRecord(text), { kind: 'begun', runner });
});

test('a runner that was sent before someone asked does not have it', () => {
  assert.deepEqual(parseRecord('void\nstarted 12 345 boot 0\n'), { kind: 'open', voids: 1 });
  assert.deepEqual(parseRecord('void\nstarted 11 345 boot 0\nstarted 12 345 boot 1\n'), { kind: 'begun', runner });
});

test('to ask after a runner came changes nothing', () => {
  assert.deepEqual(parseRecord('started 12 345 boot 0\n\nvoid\n'), { kind: 'begun', runner });
});

test('an end is an end only when its line is whole', () => {
  const begun = 'started 12 345 boot 0\nrunning 12 345 boot\n';
  assert.deepEqual(parseRecord(`${begun}finished 3\n`), { kind: 'finished', status: 3 });
  assert.deepEqual(parseRecord(`${begun}finished 3`), { kind: 'begun', runner });
  assert.deepEqual(parseRecord(`${begun}fini\nfinished 3\n`), { kind: 'finished', status: 3 });
  assert.deepEqual(parseRecord(`${begun}finished x\n`), { kind: 'begun', runner });
});

test('the reason for which an action was ended is added to the status that its runner gave', () => {
  const text = 'started 12 345 boot 0\nrunning 12 345 boot\nfinished 143\n\nfinished 137 timeout\n';
  assert.deepEqual(parseRecord(text), { kind: 'finished', status: 143, killed: 'timeout' });
});
