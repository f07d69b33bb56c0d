import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { parseTemplate } from './parse-template.ts';
import type { Template } from './template.ts';
import { someFunctions } from './testing/function-names.ts';
import { Float } from './value.ts';

const folder = new URL('../../testdata/hot/templates/', import.meta.url);

/** A problem as the last lines of a case write it. */
function written(problem: Diagnostic): string {
  const place = `${problem.at?.line}:${problem.at?.column}`;
  const severity = problem.severity === 'warning' ? 'warning ' : '';
  const hint = problem.hint === undefined ? '' : ` hint ${problem.hint}`;
  const expected = problem.expected ?? 'nothing';
  return `#! ${place} ${severity}${problem.code} ${problem.message} [${problem.path ?? ''}] expected ${expected}${hint}`;
}

for (const name of readdirSync(folder)) {
  test(`the problems of testdata/hot/templates/${name} are those that it lists`, () => {
    const lines = readFileSync(new URL(name, folder), 'utf8').split('\n');
    const text = lines.filter((line) => !line.startsWith('#!')).join('\n');
    const listed = lines.filter((line) => line.startsWith('#!'));
    assert.deepEqual(parseTemplate(text, name, someFunctions).problems.map(written), listed);
  });
}

function parse(text: string): Template {
  const { value, problems } = parseTemplate(text, 't.yaml', someFunctions);
  assert.deepEqual(problems, []);
  assert.ok(value !== undefined);
  return value;
}

test('sections keep the order of the source, with places', () => {
  const template = parse(`heat_template_version: 2018-08-31
description: Two
parameters:
  b: {type: number, label: B, description: d, default: 1.0, hidden: true, immutable: true, tags: [t]}
  a: {type: json}
resources:
  z: {type: OS::Heat::None, depends_on: y}
  y:
    type: child.yaml
    properties: {p: {get_param: a}}
outputs:
  o: {description: out, value: {get_attr: [z, x]}}
`);
  assert.equal(template.description, 'Two');
  assert.deepEqual([...template.parameters.keys()], ['b', 'a']);
  assert.deepEqual([...template.resources.keys()], ['z', 'y']);
  const b = template.parameters.get('b');
  assert.deepEqual(b, {
    name: 'b',
    type: 'number',
    at: { file: 't.yaml', line: 4, column: 3 },
    label: 'B',
    description: 'd',
    default: new Float(1),
    defaultAt: { file: 't.yaml', line: 4, column: 56 },
    hidden: true,
    immutable: true,
    tags: ['t'],
    constraints: [],
  });
  const y = template.resources.get('y');
  assert.deepEqual([y?.type, y?.at.line, y?.at.column], ['child.yaml', 8, 3]);
  assert.deepEqual(template.resources.get('z')?.dependsOn, ['y']);
  assert.deepEqual(template.outputs.get('o')?.value.kind, 'call');
});

test('a map with one key that names a function of the version is a call, all else is data', () => {
  const template = parse(`heat_template_version: 2015-04-30
resources:
  a:
    type: OS::Heat::Value
    properties:
      call: {get_param: [x, 0]}
      two: {get_param: x, get_attr: y}
      later: {yaql: x}
      inside: [{list_join: ['', [{get_param: x}]]}]
`);
  const entries = template.resources.get('a')?.properties?.entries;
  const call = entries?.get('call');
  assert.ok(call?.kind === 'call' && call.function === 'get_param' && call.argument.kind === 'list');
  assert.deepEqual([call.line, call.column], [6, 13]);
  assert.equal(entries?.get('two')?.kind, 'map');
  assert.equal(entries?.get('later')?.kind, 'map');
  const inside = entries?.get('inside');
  assert.ok(inside?.kind === 'list' && inside.items[0]?.kind === 'call');
});

test('the first item of an if is read as a condition, the others as values', () => {
  const template = parse(`heat_template_version: 2018-08-31
outputs:
  o: {value: {if: [{equals: [1, 1]}, {get_param: a}, {equals: [1, 1]}]}}
`);
  const value = template.outputs.get('o')?.value;
  assert.ok(value?.kind === 'call' && value.argument.kind === 'list');
  assert.deepEqual(
    value.argument.items.map((item) => item.kind),
    ['call', 'call', 'map'],
  );
});

test('text that is JSON is read by the rules of JSON', () => {
  const template = parse('{"heat_template_version": "2018-08-31", "outputs": {"o": {"value": 1e3}}}');
  assert.deepEqual(template.outputs.get('o')?.value, { kind: 'literal', value: new Float(1000), line: 1, column: 68 });
  const yaml = parse('heat_template_version: 2018-08-31\noutputs: {"o": {"value": 1e3}}\n').outputs.get('o')?.value;
  assert.ok(yaml?.kind === 'literal' && yaml.value === '1e3');
});

test('what is right is given even where something else is wrong', () => {
  const text = 'heat_template_version: 2018-08-31\nresources: {a: {}, b: {type: OS::Heat::None}}\n';
  const { value, problems } = parseTemplate(text, 't.yaml', someFunctions);
  assert.equal(problems.length, 1);
  assert.deepEqual([...(value?.resources.keys() ?? [])], ['b']);
});

test('no template makes it throw, and a problem has a place', () => {
  const json = fc.json({ maxDepth: 4 });
  const keys = ['parameters', 'resources', 'outputs', 'conditions', 'parameter_groups', 'description'];
  const inner = fc.dictionary(
    fc.constantFrom('type', 'properties', 'value', 'constraints', 'default', 'condition', 'x'),
    fc.jsonValue(),
  );
  const section = fc.oneof(fc.jsonValue(), fc.dictionary(fc.string(), fc.oneof(inner, fc.jsonValue())));
  const template = fc.dictionary(fc.constantFrom(...keys), section);
  fc.assert(
    fc.property(
      fc.oneof(
        json,
        template.map((each) => JSON.stringify({ heat_template_version: '2018-08-31', ...each })),
      ),
      (text) => {
        const { problems } = parseTemplate(text, 't.yaml', someFunctions);
        assert.ok(problems.every((each) => each.at !== undefined && each.message !== ''));
      },
    ),
    { numRuns: 500 },
  );
});
