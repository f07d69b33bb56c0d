import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { FrameReader } from './ssh-frames.ts';

test('frames are read however their bytes are cut, whatever stands in them and before them', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom('file', 'state'), fc.uint8Array({ maxLength: 40 })), { maxLength: 5 }),
      fc.string(),
      fc.array(fc.nat({ max: 20 }), { maxLength: 30 }),
      (frames, greeting, cuts) => {
        const parts = frames.flatMap(([kind, content]) => [
          Buffer.from(`\ntyto:n1:${kind} a b\n`),
          Buffer.from(content),
        ]);
        const all = Buffer.concat([Buffer.from(greeting), ...parts, Buffer.from('\ntyto:n1:end\n')]);
        const reader = new FrameReader('n1');
        let [at, ended] = [0, false];
        for (const cut of [...cuts, all.length]) {
          assert.equal(ended, at >= all.length);
          ended = reader.take(all.subarray(at, at + cut)) || ended;
          at = Math.min(all.length, at + cut);
        }
        assert.ok(ended);
        assert.deepEqual(
          reader.frames(),
          frames.map(([kind, content]) => ({ kind, detail: 'a b', content: Buffer.from(content) })),
        );
      },
    ),
  );
});

test('an answer without its end has its whole frames, and no shell has begun before the first', () => {
  const reader = new FrameReader('n1');
  assert.equal(reader.take(Buffer.from('motd\ntyto:n2:end\n')), false);
  assert.equal(reader.begun, false);
  assert.equal(reader.take(Buffer.from('\ntyto:n1:here\n\ntyto:n1:file o0\nhalf')), false);
  assert.equal(reader.begun, true);
  assert.deepEqual(
    reader.frames().map(({ kind }) => kind),
    ['here'],
  );
});
