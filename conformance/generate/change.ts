import { type Doc, type DocEntry, docOf, mapOf } from './doc.ts';
import { nodesOf, replaceAt } from './doc-paths.ts';
import { expression } from './expression.ts';
import { literal } from './literals.ts';
import type { Random } from './random.ts';
import type { MadeRequest, Request } from './request.ts';
import { kinds } from './world.ts';

/** The request for an update: mostly the same stack with something changed that makes sense. */
export function changeRequest(made: MadeRequest, random: Random): Request {
  const times = random.weighted([
    [1, () => 0],
    [4, () => 1],
    [3, () => 3],
  ]);
  const { stack: _, ...start } = made;
  let request: Request = start;
  for (let left = times; left > 0; left--) request = random.weighted(changes)(request, made, random);
  return request;
}

type Change = (request: Request, made: MadeRequest, random: Random) => Request;

const changes: readonly (readonly [number, () => Change])[] = [
  [5, () => changeProperty],
  [
    3,
    () =>
      withResources((entries, { world: { random }, world }) => [
        ...entries,
        [`n${entries.length}`, added(world, random)],
      ]),
  ],
  [
    3,
    () =>
      withResources((entries, { world: { random } }) =>
        entries.filter((_, index) => index !== random.below(entries.length)),
      ),
  ],
  [2, () => changeType],
  [2, () => changeParameter],
  [1, () => changeFile],
  [
    1,
    () =>
      withResources((entries, { world: { random } }) =>
        entries.map(([name, node], index) => [index === 0 && random.percent(50) ? `${name}x` : name, node]),
      ),
  ],
  [1, () => withResources((entries) => [...entries].reverse())],
  [1, () => changeMetadata],
];

function added(world: MadeRequest['stack']['world'], random: Random): Doc {
  return mapOf([
    ['type', docOf('OS::Heat::Value')],
    ['properties', mapOf([['value', expression(world, random.pick(kinds), 2)]])],
  ]);
}

function withResources(
  change: (entries: readonly DocEntry[], stack: MadeRequest['stack']) => readonly DocEntry[],
): Change {
  return (request, made) => {
    const { template } = request;
    const section = template.kind === 'map' ? template.entries.find(([key]) => key === 'resources')?.[1] : undefined;
    if (section?.kind !== 'map') return request;
    const changed = { ...section, entries: change(section.entries, made.stack) };
    return { ...request, template: replaceAt(template, ['resources'], changed) };
  };
}

/** Something under the properties of a resource becomes another expression or constant. */
function changeProperty(request: Request, { stack: { world } }: MadeRequest, random: Random): Request {
  const inside = nodesOf(request.template).filter(
    ({ path }) => path[0] === 'resources' && path[2] === 'properties' && path.length > 3,
  );
  if (inside.length === 0) return request;
  const { path } = random.pick(inside);
  const by = random.percent(50)
    ? literal(random, random.pick(kinds))
    : expression({ ...world, resources: [] }, random.pick(kinds), 1);
  return { ...request, template: replaceAt(request.template, path, by) };
}

function changeType(request: Request, _made: MadeRequest, random: Random): Request {
  const types = nodesOf(request.template).filter(
    ({ path }) => path[0] === 'resources' && path.length === 3 && path[2] === 'type',
  );
  if (types.length === 0) return request;
  const by = docOf(random.pick(['OS::Heat::Value', 'OS::Heat::TestResource', 'OS::Heat::None']));
  return { ...request, template: replaceAt(request.template, random.pick(types).path, by) };
}

function changeMetadata(request: Request, _made: MadeRequest, random: Random): Request {
  const resources = nodesOf(request.template).filter(({ path }) => path[0] === 'resources' && path.length === 2);
  if (resources.length === 0) return request;
  const { path, node } = random.pick(resources);
  if (node.kind !== 'map') return request;
  const key = random.pick(['metadata', 'deletion_policy', 'description']);
  const value = key === 'metadata' ? mapOf([['m', docOf(random.below(3))]]) : docOf('Retain');
  const entries = [...node.entries.filter(([each]) => each !== key), [key, value] as const];
  return { ...request, template: replaceAt(request.template, path, { ...node, entries }) };
}

function changeParameter(request: Request, { stack }: MadeRequest, random: Random): Request {
  if (stack.parameters.length === 0) return request;
  const { name, kind } = random.pick(stack.parameters);
  const entries = request.parameters.entries.filter(([each]) => each !== name);
  return { ...request, parameters: mapOf([...entries, [name, jsonLiteral(random, kind)]]) };
}

function jsonLiteral(random: Random, kind: MadeRequest['stack']['parameters'][number]['kind']): Doc {
  if (kind === 'number') return docOf(random.below(9));
  if (kind === 'boolean') return docOf(random.percent(50));
  return docOf(kind === 'map' ? '{"a": "n"}' : random.pick(['abc', 'a', 'x,y']));
}

function changeFile(request: Request, _made: MadeRequest, random: Random): Request {
  const files = request.files.map(
    ([name, node]) => [name, node.kind === 'text' && random.percent(50) ? docOf(`${node.value}!`) : node] as const,
  );
  return { ...request, files };
}
