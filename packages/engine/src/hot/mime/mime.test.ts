import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readMime } from './read-mime.ts';
import { writeMime } from './write-mime.ts';

test('parts of ASCII stand as they are, others in base64, names beyond ASCII as percents', () => {
  const written = writeMime([
    { text: 'a\r\nFrom me\n', subtype: '', filename: 'x.sh' },
    { text: 'é', subtype: 'x-sh', filename: 'é"x' },
  ]);
  const boundary = /boundary="(={15}\d{19}==)"/.exec(written)?.[1] ?? assert.fail(written);
  assert.equal(
    written.replaceAll(boundary, 'B'),
    `Content-Type: multipart/mixed; boundary="B"
MIME-Version: 1.0

--B
Content-Type: text/plain; charset="us-ascii"
MIME-Version: 1.0
Content-Transfer-Encoding: 7bit
Content-Disposition: attachment; filename="x.sh"

a
From me

--B
Content-Type: text/x-sh; charset="utf-8"
MIME-Version: 1.0
Content-Transfer-Encoding: base64
Content-Disposition: attachment; filename*=utf-8''%C3%A9%22x

w6k=

--B--
`,
  );
});

test('a message without parts has a boundary all the same', () => {
  assert.match(writeMime([]), /\n\n--(=+\d+==)\n\n--\1--\n$/);
});

test('what stands in a part is never taken for the boundary', () => {
  const alone = writeMime([{ text: 'x', subtype: '', filename: '' }]);
  const nested = writeMime([{ text: alone, subtype: 'x', filename: '' }]);
  assert.deepEqual(readMime(nested), [{ text: alone, subtype: 'x', filename: '' }]);
});

test('long text is in lines of 76 characters', () => {
  const written = writeMime([{ text: 'é'.repeat(60), subtype: '', filename: '' }]);
  const lines = written.split('\n').filter((line) => /^[A-Za-z0-9+/=]{70,}$/.test(line) && !line.startsWith('='));
  assert.deepEqual(
    lines.map((line) => line.length),
    [76, 76],
  );
});

test('parts are read with their kinds and names, and what stands around them is nothing', () => {
  const message =
    'Content-Type: multipart/mixed; boundary=XX\n\npre\n--XX\nContent-Type: text/foo; name=n\n\nhi\n\n--XX\n\nyo\n--XX--\nafter\n';
  assert.deepEqual(readMime(message), [
    { text: 'hi\n', subtype: 'foo', filename: 'n' },
    { text: 'yo', subtype: 'plain', filename: '' },
  ]);
  assert.equal(readMime('plain'), undefined);
  assert.equal(readMime('Content-Type: multipart/mixed\n\n--XX\n'), undefined);
});

test('a part that is a message of parts itself is told apart', () => {
  const inner = writeMime([{ text: 'x', subtype: '', filename: '' }]);
  const outer = `Content-Type: multipart/mixed; boundary=OUT\n\n--OUT\n${inner}--OUT--\n`;
  assert.deepEqual(readMime(outer), [undefined]);
});

test('what was written is read again, whatever lines there are', () => {
  const line = fc.constantFrom('', 'a', '--', '--B', 'Content-Type: text/x', 'From x', ' ', ':');
  const part = fc
    .tuple(
      fc.array(line, { maxLength: 6 }).map((lines) => lines.join('\n')),
      fc.constantFrom('plain', 'x-shellscript'),
      fc.constantFrom('', 'a.sh', 'a"b\\'),
    )
    .map(([text, subtype, filename]) => ({ text, subtype, filename }));
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 4 }), (parts) => {
      assert.deepEqual(readMime(writeMime(parts)), parts);
    }),
  );
});
