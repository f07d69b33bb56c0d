import type { Child } from './body.ts';
import { type Doc, type DocEntry, type DocMap, docOf, map, mapOf } from './doc.ts';
import { jsonOf } from './json-of.ts';
import { literal } from './literals.ts';
import type { MadeParameter } from './parameters.ts';
import type { Random } from './random.ts';
import { childOf, type MadeStack, makeStack, templateOf } from './stack.ts';
import type { World } from './world.ts';

/** All that a stack is made of, as documents. */
export interface Request {
  readonly template: Doc;
  readonly environments: readonly Doc[];
  readonly files: readonly (readonly [name: string, Doc])[];
  /** The parameters of the request itself: JSON, no YAML. */
  readonly parameters: DocMap;
}

/** A request, and the parts of its template for whoever wants to change it. */
export interface MadeRequest extends Request {
  readonly stack: MadeStack;
}

const texts: readonly (readonly [string, string])[] = [
  ['data.txt', 'line a\nline b\n'],
  ['dir/é.txt', 'ünïcode x'],
  ['list.json', '["a", "b"]'],
];

/** A stack with all that belongs to it. */
export function makeRequest(random: Random, types: World['types']): MadeRequest {
  const files = random.some(texts, 50);
  const names = files.map(([name]) => name);
  const nested: (readonly [string, Doc])[] = [];
  const children: Child[] = [];
  const registry: DocEntry[] = [];
  for (let left = random.percent(40) ? 1 + random.below(3) : 0; left > 0; left--) {
    const file = random.percent(85) ? `child${nested.length}.yaml` : `dir/child${nested.length}.yaml`;
    const child = makeStack(random, { parameters: 3, resources: 2, outputs: 3 }, names, children, true, 'made');
    nested.push([file, templateOf(child)]);
    children.push(childOf(random.percent(50) ? file : bind(random, registry, file, nested.length), child));
  }
  const stack = makeStack(random, { parameters: 4, resources: 6, outputs: 6 }, names, children, false, types);
  if (random.rarely(6))
    registry.push(
      odd(
        random,
        nested.map(([name]) => name),
      ),
    );
  if (random.percent(3)) registry.push(restricted(random));
  const supplied = supply(random, stack.parameters, registry);
  return {
    stack,
    template: templateOf(stack),
    ...supplied,
    files: [...nested, ...files.map(([name, text]) => [name, docOf(text)] as const)],
  };
}

/** Gives a template a type's name in the registry. */
function bind(random: Random, registry: DocEntry[], file: string, index: number): string {
  const name = `My::Type${index}`;
  registry.push(
    ...random.weighted<readonly DocEntry[]>([
      [6, () => [[name, docOf(file)]]],
      [1, () => [[`${name.slice(0, -1)}*`, docOf(file)]]],
      [
        1,
        () => [
          [name, docOf(`My::Alias${index}`)],
          [`My::Alias${index}`, docOf(file)],
        ],
      ],
      [
        1,
        () => [
          ['resources', mapOf([['r*', mapOf([[name, file]])]])],
          [name, docOf(file)],
        ],
      ],
    ]),
  );
  return name;
}

/** Entries that change what a known type means. */
function odd(random: Random, files: readonly string[]): DocEntry {
  return random.weighted<DocEntry>([
    [2, () => ['OS::Heat::TestResource', docOf(random.pick(['OS::Heat::None', 'OS::Heat::Value']))]],
    [1, () => ['OS::Heat::*', docOf('OS::Heat::None')]],
    [
      2,
      () => [
        'resources',
        mapOf([[random.pick(['r0', 'r1', 'r*', '*']), mapOf([['OS::Heat::Value', 'OS::Heat::None']])]]),
      ],
    ],
    [1, () => ['resources', mapOf([['r0', map({ hooks: random.pick(['nope', 'pre-nothing']) })]])]],
    [1, () => ['OS::Heat::None', docOf(files.length > 0 ? random.pick(files) : 'missing.yaml')]],
    [1, () => ['No::Such::*', docOf('Other::*')]],
    [1, () => restricted(random)],
  ]);
}

function restricted(random: Random): DocEntry {
  const actions = random.pick(['update', 'replace', ['update', 'replace'], []]);
  return ['resources', mapOf([[random.pick(['r0', 'r1', 'r*']), map({ restricted_actions: actions })]])];
}

/** Gives the parameters their values, by environments and by the request. */
function supply(
  random: Random,
  parameters: readonly MadeParameter[],
  registry: readonly DocEntry[],
): Omit<Request, 'template' | 'files'> {
  const direct: DocEntry[] = [];
  const count = random.weighted([
    [4, () => 1],
    [1, () => 2],
    [1, () => 3],
  ]);
  const environments = Array.from(
    { length: count },
    (): Layer => ({ parameters: [], defaults: [], strategies: [], registry: [] }),
  );
  for (const { name, kind, given, isBound } of parameters) {
    if (given === undefined) continue;
    if (random.percent(30) && jsonOf(given) !== undefined) {
      direct.push([name, given]);
      if (random.percent(70)) continue;
    }
    const layer = random.pick(environments);
    (random.percent(85) ? layer.parameters : layer.defaults).push([name, given]);
    if (
      count === 1 ||
      (kind !== 'list' && kind !== 'map' && kind !== 'text' && random.percent(80)) ||
      random.percent(30)
    )
      continue;
    random.pick(environments).parameters.push([name, isBound ? given : literal(random, kind)]);
    if (!random.percent(70)) continue;
    const isMerged = (kind === 'list' || kind === 'map' || kind === 'text') && !isBound;
    const strategy = docOf(
      isMerged || random.rarely(100) ? random.pick(['merge', 'deep_merge', 'overwrite']) : 'overwrite',
    );
    // They must be of one mind.
    const strict = random.rarely(100) ? [random.pick(environments)] : environments;
    for (const each of strict) each.strategies.push([name, strategy]);
  }
  for (const entry of registry) random.pick(environments).registry.push(entry);
  return { parameters: mapOf(direct), environments: environments.flatMap((layer) => environmentOf(random, layer)) };
}

interface Layer {
  readonly parameters: DocEntry[];
  readonly defaults: DocEntry[];
  readonly strategies: DocEntry[];
  readonly registry: DocEntry[];
}

function environmentOf(random: Random, { parameters, defaults, strategies, registry }: Layer): Doc[] {
  const extra: DocEntry[] = random.percent(5) ? [['unknown', docOf('x')]] : [];
  const section = (entries: readonly DocEntry[]): Doc | undefined =>
    entries.length > 0 ? mapOf(entries) : random.rarely(4) ? random.pick([mapOf([]), docOf(null)]) : undefined;
  const common = strategies.length === 0 && random.rarely(4) ? [['default', docOf('merge')] as const] : [];
  const document = map({
    parameters: section(parameters),
    parameter_defaults: section([...defaults, ...extra]),
    resource_registry: section(registry),
    parameter_merge_strategies: strategies.length + common.length > 0 ? mapOf([...strategies, ...common]) : undefined,
    encrypted_param_names: random.rarely(2) || random.percent(0.2) ? docOf(['p0']) : undefined,
  });
  return document.entries.length > 0 || random.percent(10) ? [document] : [];
}
