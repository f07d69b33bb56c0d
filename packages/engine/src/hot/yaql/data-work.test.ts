import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Value } from '../value.ts';
import { wholeWork } from './data-work.ts';
import { Dict, Sequence } from './datum.ts';
import { defaultLimits, evaluateYaql } from './evaluate-yaql.ts';

const data: Value = new Map<string, Value>([
  ['text', 'word '.repeat(160_000)],
  ['numbers', Array.from({ length: 4000 }, (_, index) => index)],
  ['map', new Map(Array.from({ length: 2000 }, (_, index) => [`k${index}`, index]))],
]);

function isRefused(expression: string, steps: number): boolean {
  const outcome = evaluateYaql(`let(d => $.data) -> ${expression}`, data, { ...defaultLimits, steps });
  if (outcome.kind === 'problem') assert.match(outcome.message, /takes (?:more than \d+ steps|too much)/, expression);
  return outcome.kind === 'problem';
}

test('what a value holds counts as often as it stands in it', () => {
  let value = new Sequence([1, 2]);
  for (let level = 0; level < 10; level++) value = new Sequence([value, value]);
  assert.equal(wholeWork(value), (2 ** 12 - 1) >>> 3);
  for (let level = 0; level < 90; level++) value = new Sequence([value, value]);
  assert.ok(wholeWork(value) > defaultLimits.steps);
  assert.ok(wholeWork(new Dict(new Map([['a', ['a', value]]]))) > defaultLimits.steps);
  assert.equal(wholeWork('a text'), 0);
});

test('work that is done by few calls counts as calls do', () => {
  const long = [
    'range(500).select($d.text.toUpper().len()).sum()',
    "range(500).select($d.text.indexOf('x')).sum()",
    "range(50).select($d.text.replace('w', 'v').len()).sum()",
    "range(50).select(regex('w').replace($d.text, 'v').len()).sum()",
    'range(500).select($d.text + str($)).orderBy($).first()',
    'range(100).select($d.numbers.toSet().len()).sum()',
    'range(100).select(dict($d.numbers.select([$, $])).len()).sum()',
    'range(500).select($d.map.set(a, 1).len()).sum()',
    'range(500).select($d.map.delete(k1).len()).sum()',
    'range(500).select($d.numbers.select($).toList() = $d.numbers.select($).toList()).len()',
    'range(500).select($d.numbers).distinct().len()',
    'range(500).select($d.numbers in [$d.map, [$d.numbers]]).len()',
    'range(500).select(str($d.numbers).len()).sum()',
    'pow(3, pow(7, 5000), pow(5, 5000))',
    'range(100).select(pow(3, 300000) mod 7).sum()',
    'range(40).aggregate([$1, $1], 1) = range(40).aggregate([$1, $1], 1)',
    'str(range(40).aggregate([$1, $1], 1)).len()',
    'set(range(40).aggregate([$1, $1], 1)).len()',
    'range(500).select({$d.numbers => 1}).len()',
    'range(500).select($d.map.get($d.numbers)).len()',
    'range(500).select($d.map.containsKey($d.numbers)).len()',
    'range(500).select($d.map.keys().toList().len()).sum()',
    'range(500).select($d.numbers.groupBy($).len()).sum()',
    '$d.numbers.join($d.numbers, false, $1).last(0)',
    'range(500).select($d.numbers.aggregate($2)).sum()',
    'range(500).select($d.numbers.any(false)).len()',
    "range(50).select($d.text.isEmpty(true, 'word ')).len()",
    'range(500).select(escapeRegex($d.text.substring(0, 9000)).len()).sum()',
    "range(5000).select($d.text.substring(0, 9000).rightSplit(' ').len()).sum()",
    "range(500).select(datetime(2020, 1, 1).format('%Y' * 100).len()).sum()",
    'range(2000).select(str(pow(7, 1000)).len()).sum()',
    'generateMany(0, switch($ = 0 => range(1, 9000), true => [$]), depthFirst => true).take(9000).len()',
  ];
  for (const expression of long) assert.ok(isRefused(expression, 20_000), expression);
});

test('what goes through much, but little of it at a time, is taken', () => {
  const short = [
    '$d.numbers.where($ mod 2 = 0).select($ + 1).orderBy(-$).first()',
    '$d.numbers.where($ in $d.numbers).len()',
    '$d.numbers.select($d.numbers[$] + $d.numbers.len()).sum()',
    "$d.map.items().select($[0] + '=' + str($[1])).join(',').len()",
    '$d.map.keys().select($d.map.get($)).sum()',
    "$d.text.substring(0, 40000).split(' ').where($ != '').select($.toUpper()).distinct().len()",
    '$d.numbers.aggregate($1 + [$2], []).len()',
    '$d.numbers.limit(2000).aggregate($1.set($2, 1), {}).len()',
    'range(200).select($d.text.len()).sum()',
    "$d.numbers.where($ in $d.numbers).select(str($)).orderBy($).distinct().join(',').len()",
    '$d.numbers.toDict($, [$]).items().where($[1][0] in $d.numbers).len()',
    '$d.numbers.groupBy($ mod 7, $, [$[0], $[1].sum()]).toDict($[0], $[1]).len()',
    "range(200).select($d.text.rightSplit(' ', 1).len()).sum()",
    'generateMany(0, switch($ = 0 => range(1, 3000), true => []), depthFirst => true).len()',
  ];
  for (const expression of short) assert.ok(!isRefused(expression, defaultLimits.steps), expression);
});
