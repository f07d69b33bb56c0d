import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { breachOf } from '../hot/check-constraints.ts';
import { coerceProperty } from './coerce-property.ts';
import type { PropertySchema } from './property-schema.ts';
import { resourceType, resourceTypeNames } from './resource-types.ts';

function* schemasOf(schemas: ReadonlyMap<string, PropertySchema>): Iterable<[string, PropertySchema]> {
  for (const [name, schema] of schemas) {
    yield [name, schema];
    if (schema.entries !== undefined) yield* schemasOf(schema.entries);
    if (schema.items !== undefined) yield* schemasOf(new Map([[`${name}.*`, schema.items]]));
  }
}

test('all 198 types are read, every property of theirs and every default', () => {
  const names = resourceTypeNames();
  assert.equal(names.length, 198);
  let count = 0;
  for (const name of names) {
    const type = resourceType(name) ?? assert.fail(name);
    assert.equal(type.attributes.at(-1), 'show');
    for (const [property, schema] of schemasOf(type.properties)) {
      count += 1;
      const { default: other } = schema;
      if (other === undefined) continue;
      const misfits: Parameters<typeof coerceProperty>[2] = [];
      coerceProperty(schema, other, misfits);
      assert.deepEqual(misfits, [], `${name}.${property}`);
      const broken = schema.constraints
        .filter((each) => each.kind !== 'custom_constraint')
        .map((each) => breachOf(each, schema.type === 'string' ? 'string' : 'number', other));
      if (schema.type !== 'list') assert.deepEqual(broken.filter(Boolean), [], `${name}.${property}`);
    }
  }
  assert.ok(count > 1800, String(count));
});

test('what replaces another property stands beside it', () => {
  for (const name of resourceTypeNames()) {
    const check = (schemas: ReadonlyMap<string, PropertySchema>): void => {
      for (const [property, { replacedBy, entries, items }] of schemas) {
        if (replacedBy !== undefined) assert.ok(schemas.has(replacedBy), `${name}.${property}`);
        if (entries !== undefined) check(entries);
        if (items?.entries !== undefined) check(items.entries);
      }
    };
    check(resourceType(name)?.properties ?? new Map());
  }
});

test('patterns of types can be matched', () => {
  for (const name of resourceTypeNames()) {
    for (const [property, schema] of schemasOf(resourceType(name)?.properties ?? new Map())) {
      for (const constraint of schema.constraints) {
        if (constraint.kind !== 'allowed_pattern') continue;
        const { message } = breachOf(constraint, 'string', '') ?? { message: '' };
        assert.doesNotMatch(message, /cannot be checked/, `${name}.${property}`);
      }
    }
  }
});

test('a name that is no type is none, though objects have something of that name', () => {
  assert.equal(resourceType('constructor'), undefined);
  assert.equal(resourceType('OS::Heat::Valu'), undefined);
});

test('an older name has the schema of the newer one', () => {
  assert.deepEqual(resourceType('OS::Ceilometer::Alarm')?.properties, resourceType('OS::Aodh::Alarm')?.properties);
  assert.equal(resourceType('OS::Quantum::Net')?.role, 'foreign');
  assert.equal(resourceType('OS::Quantum::Nothing'), undefined);
});
