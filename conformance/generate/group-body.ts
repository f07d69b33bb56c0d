import type { Body, Child } from './body.ts';
import { type Doc, docOf, map, mapOf, written } from './doc.ts';
import { expression } from './expression.ts';
import { literal } from './literals.ts';
import { testBody, valueBody } from './plain-body.ts';
import type { Random } from './random.ts';
import type { Attribute, World } from './world.ts';

/** A ResourceGroup of Values, TestResources or nested stacks. */
export function groupBody(world: World, children: readonly Child[]): Body {
  const { random } = world;
  const member = memberBody(world, children);
  const properties = map({
    count: random.percent(90)
      ? written(random.pick(['0', '1', '2', '3', '"2"']))
      : random.rarely(50)
        ? expression(world, 'number', 1)
        : undefined,
    index_var: random.percent(10) ? docOf(random.pick(['$i$', '%x%', 'idx', '%index%'])) : undefined,
    removal_policies: random.percent(10)
      ? written(random.pick(['[{resource_list: ["0"]}]', '[{resource_list: [1, "5"]}]', '[]', '[{resource_list: []}]']))
      : undefined,
    resource_def: map({ type: member.type, properties: member.properties }),
  });
  const each = member.attributes.flatMap(({ path }): Attribute[] => [
    { path: ['attributes', ...path], kind: 'map' },
    { path, kind: 'list' },
    { path: ['resource.0', ...path], kind: 'any' },
  ]);
  return {
    type: 'OS::Heat::ResourceGroup',
    properties,
    attributes: [...each, { path: ['removed_rsrc_list'], kind: 'list' }],
    isGroup: true,
    more: random.percent(15) ? { update_policy: updatePolicy(random) } : {},
  };
}

/** How many members change at once. */
function updatePolicy(random: Random): Doc {
  const size = (): Doc | undefined => (random.percent(70) ? written(random.pick(['1', '2', '"2"', '10'])) : undefined);
  const [rolling, create] = random.pick([
    [true, false],
    [false, true],
    [true, true],
  ]);
  const rolling_update = map({
    max_batch_size: size(),
    min_in_service: random.percent(40) ? written(random.pick(['0', '1', '2'])) : undefined,
    pause_time: random.percent(30) ? docOf(0) : undefined,
  });
  const batch_create = map({ max_batch_size: size(), pause_time: random.percent(20) ? docOf(0) : undefined });
  return map({
    rolling_update: rolling === true ? rolling_update : undefined,
    batch_create: create === true ? batch_create : undefined,
    nope: random.percent(4) ? docOf(1) : undefined,
  });
}

function memberBody(world: World, children: readonly Child[]): Body {
  const { random } = world;
  if (children.length > 0 && random.percent(40)) return childBody(world, random.pick(children));
  const made = random.percent(80) ? valueBody(world) : testBody(world);
  if (random.percent(50) || made.type !== 'OS::Heat::Value') return made;
  const value = random.weighted<Doc>([
    [3, () => docOf(random.pick(['%index%', 'm-%index%', '%index%%index%', 'x$i']))],
    [
      1,
      () =>
        mapOf([
          ['%index%', 'v'],
          ['a', expression(world, 'text', 1)],
        ]),
    ],
    [1, () => docOf(['%index%', expression(world, 'any', 1)])],
  ]);
  return { ...made, properties: map({ value }), attributes: [{ path: ['value'], kind: 'any' }] };
}

/** A ResourceChain of Values and nested stacks. */
export function chainBody(world: World, children: readonly Child[]): Body {
  const { random } = world;
  const types = [
    'OS::Heat::Value',
    ...children.filter((each) => each.parameters.some(({ name }) => name === 'value')).map((each) => each.type),
    ...(random.rarely(8) ? ['OS::Heat::None', 'No::Such'] : []),
  ];
  const properties = map({
    resources: docOf(random.several(0, 3, () => random.pick(types))),
    resource_properties: !random.rarely(15) ? mapOf([['value', expression(world, 'any', 1)]]) : undefined,
    concurrent: random.percent(40) ? literal(random, 'boolean') : undefined,
  });
  return {
    type: 'OS::Heat::ResourceChain',
    properties,
    attributes: [
      { path: ['attributes', 'value'], kind: 'map' },
      { path: ['resource.0', 'value'], kind: 'any' },
    ],
  };
}

/** A nested stack. */
export function childBody(world: World, child: Child): Body {
  const { random } = world;
  const taken = child.parameters.filter(({ isRequired, isBound }) =>
    isRequired ? !random.rarely(3) : random.percent(isBound ? 10 : 60),
  );
  const entries = taken.map(({ name, kind, given, isBound }) => {
    const isSafe = isBound && given !== undefined && !random.percent(10);
    return [name, isSafe ? given : expression(world, kind, 2)] as const;
  });
  return {
    type: child.type,
    properties: entries.length > 0 || random.percent(30) ? mapOf(entries) : undefined,
    attributes: child.outputs.map(({ name, kind }): Attribute => ({ path: [name], kind })),
  };
}
