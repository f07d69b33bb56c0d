import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { answerCase } from '../packages/engine/src/compute/answer-case.ts';
import { isList, isMap, type Value, type ValueMap } from '../packages/engine/src/hot/value.ts';
import { compareAnswers } from './compare/compare-answers.ts';
import { knownDifferences } from './compare/known-differences.ts';
import { readCase, readExpected } from './read-case.ts';

/** Cases as Heat answered them; the README there has their form. */
const root = join(import.meta.dirname, 'cases');
const names = readdirSync(root, { withFileTypes: true }).flatMap((each) => (each.isDirectory() ? [each.name] : []));

/** Heat loses an error that has no words: the output is null all the same. */
const lostWords = knownDifferences.find(({ name }) => name === 'error-without-words');

for (const name of names.sort()) {
  test(`Heat's answer to ${name}`, () => {
    const folder = join(root, name);
    const [answer, heat] = [answerCase(readCase(folder), randomInt), readExpected(folder)];
    const differences = compareAnswers(heat, answer).filter(
      (each) => lostWords?.explains(each, { heat, tyto: answer, line: '' }) !== true,
    );
    assert.deepEqual(differences, [], JSON.stringify([...answer], show));
    for (const each of [answer, mapIn(answer, 'after')]) assertLocated(each);
  });
}

/** What is not made says why, and where. */
function assertLocated(answer: ValueMap): void {
  const status = answer.get('status');
  const errors = answer.get('errors') ?? null;
  if (status !== 'REFUSED' && !String(status).endsWith('_FAILED')) return;
  assert.ok(isList(errors) && errors.length > 0, 'a refusal says why');
  for (const each of errors) assert.ok(isMap(each) && (each.has('line') || each.has('path')), 'a refusal says where');
}

function mapIn(answer: ValueMap, key: string): ValueMap {
  const value = answer.get(key) ?? null;
  return isMap(value) ? value : new Map();
}

function show(_key: string, value: unknown): unknown {
  if (value instanceof Map) return Object.fromEntries<Value>(value);
  return typeof value === 'bigint' ? String(value) : value;
}
