import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Environment, Given } from './environment.ts';
import { mergeEnvironments } from './merge-environments.ts';
import { strategies } from './merge-given.ts';
import { emptyEnvironment } from './parse-environment.ts';
import type { Value } from './value.ts';

const key = fc.constantFrom('a', 'b', 'c');
const { value: arbitraryValue } = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    fc.constantFrom<Value>(null, 'x', '', 1, true),
    fc.array(fc.constantFrom('x', 'y'), { maxLength: 2 }),
    fc.array(fc.tuple(key, tie('value')), { maxLength: 3 }).map((entries) => new Map(entries)),
  ),
}));

function section(name: string): fc.Arbitrary<ReadonlyMap<string, Given>> {
  const given = arbitraryValue.map((value): Given => ({ value, at: { file: name, line: 1, column: 1 } }));
  return fc.array(fc.tuple(key, given), { maxLength: 3 }).map((entries) => new Map(entries));
}

/** Environments whose parameters are merged in the way given; no null, which only the first of many would keep. */
function environments(strategy: string): fc.Arbitrary<readonly [Environment, Environment, Environment]> {
  const one = (name: string): fc.Arbitrary<Environment> =>
    fc.tuple(section(name), section(name)).map(([parameters, parameterDefaults]) => ({
      ...emptyEnvironment,
      parameters: withoutNulls(parameters),
      parameterDefaults: withoutNulls(parameterDefaults),
      parameterMergeStrategies: new Map([['default', strategy]]),
    }));
  return fc.tuple(one('1'), one('2'), one('3'));
}

function withoutNulls(given: ReadonlyMap<string, Given>): ReadonlyMap<string, Given> {
  return new Map([...given].filter(([, { value }]) => value !== null));
}

/** The merged values; nothing where something cannot be merged. */
function valuesOf(layers: readonly Environment[]): unknown {
  const { value, problems } = mergeEnvironments(layers);
  if (value === undefined || problems.length > 0) return undefined;
  const plain = (given: ReadonlyMap<string, Given>) => new Map([...given].map(([name, each]) => [name, each.value]));
  return [plain(value.parameters), plain(value.parameterDefaults)];
}

function mergedOf(layers: readonly Environment[]): Environment | undefined {
  const { value, problems } = mergeEnvironments(layers);
  return problems.length > 0 ? undefined : value;
}

for (const strategy of strategies) {
  test(`${strategy}: environments may be merged in steps, from the first on`, () => {
    fc.assert(
      fc.property(environments(strategy), ([first, second, third]) => {
        const step = mergedOf([first, second]);
        if (step === undefined) return;
        assert.deepStrictEqual(valuesOf([step, third]), valuesOf([first, second, third]));
      }),
    );
  });

  test(`${strategy}: an environment that says nothing changes nothing, before and behind`, () => {
    fc.assert(
      fc.property(environments(strategy), ([first]) => {
        const alone = valuesOf([first]);
        assert.deepStrictEqual(valuesOf([first, { ...emptyEnvironment }]), alone);
        assert.deepStrictEqual(valuesOf([{ ...emptyEnvironment }, first]), alone);
      }),
    );
  });
}

test('overwrite: the same environment once more changes nothing, and steps may be taken in any way', () => {
  fc.assert(
    fc.property(environments('overwrite'), ([first, second, third]) => {
      assert.deepStrictEqual(valuesOf([first, second, second]), valuesOf([first, second]));
      const later = mergedOf([second, third]);
      assert.ok(later !== undefined);
      assert.deepStrictEqual(valuesOf([first, later]), valuesOf([first, second, third]));
    }),
  );
});
