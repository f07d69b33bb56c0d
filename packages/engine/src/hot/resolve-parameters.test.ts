import assert from 'node:assert/strict';
import { test } from 'node:test';
import { emptyEnvironment, parseEnvironment } from './parse-environment.ts';
import { parseTemplate } from './parse-template.ts';
import { type Override, resolveParameters } from './resolve-parameters.ts';
import { someFunctions } from './testing/function-names.ts';
import { Float, Tainted, Unknown, type Value } from './value.ts';

function resolve(parameters: string, environment = '', overrides: Readonly<Record<string, Value>> = {}) {
  const text = `heat_template_version: 2018-08-31\nparameters:\n${parameters}`;
  const template = parseTemplate(text, 't.yaml', someFunctions).value;
  const given = parseEnvironment(environment, 'e.yaml').value;
  assert.ok(template !== undefined && given !== undefined);
  const values = Object.entries(overrides).map(([name, value]): [string, Override] => [name, { value }]);
  const { value, problems } = resolveParameters(template, given, new Map(values));
  assert.ok(value !== undefined);
  return { resolved: value, problems };
}

/** The value of `p`, which nothing is wrong with. */
function resolvedValue(type: string, given: Value): Value | undefined {
  const { resolved, problems } = resolve(`  p: {type: ${type}}\n`, '', { p: given });
  assert.deepEqual(problems, []);
  return resolved.get('p')?.value;
}

function messages(definition: string, given: Value): readonly string[] {
  return resolve(`  p: ${definition}\n`, '', { p: given }).problems.map((each) => each.message);
}

test('overrides go before parameters, these before parameter_defaults, these before the default', () => {
  const environment = 'parameters: {a: pa, b: pb, c: null}\nparameter_defaults: {a: da, b: db, c: dc, x: unknown}\n';
  const names = ['a', 'b', 'c', 'd'].map((name) => `  ${name}: {type: string, default: own}\n`).join('');
  const { resolved, problems } = resolve(names, environment, { a: 'oa' });
  assert.deepEqual(problems, []);
  const values = [...resolved.values()].map((each) => [each.schema.name, each.value, each.source, each.at?.file]);
  assert.deepEqual(values, [
    ['a', 'oa', 'given', undefined],
    ['b', 'pb', 'given', 'e.yaml'],
    ['c', 'dc', 'parameter_defaults', 'e.yaml'],
    ['d', 'own', 'default', 't.yaml'],
  ]);
});

test('what is missing and what is unknown is told all at once, located, with what was meant; what is only misspelt is told once', () => {
  const { problems } = resolve('  name: {type: string}\n  other: {type: string}\n', 'parameters:\n  nmae: x\n');
  assert.deepEqual(
    problems.map(({ code, at, hint }) => [code, at?.file, at?.line, at?.column, hint]),
    [
      ['parameter-unknown', 'e.yaml', 2, 3, 'Did you mean "name"?'],
      ['parameter-missing', 't.yaml', 4, 3, 'Set "other" under "parameters" in an environment, or give it a default'],
    ],
  );
});

test('everything is text for a string, as Python writes it', () => {
  assert.equal(resolvedValue('string', 1), '1');
  assert.equal(resolvedValue('string', new Float(1)), '1.0');
  assert.equal(resolvedValue('string', true), 'True');
  assert.equal(resolvedValue('string', new Map<string, Value>([['b', [1, null, "x'y"]]])), `{'b': [1, None, "x'y"]}`);
});

test('numbers may be text, and stay integers where they are', () => {
  assert.equal(resolvedValue('number', ' 1_000 '), 1000);
  assert.deepEqual(resolvedValue('number', '1e3'), new Float(1000));
  assert.equal(resolvedValue('number', '१२'), 12);
  assert.equal(resolvedValue('number', true), true);
  assert.equal(resolvedValue('number', '123456789012345678901'), 123456789012345678901n);
  for (const wrong of ['', '0x10', '1__0', '_1', '1,0', [1], new Map()]) {
    assert.match(messages('{type: number}', wrong).join(), /is not of type number$/);
  }
});

