import type { Random } from '../generate/random.ts';

/** Pieces that mean something to one of the readers, or that readers stumble over. */
const pieces: readonly string[] = [
  ...[
    ': ',
    '- ',
    '? ',
    '{',
    '}',
    '[',
    ']',
    ',',
    '&a ',
    '*a',
    '<<: *a\n',
    '!!str ',
    '!!binary ',
    '!!set ',
    '! ',
    '|',
    '>-',
    '|2\n',
  ],
  ...[
    '"',
    "'",
    '\\',
    '\\x',
    '\\ud800',
    '#',
    '%YAML 1.1\n',
    '---\n',
    '...\n',
    '\t',
    '\r',
    '\r\n',
    '\n',
    '\n  ',
    '\n      ',
    '\0',
    '\ufeff',
  ],
  ...[
    '\u0085',
    '\u2028',
    '\ud800',
    '\udc00',
    '😀',
    'é',
    '٣',
    '\x7f',
    '~',
    'null',
    'yes',
    '0x1F',
    '0o17',
    '1_000',
    '1e400',
    '-.inf',
  ],
  ...[
    '.nan',
    '2001-01-01',
    '1:30',
    '99999999999999999999',
    '-0',
    '0.1',
    '=',
    '<<',
    '{get_attr: [r0, value]}',
    '{get_param: p0}',
  ],
  ...[
    '{if: [c0, a, b]}',
    '{repeat: {template: x, for_each: {x: [1]}}}',
    '{yaql: {expression: $.data, data: 1}}',
    'str_replace:',
  ],
  ...[
    'heat_template_version: wallaby\n',
    'resources:\n',
    'outputs:\n',
    'parameters:\n',
    'conditions:\n',
    'OS::Heat::Value',
    '%index%',
  ],
  ...[
    '$',
    '$.',
    '.select(',
    '.where($',
    ' => ',
    ' -> ',
    '=~',
    '::',
    '(',
    ')',
    '(?',
    '(?P<a>',
    '(?=',
    '(?<!',
    '*+',
    '{1,',
    '+)+$',
    '|',
    '.*',
  ],
  ...['\\d', '\\1', '[^', '^', 'true', 'false', 'none', ' and ', 'not ', 'let(', 'range(', '1e', '/*', '//', ';'],
];

type Change = (text: string, random: Random, other: () => string) => string;

const changes: readonly (readonly [number, () => Change])[] = [
  [6, () => (text, random) => splice(text, random, 0, random.pick(pieces))],
  [4, () => (text, random) => splice(text, random, random.below(12), '')],
  [
    3,
    () => (text, random) =>
      splice(text, random, 1, String.fromCodePoint(random.below(random.percent(80) ? 0x100 : 0x10ffff))),
  ],
  [3, () => (text, random) => splice(text, random, random.below(6), random.pick(pieces))],
  [2, () => indent],
  [2, () => (text, random) => splice(text, random, 0, part(text, random))],
  [2, () => (text, random, other) => splice(text, random, 0, part(other(), random))],
  [1, () => (text, random, other) => text.slice(0, random.below(text.length + 1)) + other()],
  [1, () => (text, random) => splice(text, random, 0, random.pick(pieces).repeat(1 + random.below(3000)))],
  [1, () => (text, random) => splice(text, random, 0, part(text, random).repeat(1 + random.below(20)))],
];

/** The text with some places of it changed; never longer than what can be read in a moment. */
export function mutateText(text: string, random: Random, other: () => string): string {
  let changed = text;
  for (let left = 1 + random.below(4); left > 0; left--)
    changed = random.weighted<Change>(changes)(changed, random, other);
  return changed.slice(0, 60_000);
}

/** Text of nothing but pieces. */
export function noise(random: Random): string {
  return random.several(0, 12, () => random.pick(pieces)).join(random.pick(['', '', ' ', '\n']));
}

function splice(text: string, random: Random, removed: number, added: string): string {
  const at = random.below(text.length + 1);
  return text.slice(0, at) + added + text.slice(at + removed);
}

function part(text: string, random: Random): string {
  const at = random.below(text.length + 1);
  return text.slice(at, at + random.below(200));
}

/** Moves a line to another depth. */
function indent(text: string, random: Random): string {
  const lines = text.split('\n');
  const at = random.below(lines.length);
  const line = lines[at] ?? '';
  lines[at] = random.percent(50) ? `${' '.repeat(1 + random.below(4))}${line}` : line.slice(random.below(5));
  return lines.join('\n');
}
