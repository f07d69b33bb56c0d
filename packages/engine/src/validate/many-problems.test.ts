import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Plan } from '../plan/plan.ts';
import { planFilesOf } from '../plan/plan-files.ts';
import { samplePlan } from '../render/testing/render-sample.ts';
import { validatePlan } from './validate-plan.ts';

const count = 150_000;

/** A plan whose template has so many lines of a kind. */
function wide(head: string, line: (index: number) => string): Plan {
  const lines = Array.from({ length: count }, (_, index) => line(index));
  const text = `heat_template_version: wallaby\n${head}${lines.join('')}`;
  return { ...samplePlan(''), files: planFilesOf(new Map([['template.yaml', text]])) };
}

test('mistakes may be as many as lines, in definitions and in names', () => {
  assert.equal(validatePlan(wide('parameters:\n', (index) => `  p${index}: {type: x}\n`)).length, count);
  const names = wide('outputs:\n  o:\n    value:\n', (index) => `      - {get_param: p${index}}\n`);
  assert.equal(validatePlan(names).length, count);
});

test('a list may be as long as a file', () => {
  assert.deepEqual(validatePlan(wide('outputs:\n  o:\n    value:\n', () => '      - 1\n')), []);
});
