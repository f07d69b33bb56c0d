import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseJson } from '../../packages/engine/src/hot/json-reader.ts';
import type { Value } from '../../packages/engine/src/hot/value.ts';
import { whenTold } from './when-told.ts';

const json = (value: unknown): Value => parseJson(JSON.stringify(value)) ?? null;

/** Whether it is the same that Heat refuses in these words, and Tyto fails by at a path of a file. */
function isSame(error: string, path: string, file = 'template.yaml', code = ''): boolean {
  const asked = { heat: json({ error }), tyto: json({ errors: [{ code, path, file }] }), line: '{}' };
  return whenTold.explains({ what: 'status', heat: 'REFUSED', tyto: 'CREATE_FAILED' }, asked);
}

test('both tell of one resource, be it in a nested template or a group', () => {
  const words = 'ValueError: resources.r1<child.yaml>.resources.r 0: The params were not right';
  assert.equal(isSame(words, 'resources["r 0"].properties.value', 'child.yaml'), true);
  assert.equal(isSame(words, 'resources.r1.properties.value'), true);
  assert.equal(isSame(words, 'resources["r 0"].properties.value', 'other.yaml'), false);
  assert.equal(isSame(words, 'resources.r2.properties.value'), false);
  assert.equal(isSame('Error in r0 output o1: no', 'resources.r0.properties'), true);
  assert.equal(isSame('Error in r0 output o1: no', 'resources.r1.properties'), false);
});

test('where Heat tells of a nested stack alone it may be anything in its template', () => {
  const words = 'resources.r1<a.yaml>.resources.r0<b.yaml>: Defining more than one configuration';
  assert.equal(isSame(words, 'outputs.o.value', 'b.yaml'), true);
  assert.equal(isSame(words, 'outputs.o.value', 'a.yaml'), false);
});

test('where Heat tells of no place it is the same function', () => {
  const words = 'Incorrect arguments: Items to merge must be maps.';
  assert.equal(isSame(words, 'resources.r.metadata.map_merge[0]'), true);
  assert.equal(isSame(words, 'resources.r.metadata.list_concat[0]'), false);
  assert.equal(isSame('Function "get_param" must have arguments', 'resources.r.metadata.a.get_param'), true);
  assert.equal(isSame('', 'resources.r.metadata.map_merge[0]'), false);
});

test('a default for parameters of nested stacks is the same where both name the parameter', () => {
  const words = "Resource CREATE failed: StackValidationFailed: resources.r: r: Parameter 'p 1' is invalid: no";
  assert.equal(isSame(words, 'parameters["p 1"]', 'env.yaml'), true);
  assert.equal(isSame(words, 'parameters.p', 'env.yaml'), false);
});

test('words of an update are those of the update, and a refusal is no success', () => {
  const asked = {
    heat: json({ status: 'CREATE_COMPLETE', after: { error: 'resources.r: no' } }),
    tyto: json({ after: { errors: [{ path: 'resources.r', file: 'template.yaml' }] } }),
    line: '{}',
  };
  const known = (tyto: string) => whenTold.explains({ what: 'after status', heat: 'REFUSED', tyto }, asked);
  assert.equal(known('UPDATE_FAILED'), true);
  assert.equal(known('UPDATE_COMPLETE'), false);
});

test('a group is asked by what is no name', () => {
  const words = "AttributeError: resources.g: 'NoneType' object has no attribute 'startswith'";
  assert.equal(isSame(words, 'outputs.o.value.get_attr[1]'), true);
  assert.equal(isSame(words, 'outputs.o.value.get_attr[0]'), false);
});

test('a default that is not of its type is met where a nested stack is looked at, or made', () => {
  const words = 'ValueError: resources.r<c.yaml>: Value must be valid JSON: Expecting value: line 1 column 1 (char 0)';
  assert.equal(isSame(words, 'parameters.p', 'env-2.yaml', 'parameter-value'), true);
  assert.equal(isSame(words, 'parameters.p', 'template.yaml', 'parameter-value'), false);
  assert.equal(isSame('ValueError: no', 'parameters.p', 'env-2.yaml', 'parameter-value'), false);
});

test('a parameter that there is not is met where it is asked for', () => {
  const words = 'The Parameter (12) was not provided.';
  assert.equal(isSame(words, 'resources.r.metadata.map_merge[1].get_param'), true);
  assert.equal(isSame(words, 'resources.r.metadata.map_merge[1]'), false);
});
