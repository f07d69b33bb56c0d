import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Environment } from './environment.ts';
import { parseEnvironment } from './parse-environment.ts';
import { Unknown } from './value.ts';

function parse(text: string): Environment {
  const { value, problems } = parseEnvironment(text, 'e.yaml');
  assert.deepEqual(problems, []);
  assert.ok(value !== undefined);
  return value;
}

function problemsOf(text: string): readonly string[] {
  return parseEnvironment(text, 'e.yaml').problems.map(
    (each) => `${each.at?.line}:${each.at?.column} ${each.code} ${each.message}`,
  );
}

test('values have the place where they are written', () => {
  const environment = parse('parameters:\n  a: 1e3\n  b: [x]\nparameter_defaults: {c: null}\n');
  const [at, keyAt] = [6, 3].map((column) => ({ file: 'e.yaml', line: 2, column }));
  assert.deepEqual(environment.parameters.get('a'), { value: '1e3', at, keyAt });
  assert.deepEqual(environment.parameters.get('b')?.value, ['x']);
  assert.equal(environment.parameterDefaults.get('c')?.value, null);
});

test('an empty text is an empty environment', () => {
  for (const text of ['', '# nothing\n', '{}']) assert.equal(parse(text).parameters.size, 0);
});

test('a secret of the store is unknown here', () => {
  const value = parse('parameters: {a: !tyto/secret web.a@3}\n').parameters.get('a')?.value;
  assert.ok(value instanceof Unknown);
  assert.deepEqual(value.expression, { kind: 'secret', name: 'web.a', version: 3 });
});

test('the registry keeps its entries in order, those for single resources apart, with what paths start from', () => {
  const { registry } = parse(`resource_registry:
  base_url: http://host/
  OS::X: x.yaml
  "OS::*": OS::Y
  OS::Z:
  resources:
    a:
      base_url: file:///
      OS::X: other.yaml
      hooks: pre-create
      b: {restricted_actions: [update, replace]}
`);
  const at = (line: number, column: number) => ({ file: 'e.yaml', line, column });
  assert.deepEqual(registry.entries, [
    { pattern: 'OS::X', target: 'x.yaml', at: at(3, 10), baseUrl: 'http://host/' },
    { pattern: 'OS::*', target: 'OS::Y', at: at(4, 12), baseUrl: 'http://host/' },
    { pattern: 'OS::Z', target: null, at: at(5, 9), baseUrl: 'http://host/' },
  ]);
  const a = registry.resources.get('a');
  assert.deepEqual(
    [a?.entries[0]?.target, a?.entries[0]?.baseUrl, a?.hooks],
    ['other.yaml', 'file:///', ['pre-create']],
  );
  assert.deepEqual(a?.resources.get('b')?.restrictedActions, ['update', 'replace']);
  assert.deepEqual(a?.resources.get('b')?.restrictedAt?.get('replace'), {
    at: { file: 'e.yaml', line: 11, column: 40 },
    path: 'resource_registry.resources.a.b.restricted_actions[1]',
  });
});

test('what is wrong is told all at once', () => {
  assert.deepEqual(problemsOf('- a\n'), ['1:1 environment-section A list stands where a map is needed']);
  const text = `parametres: {}
parameters:
parameter_defaults: [a]
event_sinks: {}
resource_registry:
  OS::X: 12
  OS::Y: [a]
  resources:
    a: text
    b: {hooks: pre-explode}
    c: {restricted_actions: [update, delete]}
`;
  assert.deepEqual(problemsOf(text), [
    '1:1 environment-section An environment has no section "parametres"',
    '2:1 environment-section The section "parameters" is empty',
    '3:21 environment-section A list stands where a map is needed',
    '4:14 environment-section The section "event_sinks" is not a list',
    '6:10 environment-registry "OS::X" is mapped to a number',
    '7:10 environment-registry "OS::Y" is mapped to a list',
    '9:8 environment-registry The text "text" stands where a map is needed',
    '10:16 environment-registry hooks names the text "pre-explode"',
    '11:38 environment-registry restricted_actions names the text "delete"',
  ]);
  assert.deepEqual(problemsOf('resource_registry: {resources: null}\n'), [
    '1:32 environment-registry Nothing stands where a map is needed',
  ]);
});

test('no environment makes it throw, and a problem has a place', () => {
  const names = [
    'parameters',
    'resource_registry',
    'parameter_defaults',
    'event_sinks',
    'parameter_merge_strategies',
    'x',
  ];
  const environment = fc.dictionary(fc.constantFrom(...names), fc.jsonValue()).map((each) => JSON.stringify(each));
  fc.assert(
    fc.property(environment, (text) => {
      assert.ok(parseEnvironment(text, 'e.yaml').problems.every((each) => each.at !== undefined));
    }),
    { numRuns: 500 },
  );
});
