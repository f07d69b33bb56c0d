import type { Constraint } from '../../packages/engine/src/hot/parameter.ts';
import { Float, isList, isMap, type Value } from '../../packages/engine/src/hot/value.ts';
import type { PropertySchema, PropertySchemas } from '../../packages/engine/src/resource/property-schema.ts';
import { call, type Doc, type DocEntry, docOf, mapOf, written } from './doc.ts';
import { expression } from './expression.ts';
import { literal } from './literals.ts';
import type { Random } from './random.ts';
import type { Kind, World } from './world.ts';

/** Properties of which those that are needed are there and some of the others, with values that mostly fit. */
export function schemaProperties(world: World, schemas: PropertySchemas, often: number): Doc {
  const { random } = world;
  const taken = [...schemas].filter(([, schema]) => isTaken(random, schema, often));
  return mapOf(taken.map(([name, schema]): DocEntry => [name, schemaValue(world, schema)]));
}

function isTaken(random: Random, schema: PropertySchema, often: number): boolean {
  if (schema.required) return !random.percent(1);
  const isOdd = schema.unimplemented === true || schema.replacedBy !== undefined;
  return random.percent(isOdd ? often / 5 : often);
}

/** What each type of a property comes to. */
const kindOf: Readonly<Record<PropertySchema['type'], Kind>> = {
  string: 'text',
  integer: 'number',
  number: 'number',
  boolean: 'boolean',
  list: 'list',
  map: 'map',
  any: 'any',
};

/** A value for a property: mostly one that fits, at times one at the edge, or what is worked out. */
function schemaValue(world: World, schema: PropertySchema): Doc {
  const { random } = world;
  const [constraint] = schema.constraints;
  const isFree = constraint === undefined || isOfCloud(constraint);
  if (schema.items === undefined && schema.entries === undefined && isFree && random.percent(20)) {
    const names = world.resources.map(({ name }) => name);
    if (schema.type === 'string' && names.length > 0 && random.percent(40))
      return call('get_resource', random.pick(names));
    if (schema.type !== 'integer' && schema.type !== 'number') return expression(world, kindOf[schema.type], 1);
  }
  if (random.percent(1)) return written('null');
  if (constraint !== undefined && !isFree) return constrained(random, constraint, schema);
  return plain(world, schema);
}

function plain(world: World, schema: PropertySchema): Doc {
  const { random } = world;
  const { items, entries } = schema;
  switch (schema.type) {
    case 'string':
      return random.percent(97) ? docOf(random.pick(['abc', 'a', 'x y', 'é'])) : literal(random, 'any');
    case 'integer':
      return written(
        random.percent(95) ? random.pick(['1', '2', '"3"', '10', '0']) : random.pick(['1.5', 'x', 'true']),
      );
    case 'number':
      return written(random.percent(97) ? random.pick(['1', '2.5', '"3"', '-1']) : random.pick(['x', 'true', '""']));
    case 'boolean':
      return written(
        random.percent(95) ? random.pick(['true', 'no', '"False"', '"on"']) : random.pick(['1', 'x', '""']),
      );
    case 'list':
      if (items === undefined) return random.percent(97) ? literal(random, 'list') : literal(random, 'any');
      return random.percent(96)
        ? docOf(random.several(0, 2, () => schemaValue(world, items)))
        : random.pick([docOf('a,b'), docOf('a'), mapOf([['a', 1]]), docOf('')]);
    case 'map':
      if (random.percent(3)) return docOf(random.pick(['{"a": 1}', 'x', '', []]));
      return entries === undefined || entries.has('*') ? literal(random, 'map') : schemaProperties(world, entries, 25);
    case 'any':
      return literal(random, 'any');
  }
}

/** A value that keeps a constraint, or breaks it at its edge. */
function constrained(random: Random, constraint: Constraint, schema: PropertySchema): Doc {
  const isBroken = random.percent(2);
  switch (constraint.kind) {
    case 'allowed_values':
      return isBroken ? docOf('nope') : atItsPlace(schema, docOfValue(random.pick([...constraint.values])));
    case 'range': {
      const { min, max } = edges(constraint);
      return written(
        String(isBroken ? random.pick([min - 1, max + 1]) : random.pick([min, max, Math.min(min + 1, max)])),
      );
    }
    case 'length': {
      const { min, max } = edges(constraint);
      const size = isBroken ? random.pick([Math.max(min - 1, 0), max + 1]) : random.pick([min, Math.min(min + 1, max)]);
      return atItsPlace(schema, docOf('x'.repeat(Math.min(size, 300))), size);
    }
    case 'allowed_pattern':
      return docOf(
        isBroken ? '?' : (fitting.find((each) => new RegExp(`^(?:${constraint.pattern})`).test(each)) ?? 'a'),
      );
    case 'custom_constraint':
      return docOf(isBroken ? 'n o p e' : random.pick(customs[constraint.name] ?? ['abc']));
    default:
      return docOf('a');
  }
}

/** Of a list it is an item; a constraint's length is the list's. */
function atItsPlace(schema: PropertySchema, doc: Doc, size = 1): Doc {
  if (schema.type === 'map')
    return mapOf(Array.from({ length: Math.min(size, 300) }, (_, index) => [`k${index}`, 'v']));
  return schema.type === 'list' ? docOf(Array.from({ length: Math.min(size, 300) }, () => doc)) : doc;
}

function edges({ min, max }: { readonly min?: unknown; readonly max?: unknown }): { min: number; max: number } {
  const least = numberOf(min) ?? 0;
  return { min: least, max: numberOf(max) ?? least + 5 };
}

function numberOf(value: unknown): number | undefined {
  if (value instanceof Float) return value.value;
  return typeof value === 'number' ? value : undefined;
}

/** Texts for the patterns that there are. */
const fitting = ['/dev/vdc', '2020-01-01 10:00', '12345678-abcd-1234-abcd-123456789abc', '1-5,7', 'ab1'];

/** What keeps the constraints that need no cloud. */
const customs: Readonly<Record<string, readonly string[]>> = {
  ip_addr: ['10.0.0.1', '::1', 'fe80::1'],
  mac_addr: ['00:11:22:33:44:55', 'aa-bb-cc-dd-ee-ff'],
  net_cidr: ['10.0.0.0/24', '2001:db8::/32', '10.0.0.1/24'],
  ip_or_cidr: ['10.0.0.1', '10.0.0.0/8'],
  cron_expression: ['* * * * *', '0 23 * * 1', '*/5 1-3 * * *'],
  timezone: ['UTC', 'Europe/Berlin'],
  expiration: ['2030-01-01T00:00:00', '2030-01-01'],
  dns_name: ['example.com', 'a'],
  dns_domain: ['example.com.', 'a.b.'],
  rel_dns_name: ['a.b'],
};

function isOfCloud(constraint: Constraint): boolean {
  return constraint.kind === 'custom_constraint' && !(constraint.name in customs);
}

function docOfValue(value: Value): Doc {
  if (isList(value)) return { kind: 'list', items: value.map(docOfValue) };
  if (isMap(value)) return mapOf([...value].map(([key, each]) => [key, docOfValue(each)]));
  return typeof value === 'string'
    ? docOf(value)
    : written(value instanceof Float ? String(value.value) : String(value));
}
