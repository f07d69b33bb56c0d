import { type Doc, type DocEntry, docOf, map, mapOf, written } from './doc.ts';
import { nodesOf, replaceAt, type Step } from './doc-paths.ts';
import { condition, expression } from './expression.ts';
import { forms } from './functions.ts';
import { literal } from './literals.ts';
import type { Random } from './random.ts';
import type { MadeRequest, Request } from './request.ts';
import { kinds, type World } from './world.ts';

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
  [6, () => changeProperty],
  [3, () => withResources((entries, world) => [...entries, [`n${entries.length}`, added(world)]])],
  [3, () => withOne(removeOne)],
  [2, () => withOne(changeType, (random) => random.percent(10))],
  [2, () => changeParameter],
  [2, () => changeEnvironment],
  [2, () => changeFile],
  [2, () => changeChild],
  [2, () => changeCondition],
  [3, () => changeGroup],
  [1, () => withOne(renameOne)],
  [1, () => withResources((entries) => [...entries].reverse())],
  [1, () => changeMetadata],
];

function added(world: World): Doc {
  return mapOf([
    ['type', docOf('OS::Heat::Value')],
    ['properties', mapOf([['value', expression({ ...world, resources: [] }, world.random.pick(kinds), 2)]])],
  ]);
}

/** One goes. */
function removeOne(entries: readonly DocEntry[], gone: string): readonly DocEntry[] {
  return entries.filter(([name]) => name !== gone);
}

function renameOne(entries: readonly DocEntry[], chosen: string): readonly DocEntry[] {
  return entries.map(([name, node]) => [name === chosen ? `${name}x` : name, node]);
}

/** Another type, with properties that it takes. */
function changeType(entries: readonly DocEntry[], chosen: string, random: Random): readonly DocEntry[] {
  const by = map({
    type: random.pick(['OS::Heat::Value', 'OS::Heat::TestResource', 'OS::Heat::None', 'OS::Heat::SoftwareConfig']),
    properties: random.percent(70) ? map({ value: 'changed' }) : undefined,
  });
  const config = map({ type: 'OS::Heat::StructuredConfig', properties: map({ config: map({ a: 1 }) }) });
  return entries.map(([name, node]) => [name, name === chosen ? random.pick([by, by, config]) : node]);
}

/** Changes a resource that nothing names, or now and then (`anyway`) any. */
function withOne(
  change: (entries: readonly DocEntry[], chosen: string, random: Random) => readonly DocEntry[],
  anyway: (random: Random) => boolean = (random) => random.rarely(30),
): Change {
  return withResources((entries, { random }, isFree) => {
    const able = entries.filter(([name]) => isFree(name) || anyway(random));
    return able.length === 0 ? entries : change(entries, random.pick(able)[0], random);
  });
}

function withResources(
  change: (entries: readonly DocEntry[], world: World, isFree: (name: string) => boolean) => readonly DocEntry[],
): Change {
  return (request, { stack: { world } }) => {
    const { template } = request;
    const section = template.kind === 'map' ? template.entries.find(([key]) => key === 'resources')?.[1] : undefined;
    if (section?.kind !== 'map') return request;
    const named = new Set(nodesOf(template).flatMap(({ node }) => (node.kind === 'text' ? [node.value] : [])));
    const changed = { ...section, entries: change(section.entries, world, (name) => !named.has(name)) };
    return { ...request, template: replaceAt(template, ['resources'], changed) };
  };
}

/** What something is that stands under the properties of a resource, but in no call of a function. */
function changeProperty(request: Request, { stack: { world } }: MadeRequest, random: Random): Request {
  const inside = nodesOf(request.template).filter(
    ({ path }) =>
      path[0] === 'resources' && path[2] === 'properties' && path.length > 3 && (!isInCall(path) || random.rarely(50)),
  );
  if (inside.length === 0) return request;
  const { path, node } = random.pick(inside);
  return { ...request, template: replaceAt(request.template, path, likeIt(node, path, world)) };
}

const functionNames: ReadonlySet<string> = new Set([
  ...forms.map(({ name }) => name),
  'get_attr',
  'get_param',
  'get_resource',
  'if',
]);

function isInCall(path: readonly Step[]): boolean {
  return path.some((step) => typeof step === 'string' && functionNames.has(step));
}

/** Another one of its kind; for what may be anything, an expression. */
function likeIt(node: Doc, path: readonly Step[], world: World): Doc {
  const { random } = world;
  const known: World = { ...world, resources: [], isCareful: true };
  if (random.rarely(30)) return literal(random, random.pick(kinds));
  if (path.at(-1) === 'type' || path.at(-1) === 'class' || path.at(-1) === 'signal_transport') return node;
  switch (node.kind) {
    case 'text':
      return path.at(-1) === 'value' || random.percent(50) ? expression(known, 'text', 1) : literal(random, 'text');
    case 'written':
      if (/^\d+$/.test(node.text)) return written(String(random.below(4)));
      return /^(?:true|false|yes|no|on|off)$/i.test(node.text) ? literal(random, 'boolean') : node;
    case 'list':
      return random.percent(50)
        ? { ...node, items: node.items.slice(1) }
        : { ...node, items: [...node.items].reverse() };
    case 'map':
      return path.at(-1) === 'value' ? expression(known, 'map', 1) : node;
  }
}

