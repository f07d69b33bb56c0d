import { conditionFunctionNames, functionNames, functions } from '../../packages/engine/src/hot/functions/table.ts';
import { atLeast } from '../../packages/engine/src/hot/version.ts';
import { call, type Doc, docOf, written } from './doc.ts';
import { type Form, forms } from './functions.ts';
import { dataKey, literal, scalar } from './literals.ts';
import type { Part } from './part.ts';
import { type Kind, kinds, type World } from './world.ts';

/** An expression that mostly comes to the kind that is asked for, with functions nested so deep in each other. */
export function expression(world: World, kind: Kind, depth: number): Doc {
  const { random } = world;
  const wanted = random.rarely(4) ? random.pick(kinds) : kind;
  if (depth <= 0)
    return random.percent(50) ? (source(world, wanted) ?? literal(random, wanted)) : literal(random, wanted);
  return random.weighted<Doc>([
    [5, () => functionCall(world, wanted, depth) ?? literal(random, wanted)],
    [3, () => source(world, wanted) ?? literal(random, wanted)],
    [2, () => collection(world, wanted, depth)],
    [1, () => (random.rarely(10) ? scalar(random) : literal(random, wanted))],
  ]);
}

/** A condition: a name of one, a boolean, or functions over them that the version allows there. */
export function condition(world: World, depth: number, isDefinition = false): Doc {
  const { random, conditions, version } = world;
  const has = (name: string): boolean => conditionFunctionNames(version).has(name);
  const inner = (): Doc => condition(world, depth - 1);
  const leaf = (): Doc =>
    conditions.length > 0 && random.percent(75)
      ? docOf(random.pick(conditions))
      : written(random.pick(['true', 'false', 'yes', 'off']));
  if (depth <= 0) return leaf();
  const part: Part = (kind) => conditionPart(world, kind, depth - 1);
  if (isDefinition && random.rarely(3)) return leaf();
  const flag = world.parameters.filter((each) => each.kind === 'boolean');
  return random.weighted<Doc>([
    [isDefinition ? 0 : 2, leaf],
    [has('equals') ? 4 : 0, () => call('equals', [part('any'), part('any')])],
    [
      has('equals') ? 2 : 0,
      () => {
        const kind = random.pick(kinds);
        return call('equals', [part(kind), part(kind)]);
      },
    ],
    [has('not') ? 2 : 0, () => call('not', inner())],
    [has('and') ? 2 : 0, () => call('and', random.several(2, 3, inner))],
    [has('or') ? 2 : 0, () => call('or', random.several(2, 3, inner))],
    [has('contains') ? 2 : 0, () => call('contains', [part('text'), part('list')])],
    [
      has('yaql') ? 1 : 0,
      () => {
        const worked = functionNamed(world, 'yaql', part) ?? leaf();
        return random.rarely(100) ? worked : call('equals', [worked, part('any')]);
      },
    ],
    [flag.length > 0 ? 3 : 0, () => call('get_param', random.pick(flag).name)],
  ]);
}

/** What stands inside a condition: parameters and constants, and the functions that may. */
function conditionPart(world: World, kind: Kind, depth: number): Doc {
  const { random } = world;
  return random.weighted<Doc>([
    [5, () => parameter(world, kind) ?? literal(random, kind)],
    [3, () => literal(random, kind)],
    [depth > 0 ? 1 : 0, () => condition(world, depth - 1)],
  ]);
}

function functionCall(world: World, kind: Kind, depth: number): Doc | undefined {
  const { random, version } = world;
  const names = functionNames(version);
  if (names.has('if') && (world.conditions.length > 0 || random.rarely(10)) && random.percent(15))
    return choice(world, kind, depth);
  const fitting = forms.filter(
    (each) => names.has(each.name) && (kind === 'any' || each.gives.includes(kind)) && isFit(each, world),
  );
  if (fitting.length === 0) return undefined;
  return random.pick(fitting).make((inner, known) => {
    const isKnown = known === 'known' && world.isCareful;
    return expression(isKnown ? { ...world, resources: [] } : world, inner, isKnown ? 0 : depth - 1);
  }, world);
}

