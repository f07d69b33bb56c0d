import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encodeValue } from './codec.ts';
import { describeExpression } from './describe-expression.ts';
import { evaluate, evaluateCondition, evaluateConditionDefinition } from './evaluate.ts';
import { Failure, type Scope } from './scope.ts';
import type { Snippet } from './snippet.ts';
import { scopeOf } from './testdata/scope-of.ts';
import { call, snippetOf, type Written } from './testdata/snippet-of.ts';
import { Tainted, Unknown, type Value } from './value.ts';

const later = (...path: [string, ...(string | number)[]]) => new Unknown({ kind: 'attribute', address: 'r', path });
const secret = (value: Value) => new Tainted(value, { kind: 'secret', name: 'pw', version: 1 });

const scope = scopeOf({
  parameters: {
    port: 80,
    nest: new Map<string, Value>([['a', [later('x'), secret('hush')]]]),
    password: secret('hush'),
  },
  references: { r: 'r-ref' },
  attributes: { r: { host: later('host'), map: new Map([['k', later('x')]]), list: [1, 2] } },
  conditions: { yes: true, no: false, waits: later('flag'), hidden: secret(true) },
  files: { 'a.sh': 'echo' },
});

function given(written: Written, where: Scope = scope): string {
  const value = evaluate(snippetOf(written), where);
  assert.ok(!(value instanceof Failure), value instanceof Failure ? value.problems[0]?.message : '');
  return value instanceof Unknown ? describeExpression(value.expression) : encodeValue(value);
}

function problems(written: Written, where: Scope = scope): readonly (string | undefined)[] {
  const value = evaluate(snippetOf(written), where, 'outputs.o.value');
  assert.ok(value instanceof Failure, 'it is a failure');
  return value.problems.map((each) => `${each.at?.file}:${each.at?.line} ${each.path}: ${each.message}`);
}

test('data comes back as it is, functions by their values', () => {
  assert.equal(given([1, { b: null, a: call('get_param', 'port') }]), '[1,{"b":null,"a":80}]');
  assert.equal(given(call('get_file', 'a.sh')), '"echo"');
  assert.equal(given(call('get_resource', 'r')), '"r-ref"');
  assert.equal(given(call('get_attr', ['r', 'list', -1])), '2');
});

test('only the branch taken is evaluated', () => {
  assert.equal(given(call('if', ['yes', 1, call('get_param', 'nope')])), '1');
  assert.equal(given(call('if', ['no', call('get_param', 'nope'), 2])), '2');
});

test('an if without another value removes its item', () => {
  assert.equal(given([call('if', ['no', 1]), { a: call('if', ['no', 1]), b: call('if', ['yes', 1]) }]), '[{"b":1}]');
  assert.equal(given(call('if', ['no', 1])), 'null');
  assert.equal(given(call('list_join', [',', ['a', call('if', ['no', 'b']), 'c']])), '"a,c"');
});

test('every problem of a snippet is told, each at its place', () => {
  const written = {
    a: call('get_param', 'prot'),
    b: [call('get_attr', ['q', 'x'])],
    c: call('list_join', ['', [true]]),
  };
  assert.deepEqual(problems(written), [
    'test.yaml:3 outputs.o.value.a.get_param: There is no parameter "prot"',
    'test.yaml:7 outputs.o.value.b[0].get_attr[0]: There is no resource "q"',
    'test.yaml:9 outputs.o.value.c: "list_join" joins texts; item 0 is true',
  ]);
});

test('a name that is nearly right is suggested', () => {
  const value = evaluate(snippetOf(call('get_param', 'prot')), scope);
  assert.equal(value instanceof Failure ? value.problems[0]?.hint : '', 'Did you mean "port"?');
});

test('a path through what is unknown becomes a longer path', () => {
  assert.equal(given(call('get_attr', ['r', 'map', 'k', 'deep', 0])), 'r@x.deep[0]');
  assert.equal(given(call('get_attr', ['r', 'map', 'other'])), 'null');
  assert.equal(given(call('get_param', ['nest', 'a', 0, 'k'])), '$parameter-path(r@x …)');
});

test('what is unknown waits with the function that needs it, and moves whole through those that do not', () => {
  const host = call('get_attr', ['r', 'host']);
  assert.equal(given(call('str_replace', { template: 'at H', params: { H: host } })), 'str_replace(… r@host)');
  const merged = call('map_merge', [{ a: host, b: 1 }, { b: 2 }]);
  assert.equal(given(merged), '{"a":{"$tyto":{"attribute":["r","host"]}},"b":2}');
  assert.equal(given(call('list_concat', [[host], [1]])), '[{"$tyto":{"attribute":["r","host"]}},1]');
  assert.equal(given(call('map_merge', [host, { b: 2 }])), 'map_merge(r@host …)');
});

