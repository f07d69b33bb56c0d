import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseJson } from '../../packages/engine/src/hot/json-reader.ts';
import { compareAnswers } from './compare-answers.ts';

function differences(heat: string, tyto: string): string[] {
  return compareAnswers(parseJson(heat) ?? null, parseJson(tyto) ?? null).map((each) => each.what);
}

test('values are compared exactly: an integer is no float', () => {
  const answer = (value: string): string =>
    `{"status": "CREATE_COMPLETE", "outputs": {"o": ${value}}, "resources": []}`;
  assert.deepEqual(differences(answer('1'), answer('1')), []);
  assert.deepEqual(differences(answer('1'), answer('1.0')), ['output o']);
  assert.deepEqual(differences(answer('{"a": 1, "b": 2}'), answer('{"b": 2, "a": 1}')), []);
});

test('a refusal is a refusal whatever its words, and not a failure on the way', () => {
  const refused = '{"status": "REFUSED", "errors": [{"code": "x", "message": "m"}]}';
  assert.deepEqual(differences('{"status": "REFUSED", "error": "words"}', refused), []);
  assert.deepEqual(differences('{"status": "CREATE_FAILED", "reason": "words"}', refused), ['status']);
});

test('an output that failed is not one that is null', () => {
  const heat =
    '{"status": "CREATE_COMPLETE", "outputs": {"o": null}, "output_errors": {"o": "words"}, "resources": []}';
  const failed =
    '{"status": "CREATE_COMPLETE", "outputs": {"o": null}, "errors": [{"output": "o", "message": "m"}], "resources": []}';
  assert.deepEqual(differences(heat, failed), []);
  assert.deepEqual(differences(heat, '{"status": "CREATE_COMPLETE", "outputs": {"o": null}, "resources": []}'), [
    'error of output o',
  ]);
});

test('the five classes of a preview are compared as sets', () => {
  const answer = (preview: string): string =>
    `{"status": "CREATE_COMPLETE", "outputs": {}, "resources": [], "preview": ${preview}, "after": {"status": "UPDATE_COMPLETE", "outputs": {}, "resources": [], "replaced": []}}`;
  assert.deepEqual(differences(answer('{"updated": ["a", "b"]}'), answer('{"updated": ["b", "a"]}')), []);
  assert.deepEqual(differences(answer('{"updated": ["a"]}'), answer('{"replaced": ["a"]}')), [
    'preview updated',
    'preview replaced',
  ]);
});

test('the update is compared although an output differs before, and where one refuses it, no preview is', () => {
  const answer = (output: number, after: string, preview = '"preview": {"updated": ["a"]}, '): string =>
    `{"status": "CREATE_COMPLETE", "outputs": {"o": ${output}}, "resources": [], ${preview}"after": {"status": "${after}"}}`;
  assert.deepEqual(differences(answer(1, 'UPDATE_FAILED'), answer(2, 'REFUSED')), ['output o', 'after status']);
  assert.deepEqual(differences(answer(1, 'UPDATE_FAILED'), answer(1, 'REFUSED', '')), ['after status']);
  assert.deepEqual(differences(answer(1, 'UPDATE_FAILED'), answer(1, 'UPDATE_FAILED', '')), ['preview updated']);
});
