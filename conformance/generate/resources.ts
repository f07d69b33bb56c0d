import { functionNames } from '../../packages/engine/src/hot/functions/table.ts';
import type { Body, Child } from './body.ts';
import { call, type Doc, docOf, map } from './doc.ts';
import { condition, expression } from './expression.ts';
import { foreignBody } from './foreign-body.ts';
import { chainBody, childBody, groupBody } from './group-body.ts';
import { heatBody } from './heat-body.ts';
import { randomBody, testBody, valueBody } from './plain-body.ts';
import { freshName, type Kind, kinds, type Source, type World } from './world.ts';

/** A resource with what can be asked of it. */
export interface MadeResource extends Source {
  readonly definition: Doc;
}

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
  const { type, properties, attributes, more, isGroup } = body(world, children);
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
    ...more,
  });
  // What may be missing is asked only now and then, for it refuses the whole template.
  const asked = isOptional && random.percent(85) ? [] : attributes;
  return {
    name,
    definition,
    attributes: asked,
    isConfig: !isOptional && configs.has(type),
    isGroup: !isOptional && isGroup === true,
  };
}

const configs: ReadonlySet<string> = new Set([
  'OS::Heat::SoftwareConfig',
  'OS::Heat::StructuredConfig',
  'OS::Heat::SoftwareComponent',
]);

function dependencies({ random }: World, before: readonly string[]): Doc {
  return docOf(random.percent(50) ? random.pick(before) : random.some(before, 50));
}

function body(world: World, children: readonly Child[]): Body {
  const { random } = world;
  if (world.types === 'any' && random.percent(60)) return foreignBody(world);
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
    [4, () => heatBody(world)],
    [2, () => groupBody(world, children)],
    [1, () => chainBody(world, children)],
    [children.length > 0 ? 5 : 0, () => childBody(world, random.pick(children))],
  ]);
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
          ? (membersOf(world) ?? expression(world, kind, 4))
          : call('list_join', ['-', [call('get_param', 'OS::stack_name'), 'x']]),
      condition: hasCondition ? condition(world, 0) : undefined,
    });
    return { name: freshName(random, 'o', index), kind, definition };
  });
}

/** What is told of a group's members without naming any; their ids differ each time. */
function membersOf({ random, resources, version }: World): Doc | undefined {
  const groups = resources.filter(({ isGroup }) => isGroup === true);
  if (groups.length === 0 || version < '2015-10-15' || !functionNames(version).has('yaql') || !random.percent(8))
    return undefined;
  const [attribute, expression] = random.pick([
    ['refs', '$.data.len()'],
    ['refs_map', '$.data.keys().orderBy($)'],
    ['refs_map', '$.data.len()'],
  ]);
  return call('yaql', map({ expression, data: call('get_attr', [random.pick(groups).name, attribute]) }));
}
