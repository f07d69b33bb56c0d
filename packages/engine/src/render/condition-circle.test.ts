import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { renderRevision } from './render-revision.ts';
import { memorySecrets, sampleInputs, samplePlan } from './testing/render-sample.ts';

/** Where a circle of conditions is told. */
function placesOf(conditions: string): readonly string[] {
  const template = `heat_template_version: wallaby\nparameters: {p: {type: string, default: b}}\nconditions:\n${conditions}
resources: {v: {type: OS::Heat::Value, condition: a, properties: {value: 1}}}
`;
  const request = { deployment: 'd', plan: samplePlan(template), inputs: sampleInputs(), secrets: memorySecrets() };
  const placeOf = ({ at, path }: Diagnostic): string => `${at?.line}:${at?.column} ${path}`;
  return renderRevision(request).problems.map(placeOf);
}

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
