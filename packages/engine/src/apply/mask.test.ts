import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { masker } from './mask.ts';

const secret = fc.string({ unit: 'grapheme', minLength: 6, maxLength: 40 }).filter((each) => [...each].length >= 6);
/** Of few letters, so that secrets overlap and begin alike. */
const alike = fc.string({ unit: fc.constantFrom('a', 'b', 'ä'), minLength: 6, maxLength: 9 });
const text = fc.string({ unit: 'grapheme', maxLength: 40 });

test('each secret is masked wherever it stands', () => {
  const { mask } = masker(['hunter22', 'correct horse']);
  assert.equal(mask('a hunter22 b hunter22hunter22 correct horse'), 'a ****** b ************ ******');
});

test('overlapping secrets are masked as one', () => {
  const { mask } = masker(['abcdef', 'defghi', 'cdefgh', 'efabcde']);
  assert.equal(mask('xabcdefghiy'), 'x******y');
  assert.equal(mask('abcdefabcdef'), '******');
});

test('what is too short to be known again is left', () => {
  assert.equal(masker(['short', '', '🦉🦉🦉']).mask('short 🦉🦉🦉'), 'short 🦉🦉🦉');
});

test('a secret that came from a file is known without its last newline', () => {
  assert.equal(masker(['from-file\n']).mask('x=from-file;'), 'x=******;');
});

test('a text without secrets is left as it is', () => {
  fc.assert(
    fc.property(fc.array(secret), text, (secrets, some) => {
      const { mask, found } = masker(secrets);
      fc.pre(!found(some));
      assert.equal(mask(some), some);
    }),
  );
});

test('no secret is left in a masked text, whatever stands around and between', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(secret, alike), { minLength: 1 }), fc.array(text), (secrets, between) => {
      fc.pre(secrets.every((each) => !each.includes('*')));
      const said = secrets.flatMap((each, index) => [each, between[index] ?? '']).join('');
      const masked = masker(secrets).mask(said);
      for (const each of secrets) assert.ok(!masked.includes(each), JSON.stringify([each, masked]));
    }),
  );
});

const encoders: Readonly<Record<string, (text: string) => string>> = {
  base64: (each) => Buffer.from(each).toString('base64'),
  'base64 of URLs': (each) => Buffer.from(each).toString('base64url'),
  'wrapped base64': (each) => Buffer.from(each).toString('base64').replaceAll(/.{76}/g, '$&\n'),
  URL: (each) => encodeURIComponent(each),
  form: (each) => new URLSearchParams({ each }).toString().slice('each='.length),
  JSON: (each) => JSON.stringify(each),
  shell: (each) => `'${each.replaceAll("'", "'\\''")}'`,
};

for (const [name, encode] of Object.entries(encoders)) {
  test(`a secret is known in its form as ${name}, whole or inside of more`, () => {
    const most = name === 'wrapped base64' ? fc.string({ minLength: 60, maxLength: 200 }) : secret;
    const around = name.endsWith('base64') && name !== 'base64' ? fc.constant('') : text;
    fc.assert(
      fc.property(most, around, around, (each, before, after) => {
        const said = encode(`${before}${each}${after}`);
        assert.deepEqual(masker([each]).secretsIn(said), [each]);
        assert.ok(masker([each]).mask(said).includes('******'));
      }),
    );
  });
}

test('which secrets a text holds is what looking for each would say', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(alike, { maxLength: 20 }),
      fc.string({ unit: fc.constantFrom('a', 'b', 'ä') }),
      (secrets, some) => {
        const { secretsIn, found } = masker(secrets);
        const expected = secrets.filter((each) => some.includes(each));
        assert.deepEqual([...secretsIn(some)].sort(), expected.sort());
        assert.equal(found(some), expected.length > 0);
      },
    ),
    { numRuns: 500 },
  );
});
