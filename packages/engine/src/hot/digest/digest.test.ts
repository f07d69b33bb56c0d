import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { blake2bHex } from './blake2b.ts';
import { md5Hex } from './md5.ts';
import { sha1Hex } from './sha1.ts';
import { sha3Hex } from './sha3.ts';
import { sha224Hex, sha256Hex } from './sha256.ts';
import { sha384Hex, sha512Hex } from './sha512.ts';

const digests = {
  blake2b512: blake2bHex,
  md5: md5Hex,
  sha1: sha1Hex,
  sha224: sha224Hex,
  sha256: sha256Hex,
  sha384: sha384Hex,
  sha512: sha512Hex,
  'sha3-224': (content: string | Uint8Array) => sha3Hex(224, content),
  'sha3-256': (content: string | Uint8Array) => sha3Hex(256, content),
  'sha3-384': (content: string | Uint8Array) => sha3Hex(384, content),
  'sha3-512': (content: string | Uint8Array) => sha3Hex(512, content),
};

for (const [name, digest] of Object.entries(digests)) {
  test(`${name} gives what the platform's library gives, at every length around the edge of a block`, () => {
    for (let length = 0; length < 300; length += 1) {
      const bytes = Uint8Array.from({ length }, (_, index) => (index * 7 + length) & 255);
      assert.equal(digest(bytes), createHash(name).update(bytes).digest('hex'), `length ${length}`);
    }
  });

  test(`${name} takes a text as UTF-8`, () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        assert.equal(digest(text), createHash(name).update(text, 'utf8').digest('hex'));
      }),
    );
  });
}
