import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decodeValue, encodeValue } from './codec.ts';
import { evaluate } from './evaluate.ts';
import type { Leaves } from './evaluate-expression.ts';
import { walkAttribute } from './functions/walk-path.ts';
import { containsTainted, containsUnknown } from './marks.ts';
import { resolveValue } from './resolve-value.ts';
import { reveal } from './reveal.ts';
import { Failure } from './scope.ts';
import { arbitraryAttributes, arbitraryTemplate, attributeNames } from './testdata/arbitrary-template.ts';
import { scopeOf } from './testdata/scope-of.ts';
import { snippetOf } from './testdata/snippet-of.ts';
import { type Attribute, Tainted, Unknown, type Value } from './value.ts';

type Attributes = Record<(typeof attributeNames)[number], Value>;

const secrets: Readonly<Record<string, Value>> = {
  secretText: 'hush,a',
  secretMap: new Map<string, Value>([
    ['a', 'b'],
    ['x', 1],
  ]),
  secretFlag: true,
};

function secret(name: string): Value {
  return new Tainted(secrets[name] ?? null, { kind: 'secret', name, version: 1 });
}

function later(name: string): Unknown {
  return new Unknown({ kind: 'attribute', address: 'r', path: [name] });
}

/** The scope of the templates, with the attributes known or not. */
function scopeWith(attributes: Record<string, Value>) {
  const { flag = null, map = null, text = null } = attributes;
  return scopeOf({
    parameters: {
      ...attributes,
      secretText: secret('secretText'),
      secretMap: secret('secretMap'),
      nest: new Map<string, Value>([
        ['a', [map, secret('secretMap')]],
        ['b', text],
        ['x', 'plain'],
      ]),
    },
    references: { r: 'r' },
    attributes: { r: attributes },
    conditions: { flag, secret: secret('secretFlag'), certain: true },
  });
}

const unknownScope = scopeWith(Object.fromEntries(attributeNames.map((name) => [name, later(name)])));

function leavesOf(attributes: Attributes, names: readonly string[] = attributeNames): Leaves {
  return {
    attribute({ path: [name, ...path] }: Attribute) {
      const known = attributeNames.find((each) => each === name);
      return known === undefined || !names.includes(name)
        ? undefined
        : walkAttribute(attributes[known], path, '2021-04-16');
    },
    reference: () => undefined,
    secret: ({ name }) => secrets[name],
  };
}

function isFailure(value: Value | Failure): value is Failure {
  return value instanceof Failure;
}

test('to evaluate with unknown attributes and to resolve them is to evaluate at once', () => {
  fc.assert(
    fc.property(arbitraryTemplate, arbitraryAttributes, (template, attributes) => {
      const snippet = snippetOf(template);
      const atOnce = evaluate(snippet, scopeWith(attributes));
      const before = evaluate(snippet, unknownScope);
      if (isFailure(before)) return assert.ok(isFailure(atOnce), 'only the evaluation with unknown attributes failed');
      const resolved = resolveValue(before, leavesOf(attributes));
      if (isFailure(resolved)) return assert.ok(isFailure(atOnce), 'only the resolution failed');
      // What failed may have been in a part that the result has not.
      if (isFailure(atOnce)) return;
      assert.ok(!containsUnknown(resolved));
      assert.deepStrictEqual(reveal(resolved), reveal(atOnce));
    }),
    { numRuns: 3000 },
  );
});

test('attributes may become known one after the other', () => {
  fc.assert(
    fc.property(
      arbitraryTemplate,
      arbitraryAttributes,
      fc.subarray([...attributeNames]),
      (template, attributes, first) => {
        const before = evaluate(snippetOf(template), unknownScope);
        if (isFailure(before)) return;
        const half = resolveValue(before, leavesOf(attributes, first));
        const whole = resolveValue(before, leavesOf(attributes));
        if (isFailure(half)) return assert.ok(isFailure(whole));
        const rest = resolveValue(half, leavesOf(attributes));
        if (isFailure(rest)) return assert.ok(isFailure(whole), 'only the resolution of the rest failed');
        // What failed may have been in a part that the half has not any more.
        if (isFailure(whole)) return;
        assert.deepStrictEqual(reveal(rest), reveal(whole));
      },
    ),
    { numRuns: 1000 },
  );
});

test('what comes from secrets is written without them and read back from them', () => {
  const store = { reveal: (name: string) => secrets[name] };
  fc.assert(
    fc.property(arbitraryTemplate, arbitraryAttributes, (template, attributes) => {
      const value = evaluate(snippetOf(template), scopeWith(attributes));
      if (isFailure(value)) return;
      const text = encodeValue(value);
      assert.ok(!text.includes('hush'), text);
      const { value: again, problems } = decodeValue(text, store);
      assert.deepEqual(problems, []);
      assert.deepStrictEqual(again, value);
    }),
    { numRuns: 1000 },
  );
});

test('errors that secrets take part in do not tell them', () => {
  fc.assert(
    fc.property(arbitraryTemplate, arbitraryAttributes, (template, attributes) => {
      const value = evaluate(snippetOf(template), scopeWith(attributes));
      if (!isFailure(value)) return;
      assert.ok(value.problems.length > 0);
      for (const problem of value.problems) {
        assert.ok(!JSON.stringify(problem).includes('hush'), problem.message);
        assert.equal(problem.at?.file, 'test.yaml');
      }
    }),
    { numRuns: 1000 },
  );
});

test('the templates of these tests do meet secrets and unknown attributes', () => {
  const met = { unknown: 0, secret: 0, sound: 0 };
  for (const template of fc.sample(arbitraryTemplate, { numRuns: 500, seed: 1 })) {
    const value = evaluate(snippetOf(template), unknownScope);
    if (isFailure(value)) continue;
    met.sound += 1;
    if (containsUnknown(value)) met.unknown += 1;
    if (containsTainted(value)) met.secret += 1;
  }
  assert.ok(met.sound > 150 && met.unknown > 50 && met.secret > 10, JSON.stringify(met));
});
