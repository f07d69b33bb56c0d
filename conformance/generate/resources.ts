import { functionNames } from '../../packages/engine/src/hot/functions/table.ts';
import { call, type Doc, docOf, map, mapOf, written } from './doc.ts';
import { condition, expression } from './expression.ts';
import { literal } from './literals.ts';
import { type Attribute, freshName, type Kind, kinds, type Source, type World } from './world.ts';

/** A resource with what can be asked of it. */
export interface MadeResource extends Source {
  readonly definition: Doc;
}

/** A template that resources may stand for: its type's name, the parameters it takes and the outputs it gives. */
export interface Child {
  readonly type: string;
  readonly parameters: readonly { readonly name: string; readonly kind: Kind; readonly isRequired: boolean }[];
  readonly outputs: readonly { readonly name: string; readonly kind: Kind }[];
}

interface Body {
  readonly type: string;
  readonly properties?: Doc | undefined;
  readonly attributes: readonly Attribute[];
}

const valueTypes: readonly (readonly [Kind, string])[] = [
  ['text', 'string'],
  ['number', 'number'],
  ['boolean', 'boolean'],
  ['list', 'comma_delimited_list'],
  ['map', 'json'],
];

/** Resources, each of which may ask those that stand before it. */
export function makeResources(world: World, most: number, children: readonly Child[]): MadeResource[] {
  const made: MadeResource[] = [];
  for (let left = world.random.below(most + 1); left > 0; left--) {
    made.push(makeResource({ ...world, resources: made }, freshName(world.random, 'r', made.length), children));
  }
  return made;
}

function makeResource(world: World, name: string, children: readonly Child[]): MadeResource {
  const { random, version, resources } = world;
  const { type, properties, attributes } = body(world, children);
  const before = resources.map((each) => each.name);
  const hasConditions = version >= '2016-10-14';
  const isOptional = hasConditions && random.percent(10);
  const definition = map({
    type,
    properties,
    condition: isOptional ? condition(world, random.percent(80) ? 0 : 1) : undefined,
    depends_on: before.length > 0 && random.percent(10) ? dependencies(world, before) : undefined,
    metadata: random.percent(8) ? expression(world, 'map', 1) : undefined,
    deletion_policy: random.percent(5)
      ? docOf(random.pick(['Delete', 'Retain', ...(hasConditions ? ['retain', 'delete'] : [])]))
      : undefined,
    description: random.percent(3) ? 'what it is' : undefined,
  });
  // What may be missing is asked only now and then, for it refuses the whole template.
  return { name, definition, attributes: isOptional && random.percent(85) ? [] : attributes };
}

function dependencies({ random }: World, before: readonly string[]): Doc {
  return docOf(random.percent(50) ? random.pick(before) : random.some(before, 50));
}

function body(world: World, children: readonly Child[]): Body {
  const { random } = world;
  return random.weighted<Body>([
    [10, () => valueBody(world)],
    [
      1,
      () => ({
        type: 'OS::Heat::None',
        properties: expression(world, 'map', 1),
        attributes: [{ path: ['anything'], kind: 'any' }],
      }),
    ],
    [2, () => testBody(world)],
    [1, () => randomBody(world)],
    [2, () => configBody(world)],
    [2, () => groupBody(world, children)],
    [1, () => chainBody(world, children)],
    [children.length > 0 ? 5 : 0, () => childBody(world, random.pick(children))],
  ]);
}

function valueBody(world: World): Body {
  const { random } = world;
  if (random.percent(60)) {
    const kind = random.pick(kinds);
    return {
      type: 'OS::Heat::Value',
      properties: map({ value: expression(world, kind, 3) }),
      attributes: [{ path: ['value'], kind }],
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

function testBody(world: World): Body {
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

/** Its value differs each time, so nothing asks for it. */
function randomBody({ random }: World): Body {
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

function configBody(world: World): Body {
  const { random } = world;
  const inputs = random.percent(40)
    ? written(
        random.pick([
          '[{name: a}]',
          '[{name: a, type: Number, default: 1}]',
          '[{name: b, type: String}, {name: c, type: Json, default: {}}]',
        ]),
      )
    : undefined;
  const outputs = random.percent(20)
    ? written(random.pick(['[{name: o}]', '[{name: o, error_output: true}]']))
    : undefined;
  const isText = random.percent(60);
  const group = random.percent(70) ? docOf(random.pick(['script', 'ansible', 'x'])) : undefined;
  const config = expression(world, isText ? 'text' : 'map', 2);
  const properties = map({
    group,
    config,
    inputs,
    outputs,
    options: random.percent(10) ? literal(random, 'map') : undefined,
  });
  const type = isText ? 'OS::Heat::SoftwareConfig' : 'OS::Heat::StructuredConfig';
  return { type, properties, attributes: [{ path: ['config'], kind: isText ? 'text' : 'map' }] };
}

function groupBody(world: World, children: readonly Child[]): Body {
  const { random } = world;
  const member = memberBody(world, children);
  const properties = map({
    count: random.percent(90)
      ? written(random.pick(['0', '1', '2', '3', '"2"']))
      : random.rarely(50)
        ? expression(world, 'number', 1)
        : undefined,
    index_var: random.percent(10) ? docOf(random.pick(['$i', '%x%', 'i'])) : undefined,
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
  };
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

function chainBody(world: World, children: readonly Child[]): Body {
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

function childBody(world: World, child: Child): Body {
  const { random } = world;
  const given = child.parameters.filter(({ isRequired }) => (isRequired ? !random.rarely(3) : random.percent(60)));
  const entries = given.map(({ name, kind }) => [name, expression(world, kind, 2)] as const);
  return {
    type: child.type,
    properties: entries.length > 0 || random.percent(30) ? mapOf(entries) : undefined,
    attributes: child.outputs.map(({ name, kind }): Attribute => ({ path: [name], kind })),
  };
}

/** Outputs over all resources. */
export function makeOutputs(
  world: World,
  least: number,
  most: number,
): { readonly name: string; readonly kind: Kind; readonly definition: Doc }[] {
  const { random, version } = world;
  return random.several(least, most, (index) => {
    const kind = random.pick(kinds);
    const hasCondition = version >= '2016-10-14' && functionNames(version).has('if') && random.percent(6);
    const definition = map({
      description: random.percent(5) ? 'an output' : undefined,
      value:
        world.isNested || !random.percent(2)
          ? expression(world, kind, 4)
          : call('list_join', ['-', [call('get_param', 'OS::stack_name'), 'x']]),
      condition: hasCondition ? condition(world, 0) : undefined,
    });
    return { name: freshName(random, 'o', index), kind, definition };
  });
}
