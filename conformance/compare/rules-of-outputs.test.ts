import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseJson } from '../../packages/engine/src/hot/json-reader.ts';
import type { Value } from '../../packages/engine/src/hot/value.ts';
import { knownBy } from './explain-differences.ts';

const json = (text: string): Value => parseJson(text) ?? null;

/** The rule for output `o` of a template, by what each has of it. */
const ruleFor = (what: string, output: string, heat: Value, tyto: Value, answer: Value = null): string | undefined => {
  const line = JSON.stringify({ template: `outputs: {o: {value: ${output}}}\n` });
  return knownBy([{ what, heat, tyto }], { heat: null, tyto: answer, line })?.[0]?.rule.name;
};

test('a boundary is by chance, and not what stands between two', () => {
  const text = (digits: string, part: string): Value => [`a=${'='.repeat(15)}${digits}==${part}`];
  const known = (part: string) =>
    ruleFor('output o', '1', text('1234567890123456789', 'x'), text('9876543210987654321', part));
  assert.equal(known('x'), 'boundary-by-chance');
  assert.equal(known('y'), undefined);
});

test('an expression may be given what another made of a map, but no other value that it does not take', () => {
  const data = (expression: string): string =>
    `{yaql: {expression: $.data * 2, data: [{yaql: {expression: ${expression}, data: {}}}]}}`;
  const known = (output: string) =>
    ruleFor('error of output o', output, 'No function "#operator_*" matches supplied arguments', []);
  assert.equal(known(data('$.data.items()')), 'views-of-maps');
  assert.equal(known(data('$.data.len()')), undefined);
  assert.equal(known('{yaql: {expression: $.data.items() * 2, data: {}}}'), undefined);
});

test('a text may be replaced by what an expression made of a map, and by nothing else that is no list', () => {
  const known = (expression: string) =>
    ruleFor(
      'error of output o',
      `{str_replace: {template: a, params: {a: {yaql: {expression: ${expression}, data: {}}}}}}`,
      '"str_replace" params must be strings, numbers, list or map.',
      'a',
    );
  assert.equal(known('$.data.items()'), 'views-of-maps');
  assert.equal(known('$.data.len()'), undefined);
});

test('an expression may be given a set, and nothing else that is not the same', () => {
  const known = (inner: string) =>
    ruleFor('output o', `{yaql: {expression: str($.data), data: {yaql: {expression: ${inner}, data: {}}}}}`, 'a', 'b');
  assert.equal(known('$.data.keys()'), 'set-of-yaql');
  assert.equal(known('$.data.values()'), undefined);
});

test('values of a filter that fail make what asks for them fail, too', () => {
  const known = (path: string) => {
    const told = { file: 'child.yaml', path, message: 'no text', output: 'n' };
    const asking = {
      file: 'template.yaml',
      path: 'outputs.o',
      message: '"o" asks for what failed already',
      output: 'o',
    };
    return ruleFor(
      'error of output o',
      '{get_attr: [r, p, 9]}',
      null,
      'x',
      json(JSON.stringify({ errors: [told, asking] })),
    );
  };
  assert.equal(known('outputs.p.value.filter[0][0]'), 'filter-of-nothing');
  assert.equal(known('outputs.p.value.filter[1][0]'), undefined);
});

test('values of a filter fail in a nested template only where they are attributes', () => {
  const answer = (file: string): Value =>
    json(`{"errors": [{"code": "file-missing", "path": "outputs.p.value", "file": "${file}", "output": "o"}]}`);
  const known = (values: string, file: string) =>
    ruleFor('error of output o', `{filter: [[${values}], []]}`, [], 'There is no file', answer(file));
  assert.equal(known('{get_attr: [n, p]}', 'child.yaml'), 'filter-of-nothing');
  assert.equal(known('{get_attr: [n, p]}', 'template.yaml'), undefined);
  assert.equal(known('a', 'child.yaml'), undefined);
});

test('bytes in a list are known by the text that they are', () => {
  const known = (tyto: string) => ruleFor('output o', '1 # !!binary', ["b'hello'"], [tyto]);
  assert.equal(known('hello'), 'yaml-alone-in-environment');
  assert.equal(known('hallo'), undefined);
});

test('the text of a set in a list is that of a list, in any order', () => {
  const known = (tyto: string) => ruleFor('output o', '1 # !!set', ["{'b', 'a'}"], [tyto]);
  assert.equal(known("['a', 'b']"), 'yaml-alone-in-environment');
  assert.equal(known("['a', 'c']"), undefined);
});

test('what is taken in has no attributes of others', () => {
  const known = (value: string) => {
    const template = `resources: {r: {type: T, external_id: i, properties: {value: ${value}}}}\noutputs: {o: {value: {get_attr: [r, value]}}}\n`;
    const asked = { heat: null, tyto: null, line: JSON.stringify({ template }) };
    return knownBy([{ what: 'output o', heat: null, tyto: 1 }], asked)?.[0]?.rule.name;
  };
  assert.equal(known('[{get_attr: [s, value]}]'), 'properties-of-what-is-taken-in');
  assert.equal(known('[1]'), undefined);
});

test('what is taken in lacks only the property that is not there', () => {
  const known = (properties: string) => {
    const template = `resources: {r: {type: T, external_id: i, properties: ${properties}}}\n`;
    const asked = { heat: null, tyto: null, line: JSON.stringify({ template }) };
    const differences = [{ what: 'error of output o', heat: 'Property value not assigned', tyto: null }];
    return knownBy(differences, asked)?.[0]?.rule.name;
  };
  assert.equal(known('{other: 1}'), 'properties-of-what-is-taken-in');
  assert.equal(known('{value: 1}'), undefined);
});

test('a key that is replaced by no text makes a preview differ for that resource alone', () => {
  const known = (by: string, name = 'r') => {
    const resource = `{type: T, properties: {value: {map_replace: [{a: 1}, {keys: {a: ${by}}}]}}}`;
    const template = `resources: {r: ${resource}, s: {type: T}}\n`;
    const answer = json('{"after": {"status": "UPDATE_COMPLETE"}}');
    const asked = { heat: answer, tyto: answer, line: JSON.stringify({ template, update: { template } }) };
    return knownBy([{ what: 'preview updated', heat: [name], tyto: [] }], asked)?.[0]?.rule.name;
  };
  assert.equal(known('false'), 'keys-of-map-replace');
  assert.equal(known('b'), undefined);
  assert.equal(known('false', 's'), undefined);
});

test('a boolean is a key of a query only where an expression gives it', () => {
  const known = (query: string, tyto = 'x://?false=1') =>
    ruleFor('output o', `{make_url: {scheme: x, query: ${query}}}`, 'x://?False=1', tyto);
  assert.equal(known('{yaql: {expression: "{false => 1}", data: 1}}'), 'keys-of-yaql');
  assert.equal(known('{yaql: {expression: "{false => 1}", data: 1}}', 'x://?true=1'), undefined);
  assert.equal(known('{"false": 1}'), undefined);
});
