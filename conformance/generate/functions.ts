import { call, type Doc, docOf, map, mapOf, written } from './doc.ts';
import { dataKey, literal } from './literals.ts';
import type { Part } from './part.ts';
import type { Random } from './random.ts';
import type { Kind, World } from './world.ts';
import { yaqlCall } from './yaql.ts';

/** One way to write a call of a function. */
export interface Form {
  readonly name: string;
  readonly gives: readonly Kind[];
  readonly make: (part: Part, world: World) => Doc;
  /** Whether it often fails, even where its parts are of the right kinds. */
  readonly isRisky: boolean;
}

const risky: ReadonlySet<string> = new Set([
  ...[
    'yaql',
    'contains',
    'Fn::Select',
    'Fn::MemberListToMap',
    'str_replace_strict',
    'str_replace_vstrict',
    'make_url',
    'get_file',
  ],
  ...['Fn::ResourceFacade', 'resource_facade', 'map_replace', 'filter'],
]);

const separators = [',', ', ', '', '-', '/', 'a', '\n', 'é'];

function form(name: string, gives: readonly Kind[], make: (part: Part, world: World) => Doc): Form {
  return { name, gives, make: (part, world) => call(name, make(part, world)), isRisky: risky.has(name) };
}

function separator(random: Random): string {
  return random.pick(separators);
}

/** A list of what can be joined. */
function joined(part: Part, { random, isCareful, parameters }: World): Doc {
  if (!isCareful && random.rarely(100)) return part('list');
  if (random.percent(isCareful ? 4 : 30)) return part('list');
  const lists = parameters.filter(({ type }) => type === 'comma_delimited_list');
  if (lists.length > 0 && random.percent(30)) return call('get_param', random.pick(lists).name);
  return docOf(random.several(0, 3, () => part('text')));
}

function several(random: Random, most: number, make: () => Doc): Doc {
  return docOf(random.several(1, most, make));
}

function params(part: Part, { random, isCareful }: World): Doc {
  const names = random.several(1, 3, () => random.pick(['a', 'b', '$x', 'x', '%index%', 'ab', '{x}', 'key', ',']));
  const kinds: readonly Kind[] =
    isCareful && !random.percent(5) ? ['text', 'text', 'number'] : ['text', 'text', 'number', 'any', 'list', 'map'];
  return mapOf(names.map((name) => [name, part(random.pick(kinds))]));
}

function replaced(part: Part, world: World): Doc {
  return map({ template: part('text', 'known'), params: world.random.rarely(10) ? part('map') : params(part, world) });
}

const text: readonly Form[] = [
  form('list_join', ['text'], (part, world) =>
    docOf([
      separator(world.random),
      ...world.random.several(1, world.random.percent(70) ? 1 : 3, () => joined(part, world)),
    ]),
  ),
  form('str_replace', ['text'], replaced),
  form('str_replace_strict', ['text'], replaced),
  form('str_replace_vstrict', ['text'], replaced),
  form('digest', ['text'], (part, { random, isCareful }) =>
    docOf([
      random.rarely(5)
        ? 'nope'
        : random.pick(['md5', 'sha1', 'sha256', 'sha512', 'sha224', 'sha384', 'sha3_256', 'blake2b']),
      isCareful && !random.percent(3) ? random.pick(['a', 'abc', 'x=1', '']) : part('text', 'known'),
    ]),
  ),
  form('str_split', ['text'], (part, { random }) =>
    docOf([
      separator(random) || ',',
      part('text', 'known'),
      random.rarely(40) ? random.pick([1, -1, 5, '1']) : random.pick([0, '0']),
    ]),
  ),
  form('make_url', ['text'], url),
  form('get_file', ['text'], (_part, { random, files }) =>
    docOf(files.length > 0 && !random.rarely(5) ? random.pick(files) : 'nowhere.txt'),
  ),
  form('Fn::Join', ['text'], (part, world) => docOf([separator(world.random), joined(part, world)])),
  form('Fn::Replace', ['text'], (part, world) => docOf([params(part, world), part('text')])),
  form('Fn::Base64', ['text'], (part) => part('text')),
  form('Fn::Select', ['text', 'any'], (part, { random }) =>
    random.percent(60) ? docOf([random.pick([0, 1, '0', -1, 7]), part('list')]) : docOf([dataKey(random), part('map')]),
  ),
  form('Fn::ResourceFacade', ['text', 'any'], (_part, { random }) =>
    docOf(random.pick(['Metadata', 'DeletionPolicy', 'UpdatePolicy'])),
  ),
  form('resource_facade', ['text', 'any'], (_part, { random }) =>
    docOf(random.pick(['metadata', 'deletion_policy', 'update_policy'])),
  ),
];

