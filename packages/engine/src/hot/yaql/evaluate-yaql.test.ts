import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { decodeValue, encodeValue } from '../codec.ts';
import { askPython, withoutPython } from '../testing/python.ts';
import { isList, isMap, type Value } from '../value.ts';
import { checkYaql, defaultLimits, evaluateYaql } from './evaluate-yaql.ts';
import { expressions } from './testing/expressions.ts';
import { realYaql } from './testing/real-yaql.ts';

const folder = `${import.meta.dirname}/../../../testdata/yaql`;
const dataText = readFileSync(`${folder}/data.json`, 'utf8');
const data = read(dataText);
const skip = withoutPython('yaql');

interface Case {
  readonly expression: string;
  /** As the codec writes it; a set is `{"$set": […]}`. */
  readonly value: Value | undefined;
}

const corpus = new Map(
  readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .map((name) => [name.replace('.jsonl', ''), readCases(readFileSync(`${folder}/${name}`, 'utf8'))]),
);

function read(text: string): Value {
  const { value, problems } = decodeValue(text, { reveal: () => undefined });
  assert.deepEqual(problems, []);
  assert.ok(value !== undefined);
  return value;
}

function readCases(text: string): Case[] {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => {
      const found = read(line);
      assert.ok(isMap(found));
      const expression = found.get('expression');
      assert.ok(typeof expression === 'string');
      return { expression, value: found.get('value') };
    });
}

/** What the real yaql gives is what ours does; texts in a set have no order there. */
function isSame(real: Value, ours: Value): boolean {
  const members = isMap(real) && real.size === 1 ? real.get('$set') : undefined;
  if (members !== undefined && isList(members)) {
    if (members.every((each) => typeof each === 'number')) return encodeValue(members) === encodeValue(ours);
    return isList(ours) && sorted(members) === sorted(ours);
  }
  if (isList(real)) {
    return isList(ours) && real.length === ours.length && real.every((each, at) => isSame(each, ours[at] ?? null));
  }
  if (!isMap(real)) return encodeValue(real) === encodeValue(ours);
  if (!isMap(ours) || [...real.keys()].join() !== [...ours.keys()].join()) return false;
  return [...real].every(([key, each]) => isSame(each, ours.get(key) ?? null));
}

function sorted(members: readonly Value[]): string {
  return members.map(encodeValue).sort().join();
}

/** In words how what ours gives differs; `undefined` where it does not. */
function difference({ expression, value }: Case): string | undefined {
  const outcome = evaluateYaql(expression, data);
  const shown = outcome.kind === 'value' ? encodeValue(outcome.value) : outcome.message;
  const wanted = value === undefined ? 'a refusal' : encodeValue(value);
  const isRight = outcome.kind === 'value' ? value !== undefined && isSame(value, outcome.value) : value === undefined;
  return isRight ? undefined : `${expression} gives ${shown}, not ${wanted}`;
}

/** The real outcome of each; without a value where it refuses. */
function askReal(asked: readonly string[]): Case[] {
  const answers = askPython(
    realYaql,
    asked.map((expression) => [expression, dataText]),
  );
  return asked.map((expression, index) => {
    const answer = answers[index];
    const text = typeof answer === 'object' && answer !== null && 'answer' in answer ? answer.answer : undefined;
    return { expression, value: typeof text === 'string' ? read(text) : undefined };
  });
}

for (const [theme, cases] of corpus) {
  test(`expressions on ${theme} give what the real yaql was recorded to give`, () => {
    assert.ok(cases.length > 20);
    const wrong = cases.map(difference).filter((each) => each !== undefined);
    assert.deepEqual(wrong, []);
  });
}

test('what is recorded is what the real yaql gives', { skip }, () => {
  const cases = [...corpus.values()].flat();
  const real = askReal(cases.map(({ expression }) => expression));
  for (const [index, { expression, value }] of cases.entries()) {
    const given = real[index]?.value;
    const isRight = value === undefined || given === undefined ? value === given : sameRecord(value, given);
    assert.ok(isRight, expression);
  }
});

/** Two records of one value, sets in any order. */
function sameRecord(a: Value, b: Value): boolean {
  return [...encodeValue(a)].sort().join('') === [...encodeValue(b)].sort().join('');
}