test('booleans may be words in any case', () => {
  for (const yes of [true, 1, '1', 'T', ' yes ', 'ON', 'y']) assert.equal(resolvedValue('boolean', yes), true);
  for (const no of [false, 0, '0', 'F', 'No', 'off', 'n']) assert.equal(resolvedValue('boolean', no), false);
  for (const wrong of ['', 'maybe', 2, new Float(1), []]) {
    assert.match(messages('{type: boolean}', wrong).join(), /is not of type boolean$/);
  }
});

test('lists may be text with commas, and their items become text', () => {
  assert.deepEqual(resolvedValue('comma_delimited_list', ' a , b,,'), [' a ', ' b', '', '']);
  assert.deepEqual(resolvedValue('comma_delimited_list', ''), []);
  assert.deepEqual(resolvedValue('comma_delimited_list', [1, null, new Float(1), true]), ['1', 'None', '1.0', 'True']);
  assert.match(messages('{type: comma_delimited_list}', 5).join(), /is not of type comma_delimited_list/);
});

test('JSON may be text', () => {
  assert.deepEqual(
    resolvedValue('json', '{"b": 1, "a": [1.0, 1e3]}'),
    new Map<string, Value>([
      ['b', 1],
      ['a', [new Float(1), new Float(1000)]],
    ]),
  );
  assert.equal(resolvedValue('json', 'null'), null);
  assert.equal(resolvedValue('json', ''), '');
  assert.equal(resolvedValue('json', 5), 5);
  assert.match(messages('{type: json}', "{'a': 1}").join(), /is not of type json/);
});

test('every constraint that a value breaks is told, with the place of the value', () => {
  const definition = '  p: {type: string, constraints: [{length: {max: 2}}, {allowed_pattern: "x+"}]}\n';
  const { problems } = resolve(definition, 'parameters: {p: yyy}\n');
  assert.deepEqual(
    problems.map(({ message, at, path }) => [message, at?.file, at?.column, path]),
    [
      ['The value "yyy" of parameter "p" has the length 3', 'e.yaml', 17, 'parameters.p'],
      ['The value "yyy" of parameter "p" does not match its pattern', 'e.yaml', 17, 'parameters.p'],
    ],
  );
});

test('a constraint says what its description says', () => {
  const definition = '{type: number, constraints: [{range: {min: 1}, description: At least one please}]}';
  assert.deepEqual(messages(definition, 0), ['At least one please']);
});

test('constraints hold for the values that Heat holds them for', () => {
  const cases: readonly (readonly [string, readonly Value[], readonly Value[]])[] = [
    ['{type: string, constraints: [{length: {min: 1, max: 2}}]}', ['a', '😀😀'], ['', 'abc', 5]],
    ['{type: comma_delimited_list, constraints: [{length: {min: 1, max: 2}}]}', ['a,b', ['x']], ['', 'a,b,c']],
    [
      '{type: json, constraints: [{length: {max: 1}}]}',
      [new Map([['a', 1]]), '[1]'],
      [
        new Map([
          ['a', 1],
          ['b', 2],
        ]),
        5,
      ],
    ],
    ['{type: number, constraints: [{range: {min: 1, max: 2.5}}]}', [1, '2.5', new Float(1.5), true], [0, 3, '2.6', 3n]],
    ['{type: number, constraints: [{modulo: {step: 3, offset: 1}}]}', [1, 4, -2, '7', new Float(4)], [0, 3, -1]],
    ['{type: number, constraints: [{modulo: {step: -3, offset: -1}}]}', [-1, 2], [1, -2]],
    ['{type: string, constraints: [{allowed_values: [1, true, x]}]}', ['1', 1, 'True', true, 'x'], ['true', 2]],
    ['{type: number, constraints: [{allowed_values: ["1", 2.0]}]}', [1, '2', new Float(1)], [3]],
    ['{type: boolean, constraints: [{allowed_values: [yes]}]}', [true, 'on'], [false, 'no']],
    ['{type: comma_delimited_list, constraints: [{allowed_values: [a, b]}]}', ['a,b,a', ''], ['a,c', ['a', 1]]],
    ['{type: string, constraints: [{allowed_pattern: "a|abc"}]}', ['a'], ['abc', 'a\n']],
    ['{type: string, constraints: [{allowed_pattern: "[a-z]+$"}]}', ['abc'], ['abc\n', 'ab1', 5]],
  ];
  for (const [definition, right, wrong] of cases) {
    for (const value of right) assert.deepEqual(messages(definition, value), [], `${definition} ${String(value)}`);
    for (const value of wrong) assert.equal(messages(definition, value).length, 1, `${definition} ${String(value)}`);
  }
});