test('what an unknown condition decides is unknown, and waits for no branch to be right', () => {
  assert.equal(given(call('if', ['waits', 'a', call('get_param', 'nope')])), 'if(r@flag … $fail(…))');
  assert.equal(given([1, call('if', ['waits', 'a'])]), '… if(r@flag …)');
  assert.equal(given({ l: [1, call('if', ['waits', 'a', 'b'])] }).startsWith('{"l":[1,{"$tyto":{"call":"if"'), true);
});

test('what comes from a secret is tainted and shown only by its expression', () => {
  const value = evaluate(
    snippetOf(call('str_replace', { template: 'P!', params: { P: call('get_param', 'password') } })),
    scope,
  );
  assert.ok(value instanceof Tainted);
  assert.equal(value.value, 'hush!');
  assert.equal(describeExpression(value.expression), 'str_replace(… secret pw@1)');
  const decided = evaluate(snippetOf(call('if', ['hidden', 'a', 'b'])), scope);
  assert.ok(decided instanceof Tainted);
  assert.equal(decided.value, 'a');
});

test('an error about a secret does not tell it', () => {
  const [message] = problems(call('digest', [call('get_param', 'password'), 'x']));
  assert.equal(message, 'test.yaml:3 outputs.o.value.digest[0]: "digest" has no algorithm a value that is not shown');
});

test('names that are known only later cannot be looked up', () => {
  assert.match(problems(call('get_param', call('get_attr', ['r', 'host'])))[0] ?? '', /takes the name of a parameter/);
  assert.match(problems(call('get_file', call('get_attr', ['r', 'host'])))[0] ?? '', /takes the path of a file/);
});

test('a function that the version does not have, or took away, is refused', () => {
  const old = scopeOf({ version: '2015-10-15' });
  assert.match(problems(call('map_merge', [{}]), old)[0] ?? '', /has no function "map_merge"/);
  assert.match(problems(call('Fn::Select', [0, []]), old)[0] ?? '', /no longer has the function "Fn::Select"/);
});

test('depth beyond the limit is an error at its place, however deep it goes on', () => {
  let list: Snippet = { kind: 'list', items: [], line: 9, column: 1 };
  for (let depth = 0; depth < 100_000; depth += 1) list = { kind: 'list', items: [list], line: 1, column: 1 };
  const value = evaluate(list, scope);
  assert.ok(value instanceof Failure);
  assert.deepEqual(
    value.problems.map((each) => each.code),
    ['evaluation-depth'],
  );
});

test('what would grow without measure is refused at its place', () => {
  const many = Array.from({ length: 3000 }, () => 'x');
  const product = call('repeat', { template: 'A B', for_each: { A: many, B: many } });
  assert.match(problems(product)[0] ?? '', /"repeat" would make too many copies/);
  const large = call('repeat', {
    template: 'A'.repeat(1000),
    for_each: { A: Array.from({ length: 10 }, () => 'y'.repeat(10_000)) },
  });
  assert.match(problems(large)[0] ?? '', /"repeat" would make too many copies, or too large ones/);
  const long = call('list_join', ['y'.repeat(1_000_000), Array.from({ length: 30 }, () => 'a')]);
  assert.match(problems(long)[0] ?? '', /"list_join" would make too long a text/);
  const longest = call('list_join', ['y'.repeat(1_000_000), many]);
  assert.match(problems(longest)[0] ?? '', /"list_join" would make too long a text/);
});

test('a condition is a boolean, the name of one, or a function; a definition is not a name', () => {
  assert.equal(evaluateCondition(snippetOf('yes'), scope), true);
  assert.equal(evaluateCondition(snippetOf(call('not', 'yes')), scope), false);
  assert.equal(evaluateCondition(snippetOf(call('and', ['no', 'never looked up'])), scope), false);
  assert.equal(evaluateConditionDefinition(snippetOf(call('or', ['no', 'yes'])), scope), true);
  assert.ok(evaluateConditionDefinition(snippetOf('yes'), scope) instanceof Failure);
  assert.ok(evaluateCondition(snippetOf('nope'), scope) instanceof Failure);
  assert.ok(evaluateCondition(snippetOf(call('list_join', [',', []])), scope) instanceof Failure);
  assert.ok(evaluateCondition(snippetOf('waits'), scope) instanceof Unknown);
});
