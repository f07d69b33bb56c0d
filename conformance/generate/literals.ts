import { type Doc, docOf, mapOf, written } from './doc.ts';
import type { Random } from './random.ts';
import { type Kind, keys } from './world.ts';

const texts: readonly string[] = [
  ...[
    '',
    'a',
    'b',
    'x',
    'abc',
    'a,b',
    'a,b,,c',
    'x=1',
    'hello world',
    'héllo',
    '日本',
    '😀',
    'a\nb',
    ' pad ',
    '1',
    '1.0',
    '0x1F',
  ],
  ...[
    'true',
    'None',
    'null',
    '[]',
    '{}',
    '["a", 1]',
    '{"a": 1, "b": [2]}',
    '%index%',
    '$x',
    'a b c',
    'A',
    '/',
    'key',
    '10.0.0.1',
  ],
  ...['http://h:80/p?q=1', "it's", '"q"', '\\', 'a$b', '{x}', '%s', '*', 'ab'],
];

const numbers: readonly string[] = [
  ...[
    '0',
    '1',
    '2',
    '3',
    '-1',
    '10',
    '1.0',
    '1.5',
    '-0.5',
    '0.1',
    '100',
    '1.0e+3',
    '65535',
    '1_000',
    '0x1F',
    '010',
    '1e3',
    '-0.0',
  ],
  ...['12345678901234567890', '1.0e+22', '0.0001', '1e-7', '3.0', '9007199254740993', '1:30', '.5'],
];

const booleans: readonly string[] = ['true', 'false', 'yes', 'no', 'on', 'off', 'True', 'FALSE'];

/** Scalars that YAML 1.1 reads in some way of its own. */
const odd: readonly string[] = [
  ...[
    '~',
    'null',
    '.inf',
    '.nan',
    '-.INF',
    '2013-05-23',
    '2001-12-14t21:59:43.10-05:00',
    '!!str 12',
    '!!str true',
    '!!float 1',
    '!!int "3"',
  ],
  ...[
    '0o17',
    '0b101',
    '190:20:30',
    'y',
    'N',
    '=',
    '<<',
    '1e3',
    '+1',
    '09',
    '0_',
    "''",
    '"\\u00e9\\t"',
    '!!binary aGVsbG8=',
    '!!null ""',
    'a: b',
    '- x',
  ],
  ...[
    '"\\x41"',
    "'a\u00a0b'",
    '1.',
    '+.5',
    '0x',
    '1__0',
    '0.',
    '1e+3',
    '1.5e3',
    '!!bool yes',
    '!!timestamp 2001-01-01',
    '!!set {a}',
    '!!omap [a: 1, b: 2]',
  ],
];

/** What stops a document from being read, or from being carried as JSON. */
const unreadable: ReadonlySet<string> = new Set(['=', '<<', '0_', '0x', '!!int "3"']);

/** A constant of a kind; now and then one that only nearly is. */
export function literal(random: Random, kind: Kind, depth = 1): Doc {
  switch (kind) {
    case 'text':
      return random.rarely(4) ? scalar(random) : docOf(random.pick(texts));
    case 'number':
      return random.rarely(5) ? docOf(random.pick(['1', '2.5', 'x', ''])) : written(random.pick(numbers));
    case 'boolean':
      return random.rarely(8) ? docOf(random.pick(['true', 'False', 't', '1', ''])) : written(random.pick(booleans));
    case 'list':
      return docOf(random.several(0, 3, () => item(random, depth)));
    case 'map':
      return mapOf(random.several(0, 3, () => [random.pick(keys), item(random, depth)] as const));
    case 'any':
      return literal(random, random.pick(['text', 'text', 'number', 'boolean', 'list', 'map']), depth);
  }
}

/** Any scalar, odd ones often. */
export function scalar(random: Random): Doc {
  return random.weighted<Doc>([
    [3, () => docOf(random.pick(texts))],
    [2, () => written(random.pick(numbers))],
    [1, () => written(random.pick(booleans))],
    [
      2,
      () =>
        written(
          random.pick(
            odd.filter(
              (text) => !text.includes(': ') && !text.startsWith('- ') && (random.noise > 0 || !unreadable.has(text)),
            ),
          ),
        ),
    ],
  ]);
}

/** A scalar of a key, mostly a plain one. */
export function dataKey(random: Random): string {
  return !random.rarely(4) ? random.pick(keys) : random.pick(['1', 'true', '1.0', '', 'a.b', 'null', 'yes']);
}

function item(random: Random, depth: number): Doc {
  if (depth <= 0) return docOf(random.pick(texts));
  return random.weighted<Doc>([
    [7, () => docOf(random.pick(texts))],
    [2, () => scalar(random)],
    [1, () => literal(random, 'list', depth - 1)],
    [1, () => literal(random, 'map', depth - 1)],
  ]);
}
