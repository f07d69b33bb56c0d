import assert from 'node:assert/strict';
import { test } from 'node:test';
import { awaited } from './awaited.ts';
import { describeExpression } from './describe-expression.ts';
import { evaluateExpression, type Leaves } from './evaluate-expression.ts';
import { Failure } from './scope.ts';
import { toExpression } from './to-expression.ts';
import { type Expression, Float, Tainted, Unknown, type Value } from './value.ts';

const nothing: Leaves = { attribute: () => undefined, reference: () => undefined, secret: () => undefined };
const host: Expression = { kind: 'attribute', address: 'r', path: ['host'] };
const port: Expression = { kind: 'reference', address: 'p' };

function constant(value: string | number | boolean | null): Expression {
  return { kind: 'constant', value };
}

function list(...items: Expression[]): Expression {
  return { kind: 'list', items };
}

function call(name: string, argument: Expression): Expression {
  return { kind: 'call', function: name, version: '2021-04-16', argument };
}

const joined = call('list_join', list(constant(':'), list(host, port)));

test('what is known takes the place of leaves, null too', () => {
  const leaves = { ...nothing, attribute: () => 'h', reference: () => null };
  assert.equal(evaluateExpression(joined, leaves), 'h:');
});

test('what is not known stays, and what is known by then is put in', () => {
  const half = evaluateExpression(joined, { ...nothing, attribute: () => 'h' });
  assert.ok(half instanceof Unknown);
  assert.deepEqual(half.expression, call('list_join', list(constant(':'), list(constant('h'), port))));
  assert.equal(evaluateExpression(half.expression, { ...nothing, reference: () => 'p' }), 'h:p');
});

test('a secret comes back tainted, and so does what it goes into', () => {
  const secret: Expression = { kind: 'secret', name: 'pw', version: 2 };
  const leaves = { ...nothing, secret: () => 'hush', attribute: () => 'h' };
  assert.deepStrictEqual(evaluateExpression(secret, leaves), new Tainted('hush', secret));
  const result = evaluateExpression(call('list_join', list(constant(':'), list(host, secret))), leaves);
  const left = call('list_join', list(constant(':'), list(constant('h'), secret)));
  assert.deepStrictEqual(result, new Tainted('h:hush', left));
});

test('a problem at last is a failure that tells no secret', () => {
  const leaves = { ...nothing, attribute: () => 5, secret: () => 'hush' };
  const result = evaluateExpression(call('list_join', list(constant(':'), list(host))), leaves);
  assert.ok(result instanceof Failure);
  assert.deepEqual(
    result.problems.map((each) => each.message),
    ['"list_join" joins texts; item 0 is 5'],
  );
  const hidden = evaluateExpression(
    call('digest', list({ kind: 'secret', name: 's', version: 1 }, constant(''))),
    leaves,
  );
  assert.ok(hidden instanceof Failure);
  assert.ok(!JSON.stringify(hidden.problems).includes('hush'));
});

test('a parameter of a nested stack that waited is coerced in the end', () => {
  const coerce = (type: string) => call('$coerce', list(constant(type), host));
  assert.deepStrictEqual(evaluateExpression(coerce('number'), { ...nothing, attribute: () => '1.5' }), new Float(1.5));
  assert.ok(evaluateExpression(coerce('number'), { ...nothing, attribute: () => 'x' }) instanceof Failure);
});

test('an expression that is shared many times over is evaluated once', () => {
  let asked = 0;
  let shared = call('list_join', list(constant(','), list(host)));
  for (let depth = 0; depth < 60; depth += 1)
    shared = call('map_merge', list(call('if', list(constant(true), shared, shared))));
  const leaves: Leaves = {
    ...nothing,
    attribute: () => {
      asked += 1;
      return undefined;
    },
  };
  assert.ok(evaluateExpression(shared, leaves) instanceof Unknown);
  assert.equal(asked, 1);
  assert.equal(awaited(new Unknown(shared)).length, 1);
  assert.ok(describeExpression(shared).length < 1000);
});

test('depth beyond the limit is a failure', () => {
  let deep: Expression = host;
  for (let depth = 0; depth < 100_000; depth += 1) deep = list(deep);
  const result = evaluateExpression(deep, nothing);
  assert.ok(result instanceof Failure);
  assert.equal(result.problems[0]?.code, 'evaluation-depth');
});

test('a value tells what it awaits, each once and in order', () => {
  const value: Value = [new Unknown(joined), 1, new Map([['k', new Unknown(host)]]), new Unknown(port)];
  assert.deepEqual(awaited(value), [host, port]);
  assert.deepEqual(awaited(['plain']), []);
});

test('expressions are told to people in short', () => {
  assert.equal(describeExpression(joined), 'list_join(… r@host p)');
  assert.equal(describeExpression(host), 'r@host');
  assert.equal(describeExpression(toExpression(['a', new Unknown(host)])), '… r@host');
});

test('a condition that waits over branches that are shared many times over costs no more than one', () => {
  let shared: Expression = host;
  for (let depth = 0; depth < 60; depth += 1) shared = call('if', list(port, shared, shared));
  assert.ok(Array.isArray(evaluateExpression(list(shared), nothing)));
  const removing = list(call('list_join', list(constant(','), call('if', list(port, shared)))));
  assert.ok(Array.isArray(evaluateExpression(removing, nothing)));
  assert.equal(evaluateExpression(shared, { ...nothing, reference: () => true, attribute: () => 'h' }), 'h');
});
