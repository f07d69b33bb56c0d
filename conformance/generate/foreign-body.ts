import { resourceType, resourceTypeNames } from '../../packages/engine/src/resource/resource-types.ts';
import type { Body } from './body.ts';
import { type Doc, docOf, mapOf } from './doc.ts';
import { nodesOf, replaceAt } from './doc-paths.ts';
import { expression } from './expression.ts';
import { literal } from './literals.ts';
import type { Random } from './random.ts';
import { schemaProperties } from './schema-value.ts';
import { type Attribute, kinds, type World } from './world.ts';

/** Types that wait for time to pass or for a signal, which nobody gives. */
const waiting: ReadonlySet<string> = new Set([
  'AWS::CloudFormation::WaitCondition',
  'OS::Heat::Delay',
  'OS::Heat::SwiftSignal',
  'OS::Heat::TestResource',
  'OS::Heat::WaitCondition',
]);

/** A resource of any of Heat's types, made from its schema; at times one thing in it is wrong. */
export function foreignBody(world: World): Body {
  const { random } = world;
  const name = random.pick(resourceTypeNames().filter((each) => !waiting.has(each)));
  const type = resourceType(name);
  if (type === undefined) throw new Error(`there is no type ${name}`);
  const properties = schemaProperties(world, type.properties, random.pick([0, 10, 30]));
  const attributes = random.some(type.attributes, 50).map((each): Attribute => ({ path: [each], kind: 'any' }));
  const odd: readonly Attribute[] = random.percent(4) ? [{ path: ['no_such'], kind: 'any' }] : [];
  return {
    type: name,
    properties: random.percent(15) ? spoil(properties, world) : properties,
    attributes: [...attributes, ...odd],
  };
}

/** Something in the properties that is another way than it is to be. */
function spoil(properties: Doc, world: World): Doc {
  const { random } = world;
  const nodes = nodesOf(properties);
  const { path, node } = random.pick(nodes);
  const maps = nodes.filter((each) => each.node.kind === 'map');
  return random.weighted<Doc>([
    [path.length > 0 ? 3 : 0, () => replaceAt(properties, path, literal(random, random.pick(kinds)))],
    [path.length > 0 ? 1 : 0, () => replaceAt(properties, path, expression(world, random.pick(kinds), 1))],
    [path.length > 0 ? 1 : 0, () => replaceAt(properties, path, docOf(null))],
    [1, () => replaceAt(properties, path, node.kind === 'list' ? docOf([...node.items, 'more']) : node)],
    [path.length > 0 ? 1 : 0, () => replaceAt(properties, path, random.pick([docOf([node]), mapOf([['k', node]])]))],
    [maps.length > 0 ? 3 : 0, () => inMap(properties, random.pick(maps), random)],
  ]);
}

/** An entry more, or one less. */
function inMap(properties: Doc, { path, node }: ReturnType<typeof nodesOf>[number], random: Random): Doc {
  if (node.kind !== 'map') return properties;
  const entries = random.percent(50)
    ? [...node.entries, ['no_such', literal(random, 'any')] as const]
    : node.entries.toSpliced(random.below(node.entries.length), 1);
  return replaceAt(properties, path, { ...node, entries });
}