/** A number of members, an `index_var` or what they are made of. */
function changeGroup(request: Request, _made: MadeRequest, random: Random): Request {
  const groups = nodesOf(request.template).filter(
    ({ path, node }) =>
      path[0] === 'resources' &&
      path[2] === 'properties' &&
      path.length === 3 &&
      node.kind === 'map' &&
      node.entries.some(([key]) => key === 'resource_def'),
  );
  if (groups.length === 0) return request;
  const { path, node } = random.pick(groups);
  if (node.kind !== 'map') return request;
  const [key, value] = random.weighted<readonly [string, Doc]>([
    [4, () => ['count', written(String(random.below(5)))]],
    [1, () => ['index_var', docOf(random.pick(['$i$', '%index%', '%x%']))]],
    [
      2,
      () => [
        'removal_policies',
        written(random.pick(['[{resource_list: ["0"]}]', '[{resource_list: ["1", "2"]}]', '[]'])),
      ],
    ],
    [1, () => ['resource_def', map({ type: 'OS::Heat::Value', properties: map({ value: 'new %index%' }) })]],
  ]);
  const entries = [...node.entries.filter(([each]) => each !== key), [key, value] as const];
  return { ...request, template: replaceAt(request.template, path, { ...node, entries }) };
}

function changeCondition(request: Request, { stack: { world } }: MadeRequest, random: Random): Request {
  const found = nodesOf(request.template).filter(({ path }) => path[0] === 'conditions' && path.length === 2);
  if (found.length === 0) return request;
  const by = condition({ ...world, conditions: [] }, 1, true);
  return { ...request, template: replaceAt(request.template, random.pick(found).path, by) };
}

/** A value in an environment, or an entry of the registry less. */
function changeEnvironment(request: Request, _made: MadeRequest, random: Random): Request {
  const { environments } = request;
  if (environments.length === 0) return request;
  const chosen = random.below(environments.length);
  const change = (doc: Doc): Doc => {
    const able = nodesOf(doc).filter(
      ({ path, node }) => path.length === 2 && String(path[0]).startsWith('parameter') && node.kind === 'text',
    );
    if (able.length > 0 && random.percent(70))
      return replaceAt(doc, random.pick(able).path, docOf(random.pick(['abc', 'a'])));
    if (doc.kind !== 'map' || !random.rarely(100)) return doc;
    return { ...doc, entries: doc.entries.slice(1) };
  };
  return { ...request, environments: environments.map((each, index) => (index === chosen ? change(each) : each)) };
}

/** An output or a constant of a nested template. */
function changeChild(request: Request, { stack: { world } }: MadeRequest, random: Random): Request {
  const able = request.files.filter(([, node]) => node.kind === 'map');
  if (able.length === 0) return request;
  const [chosen] = random.pick(able);
  const change = (doc: Doc): Doc => {
    const inside = nodesOf(doc).filter(
      ({ path, node }) =>
        (path[0] === 'resources'
          ? path[2] === 'properties' && path.length > 3
          : path[0] === 'outputs' && path.length > 2) &&
        !isInCall(path) &&
        node.kind !== 'map',
    );
    if (inside.length === 0) return doc;
    const { path, node } = random.pick(inside);
    return replaceAt(doc, path, likeIt(node, path, { ...world, parameters: [], conditions: [] }));
  };
  return { ...request, files: request.files.map(([name, node]) => [name, name === chosen ? change(node) : node]) };
}

function changeMetadata(request: Request, _made: MadeRequest, random: Random): Request {
  const resources = nodesOf(request.template).filter(({ path }) => path[0] === 'resources' && path.length === 2);
  if (resources.length === 0) return request;
  const { path, node } = random.pick(resources);
  if (node.kind !== 'map') return request;
  const key = random.pick(['metadata', 'deletion_policy', 'description', 'depends_on']);
  const value =
    key === 'metadata' ? mapOf([['m', docOf(random.below(3))]]) : docOf(key === 'depends_on' ? [] : 'Retain');
  const entries = [...node.entries.filter(([each]) => each !== key), [key, value] as const];
  return { ...request, template: replaceAt(request.template, path, { ...node, entries }) };
}

function changeParameter(request: Request, { stack }: MadeRequest, random: Random): Request {
  if (stack.parameters.length === 0) return request;
  const { name, kind, isBound } = random.pick(stack.parameters);
  if (isBound && !random.rarely(50)) return request;
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
