import type { Body } from './body.ts';
import { docOf, map, mapOf, written } from './doc.ts';
import { expression } from './expression.ts';
import { literal } from './literals.ts';
import { type Kind, kinds, type World } from './world.ts';

const valueTypes: readonly (readonly [Kind, string])[] = [
  ['text', 'string'],
  ['number', 'number'],
  ['boolean', 'boolean'],
  ['list', 'comma_delimited_list'],
  ['map', 'json'],
];

/** A Value, with a type or without. */
export function valueBody(world: World): Body {
  const { random } = world;
  if (random.percent(60)) {
    const kind = random.pick(kinds);
    return {
      type: 'OS::Heat::Value',
      properties: map({ value: expression(world, kind, 3) }),
      attributes: [{ path: ['value'], kind }],
      more: world.version >= '2016-10-14' && random.percent(2) ? { external_id: docOf('an-id') } : {},
    };
  }
  const [kind, type] = random.pick(valueTypes);
  const source = random.rarely(30) ? random.pick(kinds) : kind;
  const properties = mapOf([
    ['type', type],
    ['value', expression(world, source, 2)],
  ]);
  return { type: 'OS::Heat::Value', properties, attributes: [{ path: ['value'], kind }] };
}

/** A TestResource that waits for nothing. */
export function testBody(world: World): Body {
  const { random } = world;
  const properties = map({
    value: expression(world, random.rarely(20) ? 'any' : 'text', 2),
    update_replace: random.percent(20) ? literal(random, 'boolean') : undefined,
    update_replace_value: random.percent(20) ? expression(world, 'text', 1) : undefined,
    fail: random.rarely(3) ? literal(random, 'boolean') : undefined,
    wait_secs: random.percent(5) ? written('0') : undefined,
  });
  return { type: 'OS::Heat::TestResource', properties, attributes: [{ path: ['output'], kind: 'text' }] };
}

/** A RandomString. Its value differs each time, so nothing asks for it. */
export function randomBody({ random }: World): Body {
  const properties = map({
    length: random.percent(60)
      ? written(random.rarely(20) ? random.pick(['0', '513', '1']) : random.pick(['8', '"12"', '512']))
      : undefined,
    character_classes: random.percent(40)
      ? written(
          random.rarely(10)
            ? '[{class: nope}]'
            : random.pick(['[{class: digits, min: 2}]', '[{class: lowercase}, {class: octdigits, min: 1}]']),
        )
      : undefined,
    character_sequences: random.percent(10) ? written('[{sequence: ab, min: 1}]') : undefined,
    salt: random.percent(10) ? 'salt' : undefined,
  });
  return { type: 'OS::Heat::RandomString', properties, attributes: [] };
}
