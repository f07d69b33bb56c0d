import { strict as assert } from 'node:assert';
import { Buffer } from 'node:buffer';
import { test } from 'node:test';
import fc from 'fast-check';
import { masker } from './mask.ts';

const secret = fc
  .string({ minLength: 6, maxLength: 30, unit: 'grapheme-ascii' })
  .filter((each) => each.trim().length >= 6);

test('a secret is masked as it is, wherever it stands and however often', () => {
  const { mask } = masker(['hunter22']);
  assert.equal(mask('hunter22, and hunter22hunter22 again'), '******, and ************ again');
});

test('a secret of fewer than six characters is left: it would be found everywhere', () => {
  const { mask, found } = masker(['12345', '']);
  assert.equal(mask('12345'), '12345');
  assert.equal(found('12345'), false);
});

test('no form of a secret is seen in what is masked, and a text without it is left as it is', () => {
  fc.assert(
    fc.property(secret, fc.string(), fc.string(), (secret, before, after) => {
      const { mask, found } = masker([secret]);
      for (const form of [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)]) {
        const text = before + form + after;
        assert.ok(found(text));
        assert.ok(!mask(text).includes(form));
      }
      const innocent = 'no'.repeat(9);
      if (!found(innocent)) assert.equal(mask(innocent), innocent);
    }),
  );
});

test('base64 of a text that holds a secret shows none of it', () => {
  fc.assert(
    fc.property(secret, fc.string({ maxLength: 9 }), fc.string({ maxLength: 9 }), (secret, before, after) => {
      for (const alphabet of ['base64', 'base64url'] as const) {
        const encoded = Buffer.from(before + secret + after).toString(alphabet);
        const seen = masker([secret]).mask(encoded).replaceAll('******', '');
        assert.ok(
          encoded.length - seen.length >= Math.floor((Buffer.byteLength(secret) * 8) / 6) - 2,
          `${encoded} → ${seen}`,
        );
      }
    }),
  );
});

test('secrets that overlap are masked together', () => {
  const { mask } = masker(['abcdefgh', 'efghijkl', 'cdefgh']);
  assert.equal(mask('.abcdefghijkl.'), '.******.');
});

test('a thousand secrets cost one pass', () => {
  const secrets = Array.from({ length: 1000 }, (_, index) => `secret-number-${index}-${'x'.repeat(index % 20)}`);
  const { mask } = masker(secrets);
  const masked = mask(secrets.join(' and ').repeat(20));
  assert.ok(!masked.includes('secret-number'));
});
