import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { renderRevision } from './render-revision.ts';
import { memorySecrets, sampleInputs, samplePlan } from './testing/render-sample.ts';

/** What is told of conditions. */
function told(conditions: string): readonly Diagnostic[] {
  const template = `heat_template_version: wallaby\nparameters: {p: {type: string, default: b}}\nconditions:\n${conditions}
resources: {v: {type: OS::Heat::Value, condition: a, properties: {value: 1}}}
`;
  const request = { deployment: 'd', plan: samplePlan(template), inputs: sampleInputs(), secrets: memorySecrets() };
  return renderRevision(request).problems;
}

/** Where a circle of conditions is told. */
function placesOf(conditions: string): readonly string[] {
  return told(conditions).map(({ at, path }) => `${at?.line}:${at?.column} ${path}`);
}

/** More conditions, with which a table is so large that they are worked out innermost first. */
const many = `${Array.from({ length: 100 }, (_, index) => `  x${index}: {not: x100}\n`).join('')}  x100: true\n`;

test('a circle of conditions is told where the first of them names the second', () => {
  assert.deepEqual(placesOf('  a:\n    and:\n      - true\n      - b\n  b: {not: a}'), ['7:9 conditions.a.and[1]']);
  assert.deepEqual(placesOf('  a: {not: a}'), ['4:12 conditions.a.not']);
  assert.deepEqual(placesOf('  a: {or: [false, {and: [true, {not: b}]}]}\n  b: {or: [false, a]}'), [
    '4:38 conditions.a.or[1].and[1].not',
  ]);
});

test('a text that is no name of a condition is passed over', () => {
  assert.deepEqual(placesOf('  a: {or: [{equals: [{get_param: p}, c]}, {equals: [b, c]}, b]}\n  b: {not: a}'), [
    '4:61 conditions.a.or[2]',
  ]);
});

test('a circle among many conditions is told by those that name each other, the first of them where there are many', () => {
  const three = told(`  a: {not: b}\n  b: {not: c}\n  c: {or: [{equals: [b, a]}, a]}\n${many}`);
  assert.deepEqual(
    three.map(({ message, path }) => [message, path]),
    [['Conditions depend on each other in a circle: a → b → c → a', 'conditions.a.not']],
  );
  const long = Array.from({ length: 200 }, (_, index) => `  a${index}: {not: a${(index + 1) % 200}}\n`).join('');
  assert.match(
    told(`  a: {not: a0}\n${long}`)[0]?.message ?? '',
    /circle: a199 → a0 → .* → a8 → \(181 more\) → a190 → .* → a198 → a199$/,
  );
});

test('a text that is the name of a condition elsewhere makes no circle among many', () => {
  assert.deepEqual(placesOf(`  a: {not: b}\n  b: {equals: [{get_param: p}, c]}\n  c: {not: a}\n${many}`), []);
});