test('the value of a hidden parameter is never quoted', () => {
  const wrong = [
    '{type: string, hidden: true, constraints: [{allowed_pattern: "[0-9]+"}]}',
    '{type: json, hidden: true}',
  ];
  for (const definition of [...wrong, '{type: number, hidden: true}']) {
    const { problems } = resolve(`  p: ${definition}\n`, '', { p: 'hunter2' });
    assert.equal(problems.length, 1);
    assert.doesNotMatch(JSON.stringify(problems), /hunter2/);
  }
});

test('a default that is used is checked as a value; what it breaks is not told twice', () => {
  const { problems } = resolve(
    '  p: {type: number, default: few}\n  q: {type: string, default: ab, constraints: [{length: {max: 1}}]}\n',
  );
  assert.deepEqual(
    problems.map((each) => each.message),
    ['The value "few" of parameter "p" is not of type number'],
  );
});

const attribute = new Unknown({ kind: 'attribute', address: 'a', path: ['x'] });
const secret = { kind: 'secret', name: 's', version: 1 } as const;

test('what is unknown is coerced once it is known', () => {
  const json = resolvedValue('json', attribute);
  assert.ok(json instanceof Unknown && json.expression.kind === 'call', 'it may come as a text of JSON');
  const map = new Map<string, Value>([['a', attribute]]);
  assert.equal(resolvedValue('json', map), map, 'a map is one already');
  const number = resolvedValue('number', attribute);
  assert.ok(number instanceof Unknown && number.expression.kind === 'call');
  assert.deepEqual(number.expression, {
    kind: 'call',
    function: '$coerce',
    version: '2018-08-31',
    argument: { kind: 'list', items: [{ kind: 'constant', value: 'number' }, attribute.expression] },
  });
  const list = resolvedValue('comma_delimited_list', ['a', attribute, 1]);
  assert.ok(Array.isArray(list) && list[0] === 'a' && list[1] instanceof Unknown && list[2] === '1');
});

test('what is secret is coerced and checked inside, stays secret and is never quoted', () => {
  const text = new Tainted('abc', secret);
  assert.equal(resolvedValue('string', text), text);
  const number = resolvedValue('number', new Tainted('12', secret));
  assert.ok(number instanceof Tainted && number.value === 12 && number.expression.kind === 'call');
  const { problems } = resolve('  p: {type: string, constraints: [{length: {max: 1}}]}\n', '', { p: text });
  assert.equal(problems.length, 1);
  assert.doesNotMatch(JSON.stringify(problems), /abc/);
  assert.doesNotMatch(JSON.stringify(resolve('  p: {type: number}\n', '', { p: text }).problems), /abc/);
});

test('a template without parameters takes none', () => {
  const template = parseTemplate('heat_template_version: 2018-08-31\n', 't.yaml', someFunctions).value;
  assert.ok(template !== undefined);
  const { problems } = resolveParameters(template, emptyEnvironment, new Map([['x', { value: 1 }]]));
  assert.deepEqual(
    problems.map((each) => each.code),
    ['parameter-unknown'],
  );
});