/** What mostly fails where it stands is rare there. */
function isFit({ name, isRisky }: Form, { random, isNested, isCareful, version }: World): boolean {
  const until = functions.get(name)?.until;
  if (until !== undefined && atLeast(version, until) && !random.rarely(3)) return false;
  if (/facade/i.test(name) && !isNested && !random.rarely(3)) return false;
  return !isCareful || !isRisky || random.percent(3) || random.rarely(20);
}

function functionNamed(world: World, name: string, part: Part): Doc | undefined {
  return forms.find((each) => each.name === name)?.make(part, world);
}

function choice(world: World, kind: Kind, depth: number): Doc {
  const { random } = world;
  const part = (): Doc => expression(world, kind, depth - 1);
  const when = random.percent(20)
    ? condition(world, 1)
    : random.pick(world.conditions.length > 0 ? world.conditions : ['nope']);
  return call(
    'if',
    (world.version >= '2021-04-16' || random.rarely(3)) && random.percent(world.isCareful ? 8 : 20)
      ? [when, part()]
      : [when, part(), part()],
  );
}

/** A parameter or an attribute that comes to the kind; undefined where there is none. */
function source(world: World, kind: Kind): Doc | undefined {
  return world.random.percent(50)
    ? (parameter(world, kind) ?? attribute(world, kind))
    : (attribute(world, kind) ?? parameter(world, kind));
}

function parameter(world: World, kind: Kind): Doc | undefined {
  const { random, parameters } = world;
  if (kind === 'text' && random.percent(4)) return call('get_param', 'OS::project_id');
  const fitting = parameters.filter((each) => kind === 'any' || each.kind === kind);
  const holders = parameters.filter((each) => each.kind === 'map' || each.kind === 'list');
  if (looksInside(world, kind, fitting) && holders.length > 0 && !world.isCareful) {
    const { name, kind: holder } = random.pick(holders);
    const first = holder === 'map' ? dataKey(random) : random.pick([0, 1, -1, '0', 5]);
    return call('get_param', [name, first, ...(random.percent(15) ? [random.pick([0, 'a'])] : [])]);
  }
  if (fitting.length === 0) return undefined;
  const { name } = random.pick(fitting);
  return call('get_param', random.percent(85) ? name : [name]);
}

/** Whether a value is looked for inside a map or list: where there is no other, and at times where there is. */
function looksInside({ random }: World, kind: Kind, fitting: readonly unknown[]): boolean {
  return kind !== 'list' && kind !== 'map' && (fitting.length === 0 || random.percent(15));
}

function attribute(world: World, kind: Kind): Doc | undefined {
  const { random, resources } = world;
  const fitting = resources.flatMap(({ name, attributes }) =>
    attributes.filter((each) => kind === 'any' || each.kind === kind).map(({ path }) => [name, ...path]),
  );
  const holders = resources.flatMap(({ name, attributes }) =>
    attributes
      .filter((each) => each.kind === 'map' || each.kind === 'list')
      .map(({ path, kind: of }) => ({ path: [name, ...path], of })),
  );
  if (looksInside(world, kind, fitting) && holders.length > 0 && !world.isCareful) {
    const { path, of } = random.pick(holders);
    return call('get_attr', [...path, of === 'map' ? dataKey(random) : random.pick([0, 1, '0', -1, 9])]);
  }
  return fitting.length === 0 ? undefined : call('get_attr', random.pick(fitting));
}

function collection(world: World, kind: Kind, depth: number): Doc {
  const { random } = world;
  const inner = (): Doc => expression(world, random.pick(['text', 'text', 'any']), depth - 1);
  switch (kind) {
    case 'list':
      return docOf(random.several(0, 3, inner));
    case 'map':
      return { kind: 'map', entries: random.several(0, 3, () => [dataKey(random), inner()] as const) };
    case 'any':
      return collection(world, random.pick(['list', 'map']), depth);
    default:
      return literal(random, kind);
  }
}
