import { requestText } from '../generate/case-text.ts';
import { makeCase } from '../generate/make-case.ts';
import { Random } from '../generate/random.ts';
import { mutateText, noise } from './mutate-text.ts';

export const fuzzKinds = ['yaml', 'yaql', 'pattern', 'json', 'stack'] as const;
export type FuzzKind = (typeof fuzzKinds)[number];

/** What one reader is given. */
export interface FuzzInput {
  readonly kind: FuzzKind;
  readonly text: string;
}

const yaqlParts: readonly string[] = [
  ...[
    '$',
    '$.data',
    '$.data.a',
    '$.data.l',
    '$.data.t',
    '1',
    '2.5',
    '"a"',
    'true',
    'null',
    '[1, 2]',
    '{a => 1}',
    '$1',
    'abc',
  ],
  ...[
    '.select($ + 1)',
    '.where($ > 1)',
    '.first()',
    '.len()',
    '.toList()',
    '.orderBy($)',
    '.sum()',
    '.join(",")',
    '.split(",")',
  ],
  ...[
    '.get(a)',
    '.keys()',
    '.items()',
    '.groupBy($ mod 2)',
    '.flatten()',
    '.distinct()',
    '.zip($.data.l)',
    '.accumulate($1 + $2, 0)',
  ],
  ...[
    '.matches("a+")',
    '.replace("a", "b")',
    '[0]',
    '[$ > 1]',
    '.takeWhile($ < 3)',
    '.aggregate($1 * $2, 1)',
    '.format($)',
    '.let(x => $)',
  ],
  ...[
    'range(5)',
    'dict(a => 1)',
    'regex("(a+)+$").search("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab")',
    'switch($ > 1 => 2)',
    'now()',
    'str($)',
  ],
  ...[
    ' + ',
    ' - ',
    ' * ',
    ' / ',
    ' mod ',
    ' and ',
    ' or ',
    'not ',
    ' in ',
    ' = ',
    ' != ',
    ' < ',
    ' =~ ',
    ' => ',
    ' -> ',
    ', ',
    '(',
    ')',
    '.',
  ],
  ...[
    'generate(0, true, $ + 1)',
    'cycle([1])',
    '.repeat()',
    'repeat(1)',
    '.mergeWith({a => 2})',
    '.insert(0, 1)',
    'datetime("2020-01-01")',
  ],
];
const patternParts: readonly string[] = [
  ...[
    'a',
    'b',
    '.',
    '\\w',
    '\\d',
    '\\s',
    '\\b',
    '[a-z]',
    '[^a]',
    '(a',
    '(?:',
    '(?P<n>',
    '(?=',
    '(?<=',
    '(?<!',
    '(?!',
    '(?>',
    '(?(1)',
    '(?i)',
  ],
  ...[
    ')',
    ')',
    ')',
    '*',
    '+',
    '?',
    '{2,5}',
    '{1000}',
    '*?',
    '++',
    '|',
    '^',
    '$',
    '\\1',
    '(?P=n)',
    '(a+)+',
    '(a|aa)*',
    '(.*)*',
    '\\Z',
    'é',
    '{',
    '[',
    '\\',
  ],
];
const jsonParts: readonly string[] = [
  ...[
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"a"',
    '"b"',
    '""',
    '"\\ud83d\\ude00"',
    '"\\',
    '1',
    '-1',
    '1.5',
    '1e400',
    '-0',
    'NaN',
    'Infinity',
    '01',
  ],
  ...['true', 'false', 'null', ' ', '\n', '{"a": 1}', '[1, 2]', '{"a": [', '"$tyto"', '\ud800', '99999999999999999999'],
];

/** The input of a number: the same for the same seed and the same base. */
export function fuzzInput(seed: number, index: number, base: readonly string[]): FuzzInput {
  const random = new Random((Math.imul(seed, 0x9e3779b1) ^ index) >>> 0);
  return random.weighted<FuzzInput>([
    [40, () => ({ kind: 'yaml', text: yamlText(random, base) })],
    [25, () => ({ kind: 'yaql', text: grown(random, yaqlParts) })],
    [20, () => ({ kind: 'pattern', text: grown(random, patternParts) })],
    [10, () => ({ kind: 'json', text: grown(random, jsonParts) })],
    [5, () => ({ kind: 'stack', text: yamlText(random, base) })],
  ]);
}

function yamlText(random: Random, base: readonly string[]): string {
  const other = (): string => random.pick(base);
  return random.weighted<string>([
    [6, () => mutateText(other(), random, other)],
    [3, () => mutateText(generated(random), random, other)],
    [1, () => noise(random)],
  ]);
}

function generated(random: Random): string {
  const { request, style } = makeCase(random.below(2 ** 31));
  return requestText(request, style).template;
}

/** Parts behind each other, most of the time few, at times changed as any text is. */
function grown(random: Random, parts: readonly string[]): string {
  const text = random.several(1, random.percent(5) ? 400 : 12, () => random.pick(parts)).join('');
  return random.percent(20) ? mutateText(text, random, () => noise(random)) : text;
}
