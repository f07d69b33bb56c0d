import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { askPython, heatYaml, withoutPython } from '../testing/python.ts';
import { typedYaml } from '../testing/typed-yaml.ts';
import { readTemplateYaml, readYaml } from '../yaml-reader.ts';
import { yamlValue } from '../yaml-value.ts';

const skip = withoutPython('yaml');

function read(text: string): unknown {
  const { value, problems } = readTemplateYaml(text, 'f.yaml');
  return value === undefined
    ? problems.map((each) => `${each.at?.line}:${each.at?.column} ${each.message}`)
    : yamlValue(value);
}

test('a template may have a key in braces with nothing behind its colon', () => {
  assert.deepEqual(
    read('v: rocky\nk: {a:}'),
    new Map<string, unknown>([
      ['v', 'rocky'],
      ['k', new Map([['a', null]])],
    ]),
  );
  assert.deepEqual(
    read('k: {a:, b: [c:]}'),
    new Map([
      [
        'k',
        new Map<string, unknown>([
          ['a', null],
          ['b', [new Map([['c', null]])]],
        ]),
      ],
    ]),
  );
});

test('a character may be escaped in two halves, and one half alone is none', () => {
  assert.deepEqual(read('k: "\\ud83d\\ude00!"'), new Map([['k', '😀!']]));
  assert.deepEqual(read('k: "\\ud83d"'), ['1:5 The escape "\\ud83d" is no character']);
  assert.deepEqual(read('k: "\\ude00\\ud83d"'), ['1:5 The escape "\\ude00" is no character']);
});

test('a tab may stand behind the indentation with which a block begins', () => {
  assert.deepEqual(
    read('k: |\n  \tx\n  y\nl: 1'),
    new Map<string, unknown>([
      ['k', '\tx\ny\n'],
      ['l', 1],
    ]),
  );
  assert.deepEqual(read('k: |\n\tx'), ['2:1 Tabs cannot indent a line']);
});

test('directives that nobody knows are passed over', () => {
  assert.deepEqual(read('%FOO bar\n---\nk: 1'), new Map([['k', 1]]));
  assert.deepEqual(read('%FOO bar\nk: 1'), ['1:1 A line that begins with "%" is a directive, "%YAML" or "%TAG"']);
});

test('with a date without quotes, a tab, a tag or a question mark that text is refused by what the first reader met', () => {
  const fault = 'A ":" in a value without quotes is not allowed before this';
  for (const line of ['v: 2018-03-02', 'v:\trocky', 'v: !!str rocky', 'v: [what?]', '2018-03-02: v']) {
    assert.deepEqual(read(`${line}\nk: {a:}`), [`2:6 ${fault}`], line);
  }
  assert.deepEqual(
    read('v: "2018-03-02"\nk: {a:}'),
    new Map<string, unknown>([
      ['v', '2018-03-02'],
      ['k', new Map([['a', null]])],
    ]),
  );
});

test('what is no template is read once', () => {
  assert.equal(readYaml('k: {a:}', 'f.yaml').value, undefined);
});

/** As Heat reads a template; dates are refused where it makes JSON of it. */
const heatTemplate = `${heatYaml}
def answer(text):
    try:
        value = yaml.load(text, Loader=Loader)
    except yaml.YAMLError:
        value = yaml.load(text, Loader=yaml.SafeLoader)
    return typed(json.loads(json.dumps(plain(value))))
`;

const parts = fc.constantFrom(
  ...[
    'a',
    'b: ',
    'c:',
    ': ',
    ':',
    '- ',
    '\n',
    '\n  ',
    '\n    ',
    '? ',
    '[',
    ']',
    '{',
    '}',
    ', ',
    ',',
    '"',
    "'",
    ' # c',
    '#',
  ],
  ...[
    '&x ',
    '*x',
    '!!str ',
    '! ',
    '|\n',
    '|\n  \t',
    '>-\n  ',
    '|2\n',
    '1',
    'yes',
    '~',
    ' ',
    '\t',
    '<<: ',
    '=',
    '---\n',
    '...\n',
  ],
  ...['%FOO x\n', '%YAML 1.1\n', '"\\ud83d\\ude00"', '"\\ud83d"', '{a:}', '{a:, b}', '[a:]', '[a:, b]', '{a?b:}', '-'],
  ...[
    '2013-05-23',
    '2013-05-23 ',
    '2013-05-23: ',
    '2001-1-1 1:11:11',
    '\u0085',
    '\ufeff',
    '\r',
    '{"a":b}',
    '{-a:}',
    '::',
  ],
);
const lines = fc.constantFrom(
  ...[
    'k: {a:}',
    'k: [a:, b]',
    'k: {a:b:}',
    'k: "\\ud83d\\ude00"',
    'k: "\\ude00',
    '  x"',
    'k: |',
    '  \tx',
    '\tx',
    'k: >',
    '  x',
  ],
  ...[
    '%FOO',
    '%FOO a',
    '---',
    '- {a:}',
    '- a: {b:}',
    '? {a:}',
    ': b',
    'k: v',
    'k:',
    '',
    '# c',
    'd: 2013-05-23',
    'k: a b\tc',
  ],
  ...[
    'k: {a:,',
    '  b}',
    'k: [a:',
    ']',
    'k: {a :}',
    'k: {a::}',
    'k: {a:[b]}',
    'k: {a:{b:}}',
    'k: &x {a:}',
    'l: *x',
    '<<: {a:}',
  ],
);
const texts = fc.oneof(
  fc.array(parts, { maxLength: 12 }).map((all) => all.join('')),
  fc
    .array(fc.tuple(lines, fc.constantFrom('', '', '', '  ')), { minLength: 1, maxLength: 6 })
    .map((all) => all.map(([line, blanks]) => blanks + line).join('\n')),
);

test('whatever of such a text is taken is read to what Heat reads', { skip }, () => {
  const taken = fc.sample(texts, 20_000).flatMap((text) => {
    const { value } = readTemplateYaml(text, 'f.yaml');
    return value === undefined || readYaml(text, 'f.yaml').value !== undefined
      ? []
      : [{ text, ours: typedYaml(value) }];
  });
  assert.ok(taken.length > 100, `${taken.length} are taken`);
  const answers = askPython(
    heatTemplate,
    taken.map(({ text }) => text),
  );
  for (const [index, { text, ours }] of taken.entries()) {
    assert.deepEqual({ answer: ours }, answers[index], JSON.stringify(text));
  }
});
