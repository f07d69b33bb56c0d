import assert from 'node:assert/strict';
import { test } from 'node:test';
import { commandTable } from './command-table.ts';
import { completeWords } from './complete-words.ts';

const words = (line: string): readonly string[] => {
  const completion = completeWords(line.split(' '), commandTable);
  assert.equal(completion.kind, 'words', line);
  return completion.kind === 'words' ? completion.candidates.map((each) => each.value) : [];
};

const names = (line: string) => {
  const completion = completeWords(line.split(' '), commandTable);
  assert.equal(completion.kind, 'names', line);
  if (completion.kind !== 'names') return [];
  const { of, prefix, operands } = completion;
  return [of, prefix, operands.join(' ')];
};

test('commands are completed word by word, behind global options and after help too', () => {
  assert.ok(words('').includes('plan') && words('').includes('help') && !words('').includes('complete'));
  assert.deepEqual(words('deploy'), ['deployment']);
  assert.deepEqual(words('--data /tmp/plan plan sh'), ['show']);
  assert.deepEqual(words('--json run res'), ['resume']);
  assert.deepEqual(words('help plan ex'), ['export']);
  assert.deepEqual(words('nonsense '), [...words('')]);
});

test('options are completed by the table, those that were given left out unless they repeat', () => {
  assert.deepEqual(words('outputs web-1 --r'), ['--raw']);
  assert.deepEqual(words('apply web-1 --target a --ta'), ['--target']);
  assert.deepEqual(words('apply web-1 --no-diff --no-d'), []);
  assert.ok(words('apply --').includes('--no-color'));
  assert.deepEqual(words('completion f'), ['bash', 'zsh', 'fish'], 'the shell takes those that fit');
});

test('operands and values of options are known by what stands for them', () => {
  assert.deepEqual(names('plan log w'), ['plan', '', '']);
  assert.deepEqual(names('plan show web@'), ['plan version', '', '']);
  assert.deepEqual(names('preview '), ['deployment', '', '']);
  assert.deepEqual(names('resource show web-1 b'), ['address', '', 'web-1']);
  assert.deepEqual(names('apply web-1 --target '), ['address', '', 'web-1']);
  assert.deepEqual(names('apply -y web-1 --target=b'), ['address', '--target=', 'web-1']);
  assert.deepEqual(names('deployment set web-1 --set '), ['parameter', '', 'web-1']);
  assert.deepEqual(names('deployment set web-1 -e '), ['file', '', 'web-1']);
  assert.deepEqual(names('deployment create web-1 --plan '), ['plan version', '', 'web-1']);
  assert.deepEqual(names('run cancel '), ['run or deployment', '', '']);
  assert.deepEqual(names('events --since '), ['run', '', '']);
  assert.deepEqual(names('preview web-1 --revision '), ['revision', '', 'web-1']);
  assert.deepEqual(words('deployment create '), [], 'a new name is nobody else’s');
  assert.deepEqual(words('plan list '), []);
});

test('every placeholder of the table is a kind of name, or of text that only a person knows', () => {
  const free = new Set(['TEXT', 'N', 'SECONDS', 'A', 'B', 'WORD', 'EXPRESSION', 'VERSION']);
  for (const command of commandTable) {
    const before = command.name.split(' ');
    for (const [index, { name }] of command.operands.entries()) {
      if (free.has(name) || command.name === 'deployment create' || command.hidden === true) continue;
      const found = completeWords([...before, ...command.operands.slice(0, index).map(() => 'x'), ''], commandTable);
      assert.ok(found.kind === 'names' || found.candidates.length > 0, `${command.name} ${name}`);
    }
    for (const { name, value } of command.options) {
      if (value === undefined || free.has(value) || /^NAME$/.test(value)) continue;
      const found = completeWords([...before, `--${name}`, ''], commandTable);
      assert.ok(found.kind === 'names' || found.candidates.length > 0, `${command.name} --${name} ${value}`);
    }
  }
});