/** Texts in a set have another order in every run of Python, and so has what is made of the first of them. */
const undetermined = /[sS]et\(|keys\(|items\(|union\(|intersect\(|ifference\(/;

function isWrong({ expression, value }: Case): boolean {
  const outcome = evaluateYaql(expression, data);
  // The real one writes the text of a stream with its place in memory.
  if (outcome.kind === 'problem') return value !== undefined && !outcome.message.includes('has no text');
  return value === undefined || !isSame(value, outcome.value);
}

for (const [name, seed] of [
  ['fixed', 20_240_501],
  ['fresh', undefined],
] as const) {
  test(`generated expressions give what the real yaql gives, with a ${name} seed`, { skip }, (context) => {
    const count = Number(process.env.TYTO_YAQL_CASES ?? 600);
    const used = seed ?? Number(process.env.TEST_SEED ?? Math.floor(Math.random() * 2 ** 31));
    context.diagnostic(`seed ${used}`);
    const asked = fc.sample(expressions, { numRuns: count, seed: used });
    const wrong = askReal(asked).filter(isWrong);
    const unlike = wrong.filter(({ expression }) => undetermined.test(expression));
    assert.deepEqual(
      wrong.filter((each) => !unlike.includes(each)).map(({ expression }) => expression),
      [],
    );
    assert.ok(unlike.length <= count / 50, unlike.map(({ expression }) => expression).join('\n'));
  });
}

test('an expression that goes on without end, or takes too much, is refused', () => {
  const hostile = [
    'sequence().len()',
    '1.repeat().len()',
    'range(1000000000).len()',
    '[1].cycle().last()',
    'generate(0, true, $ + 1).len()',
    'def(f, f($)) -> f(1)',
    'def(f, [f($), f($)]) -> f(1)',
    'pow(10, 100000000)',
    'shiftBitsLeft(1, 1000000000000)',
    "'a' * 1000000000000",
    "range(9999).select('a' * 800000).join('')",
    "('a' * 800000).replace(a, 'b' * 800000)",
    '[0] * 1000000000000',
    "'{0:999999999999}'.format(1)",
    'range(5000).aggregate([$1, $2])',
    'range(5000).aggregate($1.select($), [1])',
    'generateMany(1, [$, $])',
  ];
  const limits = { ...defaultLimits, steps: 100_000 };
  for (const expression of hostile) assert.equal(evaluateYaql(expression, null, limits).kind, 'problem', expression);
});

test('however deep an expression is, it gives a value or a problem', () => {
  const nested = [
    `${'('.repeat(50_000)}1${')'.repeat(50_000)}`,
    `${'['.repeat(50_000)}${']'.repeat(50_000)}`,
    `${'not '.repeat(50_000)}1`,
    `1${' + 1'.repeat(50_000)}`,
    `$${'.select($)'.repeat(5000)}`,
    `$.data${'.a'.repeat(50_000)}`,
    `${'let(1) -> '.repeat(50_000)}1`,
    `{a => ${'{a => '.repeat(5000)}1${'}'.repeat(5000)}}`,
  ];
  for (const expression of nested)
    assert.equal(evaluateYaql(expression, null).kind, 'problem', expression.slice(0, 20));
  let deep: Value = 1;
  for (let level = 0; level < 200; level++) deep = [deep];
  assert.equal(evaluateYaql('$.data.flatten()', deep).kind, 'value');
});

test('no text makes reading or evaluating throw', () => {
  const pieces = fc.array(fc.constantFrom(...'$.()[]{},=><!~+-*/?\'"`\\', 'and ', 'not ', 'a', '1', 'len(', '$x', ' '));
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        pieces.map((each) => each.join('')),
      ),
      (text) => {
        const problem = checkYaql(text);
        const outcome = evaluateYaql(text, data);
        return problem === undefined || outcome.kind === 'problem';
      },
    ),
    { numRuns: 2000 },
  );
});

test('evaluating twice gives the same', () => {
  fc.assert(
    fc.property(expressions, (expression) => {
      assert.deepEqual(evaluateYaql(expression, data), evaluateYaql(expression, data));
    }),
  );
});

test('a problem says where in the expression it is and what to write instead', () => {
  const told = (expression: string): string => {
    const outcome = evaluateYaql(expression, data);
    assert.equal(outcome.kind, 'problem');
    if (outcome.kind !== 'problem') return '';
    return `${outcome.position}: ${outcome.message}${outcome.hint === undefined ? '' : ` (${outcome.hint})`}`;
  };
  assert.equal(told('$.data.l.selet($)'), '10: there is no method "selet" (Did you mean "select"?)');
  assert.equal(told('$.data.l.range(1)'), '10: there is no method "range", only a function range(…)');
  assert.equal(told('select([1], $)'), '1: there is no function "select", only a method: VALUE.select(…)');
  assert.equal(told('1 + '), '5: the expression ends where a value should be');
  assert.equal(told("[1, 'abc]"), "5: the text that begins with ' does not end");
  assert.match(told("[1, 2 < 'a']"), /^7: "<" cannot take an integer and a text; it takes a /);
  assert.match(
    told('$.data.n.keys()'),
    /^10: "keys" cannot be called on null with no arguments; it takes a dictionary$/,
  );
  assert.equal(told('$.data.l[5]'), '9: a list of 3 has no item 5');
  assert.equal(told('$.data.m.items()').startsWith('undefined: a set of lists'), true);
});

test('a format of time may have any sign in it', () => {
  const signs = '-/.:|()[]{}*+?^$,;#!~=<>@&';
  for (const sign of signs) {
    const outcome = evaluateYaql(`datetime('7${sign}2020', '%d${sign}%Y').day`, null);
    assert.deepEqual(outcome, { kind: 'value', value: 7 }, sign);
  }
});