const lists: readonly Form[] = [
  form('str_split', ['list'], (part, { random }) => docOf([separator(random) || ',', part('text', 'known')])),
  form('list_concat', ['list'], (part, { random }) => several(random, 3, () => part('list'))),
  form('list_concat_unique', ['list'], (part, { random }) => several(random, 3, () => part('list'))),
  form('filter', ['list'], (part) => docOf([part('list', 'known'), part('list', 'known')])),
  form('Fn::Split', ['list'], (part, { random }) => docOf([separator(random) || ',', part('text', 'known')])),
  form('repeat', ['list'], repeat),
];

const maps: readonly Form[] = [
  form('map_merge', ['map'], (part, { random }) => several(random, 3, () => part('map'))),
  form('map_replace', ['map'], (part, { random }) => {
    const table = (): Doc =>
      random.percent(75) ? mapOf(random.several(0, 2, () => [dataKey(random), part('text')] as const)) : part('map');
    return docOf([
      part('map'),
      map({ keys: random.percent(70) ? table() : undefined, values: random.percent(70) ? table() : undefined }),
    ]);
  }),
  form('Fn::MemberListToMap', ['map'], (part, { random }) =>
    docOf([
      'Name',
      'Value',
      random.percent(80)
        ? docOf(['.member.0.Name=a', '.member.0.Value=b', '.member.1.Name=c', '.member.1.Value=d'])
        : part('list'),
    ]),
  ),
];

const anything: readonly Form[] = [
  { name: 'yaql', gives: ['text', 'number', 'boolean', 'list', 'map', 'any'], make: yaqlCall, isRisky: true },
];

const comparisons: readonly Form[] = [
  form('equals', ['boolean'], (part) => docOf([part('any'), part('any')])),
  form('contains', ['boolean'], (part, { random }) =>
    docOf([part('text', 'known'), part(random.percent(70) ? 'list' : 'text', 'known')]),
  ),
];

/** Every function but those that name what is in a template. */
export const forms: readonly Form[] = [...text, ...lists, ...maps, ...anything, ...comparisons];

function url(part: Part, { random }: World): Doc {
  const maybe = (often: number, make: () => Doc): Doc | undefined => (random.percent(often) ? make() : undefined);
  return map({
    scheme: maybe(85, () => docOf(random.pick(['http', 'https', 'ftp', 'x']))),
    username: maybe(20, () => part('text')),
    password: maybe(15, () => part('text')),
    host: maybe(85, () =>
      random.percent(60) ? docOf(random.pick(['h', '::1', '[fe80::1]', 'exämple.com'])) : part('text'),
    ),
    port: maybe(40, () =>
      random.rarely(60)
        ? random.pick([written(random.pick(['0', '65536', '-1', '8.0'])), part('number')])
        : written(random.pick(['80', '"443"', '8080'])),
    ),
    path: maybe(40, () => part('text')),
    query: maybe(30, () => part('map')),
    fragment: maybe(20, () => part('text')),
  });
}

function repeat(part: Part, { random, version, isCareful }: World): Doc {
  const names = random.percent(75) ? ['%x%'] : ['%x%', '%y%'];
  const template = random.weighted<Doc>([
    [4, () => docOf(`${random.pick(['', 'a-', 'é'])}%x%${random.pick(['', '-%y%', '%x%'])}`)],
    [
      2,
      () =>
        mapOf([
          ['%x%', part('any')],
          [random.pick(['b', '%y%']), docOf('v%x%')],
        ]),
    ],
    [1, () => docOf(['%x%', part('text')])],
    [1, () => part('text')],
  ]);
  const source = (): Doc =>
    part(random.percent(isCareful ? 90 : 75) || version < '2016-10-14' ? 'list' : 'map', 'known');
  return map({
    template,
    for_each: mapOf(names.map((name) => [name, source()])),
    permutations: random.percent(25) ? literal(random, 'boolean') : undefined,
  });
}
