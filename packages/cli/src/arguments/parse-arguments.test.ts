import assert from 'node:assert/strict';
import { test } from 'node:test';
import { commandTable } from './command-table.ts';
import { parseArguments } from './parse-arguments.ts';

function parse(line: string) {
  return parseArguments(line === '' ? [] : (line.match(/'[^']*'|\S+/g) ?? []), commandTable);
}

function misuse(line: string): string {
  const parsed = parse(line);
  assert.equal(parsed.kind, 'misuse');
  return parsed.kind === 'misuse' ? `${parsed.message}. ${parsed.hint}` : '';
}

test('a command is found by its words, with operands and options around them', () => {
  const parsed = parse('--data /d deployment create web-1 --plan web -e a.yaml -e plan:b.yaml --set x=-1 --json');
  assert.equal(parsed.kind, 'command');
  if (parsed.kind !== 'command') return;
  assert.equal(parsed.command.name, 'deployment create');
  assert.deepEqual(parsed.operands, ['web-1']);
  assert.deepEqual(Object.fromEntries(parsed.options), {
    data: ['/d'],
    plan: ['web'],
    environment: ['a.yaml', 'plan:b.yaml'],
    set: ['x=-1'],
    json: [],
  });
});

test('a value may be a lone dash, or begin with one behind an equals sign', () => {
  const parsed = parse('render web-1 -o - --data=-x');
  assert.equal(parsed.kind, 'command');
  if (parsed.kind === 'command') assert.deepEqual([...parsed.options.values()], [['-'], ['-x']]);
});

test('a misspelt command or option names the nearest', () => {
  assert.equal(misuse('paln list'), "There is no command 'tyto paln'. Did you mean 'tyto plan'?");
  assert.equal(misuse('plan lits'), "There is no command 'tyto plan lits'. Did you mean 'tyto plan list'?");
  assert.equal(misuse('apply web-1 --paralell 3'), "There is no option '--paralell' here. Did you mean '--parallel'?");
  assert.equal(misuse('--jsn'), "There is no option '--jsn' here. Did you mean '--json'?");
  assert.equal(misuse('frobnicate'), "There is no command 'tyto frobnicate'. See 'tyto help'");
});

test('an option without its value, with one too many, or given twice is told', () => {
  assert.equal(misuse('render web-1 -o'), "Option '--output' needs a value: --output DIR. See 'tyto render --help'");
  assert.equal(
    misuse('render web-1 -o --json'),
    "Option '--output' needs a value: --output DIR. See 'tyto render --help'",
  );
  assert.equal(misuse('plan list --json=yes'), "Option '--json' takes no value. See 'tyto plan list --help'");
  assert.equal(misuse('render a -o b -o c'), "Option '--output' is given twice. See 'tyto render --help'");
});

test('missing and surplus operands are told', () => {
  assert.equal(misuse('render'), "'tyto render' needs NAME. See 'tyto render --help'");
  assert.equal(misuse('render a b'), "'tyto render' does not take 'b'. See 'tyto render --help'");
  assert.equal(
    misuse('plan'),
    "'tyto plan' needs to be told what to do. One of: import, export, list, show, log, diff, schema, delete",
  );
});

test('help and version are asked for in any of their forms', () => {
  assert.deepEqual(parse(''), { kind: 'help', words: [] });
  assert.deepEqual(parse('help'), { kind: 'help', words: [] });
  assert.deepEqual(parse('help plan import'), { kind: 'help', words: ['plan', 'import'] });
  assert.deepEqual(parse('plan import --help'), { kind: 'help', words: ['plan', 'import'] });
  assert.deepEqual(parse('plan -h'), { kind: 'help', words: ['plan'] });
  assert.deepEqual(parse('--version'), { kind: 'version' });
});

test('every command has its own name, an example that calls it, and options that are told apart', () => {
  const names = commandTable.map((command) => command.name);
  assert.equal(new Set(names).size, names.length);
  for (const command of commandTable) {
    assert.ok(command.examples.length > 0, command.name);
    for (const example of command.examples) {
      const line = example.line.replace(/ [<>].*$/, '').replace(/^tyto /, '');
      const parsed = parse(line);
      assert.equal(parsed.kind === 'command' ? parsed.command.name : parsed.kind, command.name, line);
    }
  }
});
