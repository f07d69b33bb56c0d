import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { expandRange } from './expand-range.ts';

function names(key: string): readonly string[] {
  const expansion = expandRange(key);
  assert.equal(expansion.kind, 'names', `${key}: ${JSON.stringify(expansion)}`);
  return expansion.kind === 'names' ? expansion.names : [];
}

function reason(key: string): string {
  const expansion = expandRange(key);
  return expansion.kind === 'wrong' ? `${expansion.range} ${expansion.reason}` : `no error: ${expansion.names}`;
}

test('a key without brackets is itself', () => {
  assert.deepEqual(names('web-1.example.org'), ['web-1.example.org']);
});

test('a range of numbers includes its end and keeps leading zeros', () => {
  assert.deepEqual(names('web[08:11].org'), ['web08.org', 'web09.org', 'web10.org', 'web11.org']);
  assert.deepEqual(names('web[8:11]'), ['web8', 'web9', 'web10', 'web11']);
  assert.deepEqual(names('web[:2]'), ['web0', 'web1', 'web2']);
});

test('a range of letters runs from small to capital ones', () => {
  assert.deepEqual(names('[a:c]x'), ['ax', 'bx', 'cx']);
  assert.deepEqual(names('[y:B]'), ['y', 'z', 'A', 'B']);
});

test('a step leaves out what lies between', () => {
  assert.deepEqual(names('n[0:10:4]'), ['n0', 'n4', 'n8']);
  assert.deepEqual(names('n[00:10:05]'), ['n00', 'n05', 'n10']);
  assert.deepEqual(names('n[a:f:2]'), ['na', 'nc', 'ne']);
});

test('of several ranges the last runs fastest', () => {
  assert.deepEqual(names('r[1:2]n[a:b]'), ['r1na', 'r1nb', 'r2na', 'r2nb']);
});

test('each wrong range says what is wrong with it', () => {
  assert.equal(reason('web[1:3'), 'web[1:3 has brackets that do not match');
  assert.equal(reason('web]1[1:3]'), 'web]1[1:3] has brackets that do not match');
  assert.equal(reason('web[3]'), '[3] is not begin, end and step');
  assert.equal(reason('web[1:2:3:4]'), '[1:2:3:4] is not begin, end and step');
  assert.equal(reason('web[1:]'), '[1:] has no end');
  assert.equal(reason('web[01:100]'), '[01:100] has bounds of different length');
  assert.equal(reason('web[5:1]'), '[5:1] begins after its end');
  assert.equal(reason('web[c:a]'), '[c:a] begins after its end');
  assert.equal(reason('web[1:a]'), '[1:a] has bounds that are neither numbers nor letters');
  assert.equal(reason('web[ab:cd]'), '[ab:cd] has bounds that are neither numbers nor letters');
  assert.equal(reason('web[1:5:0]'), '[1:5:0] has the step "0"');
  assert.equal(reason('web[5:1:-1]'), '[5:1:-1] has the step "-1"');
  assert.equal(reason('web[1:2]-[x]'), '[x] is not begin, end and step');
});

test('a range that would fill the memory is refused, alone or as a product', () => {
  assert.equal(reason('web[0:999999999]'), '[0:999999999] stands for too many hosts');
  assert.equal(reason('[0:999][0:999]'), '[0:999] stands for too many hosts');
  assert.equal(reason(`[0:${'9'.repeat(40)}]`), `[0:${'9'.repeat(40)}] has bounds that are too large`);
  assert.equal(names('web[1:100000]').length, 100_000);
});

test('a range has as many names as it has steps, none twice', () => {
  fc.assert(
    fc.property(fc.nat(2000), fc.nat(300), fc.integer({ min: 1, max: 40 }), (begin, length, step) => {
      const all = names(`n[${begin}:${begin + length}:${step}]`);
      assert.equal(all.length, Math.floor(length / step) + 1);
      assert.equal(new Set(all).size, all.length);
    }),
  );
});
