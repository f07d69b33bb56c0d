import fc from 'fast-check';
import type { Secrets } from '../read-marked-map.ts';
import { type Expression, Float, Tainted, Unknown, type Value } from '../value.ts';

function record<T extends object>(parts: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<T> {
  return fc.record<T>(parts, { noNullPrototype: true });
}

/** Scalars of every kind, the odd ones often. */
export const arbitraryScalar: fc.Arbitrary<Value> = fc.oneof(
  fc.constantFrom(null, true, false, '', '$tyto', '0', '-1', 0, 1, -1),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constant('\ud800'),
  fc.maxSafeInteger(),
  fc.bigInt({ min: 2n ** 53n, max: 2n ** 90n }),
  fc.bigInt({ min: -(2n ** 90n), max: -(2n ** 53n) }),
  fc.double().map((value) => new Float(value)),
);

const arbitraryKey = fc.oneof(fc.constantFrom('$tyto', 'a', 'b', '1', '0', 'map', '__proto__'), fc.string({ maxLength: 6 }));

/** Values without anything unknown or secret. */
export const { arbitraryPlain } = fc.letrec<{ arbitraryPlain: Value }>((tie) => ({
  arbitraryPlain: fc.oneof(
    { maxDepth: 5, depthSize: 'small' },
    arbitraryScalar,
    fc.array(tie('arbitraryPlain'), { maxLength: 5 }),
    fc.array(fc.tuple(arbitraryKey, tie('arbitraryPlain')), { maxLength: 5 }).map((entries) => new Map(entries)),
  ),
}));

const arbitrarySecret: fc.Arbitrary<Expression> = record({
  kind: fc.constant('secret'),
  name: fc.constantFrom('pw', 'token'),
  version: fc.integer({ min: 1, max: 3 }),
});

const arbitraryAttribute: fc.Arbitrary<Expression> = record({
  kind: fc.constant('attribute'),
  address: fc.constantFrom('web', 'group/0/web'),
  path: fc
    .tuple(fc.string(), fc.array(fc.oneof(fc.string(), fc.nat())))
    .map(([name, path]): [string, ...(string | number)[]] => [name, ...path]),
});

const arbitraryReference: fc.Arbitrary<Expression> = record({ kind: fc.constant('reference'), address: fc.string() });

function arbitraryCall(leaf: fc.Arbitrary<Expression>): fc.Arbitrary<Expression> {
  return fc.letrec<{ call: Expression; expression: Expression }>((tie) => ({
    call: record({
      kind: fc.constant('call'),
      function: fc.constantFrom('list_join', 'map_merge'),
      version: fc.constantFrom('2016-10-14', '2021-04-16'),
      argument: tie('expression'),
    }),
    expression: fc.oneof(
      { maxDepth: 4, depthSize: 'small' },
      leaf,
      arbitraryScalar.map(constant),
      fc.array(tie('expression'), { maxLength: 3 }).map((items): Expression => ({ kind: 'list', items })),
      fc
        .array(fc.tuple(arbitraryKey, tie('expression')), { maxLength: 3 })
        .map((entries): Expression => ({ kind: 'map', entries: new Map(entries) })),
      tie('call'),
    ),
  })).expression;
}

function constant(value: Value): Expression {
  return value === null || typeof value !== 'object' || value instanceof Float
    ? { kind: 'constant', value }
    : { kind: 'constant', value: null };
}

/** What the tests' secrets hide. */
export const secretsOfTests: Secrets = {
  reveal: (name, version) => (name === 'none' ? undefined : `${name} number ${version}`),
};

const arbitraryTainted: fc.Arbitrary<Value> = arbitrarySecret.map((secret) =>
  secret.kind === 'secret' ? new Tainted(secretsOfTests.reveal(secret.name, secret.version) ?? null, secret) : null,
);

const arbitraryUnknown: fc.Arbitrary<Value> = fc
  .oneof(arbitraryCall(fc.oneof(arbitraryAttribute, arbitraryReference, arbitrarySecret)), arbitraryAttribute)
  .map((expression) => new Unknown(expression));

/** Values of every kind. */
export const { arbitraryValue } = fc.letrec<{ arbitraryValue: Value }>((tie) => ({
  arbitraryValue: fc.oneof(
    { maxDepth: 5, depthSize: 'small' },
    arbitraryScalar,
    arbitraryUnknown,
    arbitraryTainted,
    fc.array(tie('arbitraryValue'), { maxLength: 5 }),
    fc.array(fc.tuple(arbitraryKey, tie('arbitraryValue')), { maxLength: 5 }).map((entries) => new Map(entries)),
  ),
}));
