import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Environment } from './environment.ts';
import { JsonFault, readJsonText } from './json-text.ts';
import { mergeAsClient } from './merge-as-client.ts';
import { parseEnvironment } from './parse-environment.ts';
import { pythonJson } from './print-value.ts';
import { isList, isMap, type Value } from './value.ts';
import { writeYaml } from './write-yaml.ts';

function merge(texts: readonly string[]): Environment {
  const read = texts.map((text, index) => parseEnvironment(text, `env-${index + 1}.yaml`).value);
  const { value } = mergeAsClient(read.filter((each) => each !== undefined));
  assert.ok(value !== undefined);
  return value;
}

/** An environment's values and registry as the client has them. */
function plainOf({ parameters, parameterDefaults, registry }: Environment): Value {
  const values = (section: Environment['parameters']): Value =>
    new Map([...section].map(([name, { value }]) => [name, value]));
  return new Map<string, Value>([
    ['parameters', values(parameters)],
    ['parameter_defaults', values(parameterDefaults)],
    ['resource_registry', new Map(registry.entries.map(({ pattern, target }) => [pattern, target]))],
  ]);
}

test('maps are merged deeply without being asked, and null replaces all but a map', () => {
  const merged = merge([
    'parameters: {j: {a: {x: 1}, b: 1}, s: one, n: {a: 1}}\n',
    'parameters: {j: {a: {y: 2}}, s: null, n: null}\n',
  ]);
  const values = plainOf(merged);
  assert.ok(isMap(values));
  assert.equal(
    pythonJson(values.get('parameters') ?? null),
    '{"j": {"a": {"x": 1, "y": 2}, "b": 1}, "s": null, "n": {"a": 1}}',
  );
  assert.equal(merged.parameters.get('j')?.at.file, 'env-2.yaml');
  assert.equal(merged.parameters.get('n')?.at.file, 'env-1.yaml');
});

test('overrides of resources are merged too, and null takes a mapping away', () => {
  const { registry } = merge([
    'resource_registry: {A: one, B: two, resources: {x: {A: own, hooks: pre-create}, y: {A: own}}}\n',
    'resource_registry: {B: null, resources: {x: {B: b, inner: {A: c}}}}\n',
  ]);
  assert.deepEqual(
    registry.entries.map(({ pattern, target }) => [pattern, target]),
    [
      ['A', 'one'],
      ['B', null],
    ],
  );
  assert.deepEqual([...registry.resources.keys()], ['x', 'y']);
  const x = registry.resources.get('x');
  assert.deepEqual(
    x?.entries.map((each) => each.pattern),
    ['A', 'B'],
  );
  assert.deepEqual(x?.hooks, ['pre-create']);
  assert.deepEqual([...(x?.resources.keys() ?? [])], ['inner']);
});

const script = `
import json, sys
from heatclient.common import environment_format, template_utils
answers = []
for texts in json.load(sys.stdin):
    merged = {}
    for text in texts:
        merged = template_utils.deep_update(merged, environment_format.parse(text))
    answers.append({name: merged.get(name) or {} for name in ('parameters', 'parameter_defaults', 'resource_registry')})
json.dump(answers, sys.stdout)
`;

const hasClient = spawnSync('/usr/bin/python3', ['-c', 'import heatclient.common.template_utils']).status === 0;

test('any environments merge to what the client itself makes of them', {
  skip: !hasClient && 'heatclient is not installed',
}, () => {
  const name = fc.constantFrom('a', 'b', 'c');
  const leaf: fc.Arbitrary<Value> = fc.oneof(fc.constant(null), fc.integer(), fc.boolean(), fc.constantFrom('x', ''));
  const { value: anyValue } = fc.letrec<{ value: Value }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      leaf,
      fc.array(tie('value'), { maxLength: 2 }),
      fc.array(fc.tuple(name, tie('value')), { maxLength: 3 }).map((entries) => new Map(entries)),
    ),
  }));
  // A map over what is none fails in the client: at each name all values are maps, or none is.
  const section = fc
    .tuple(
      fc.array(
        fc.tuple(
          fc.constantFrom('m', 'n'),
          fc.array(
            fc.tuple(
              name,
              fc.array(fc.tuple(name, leaf)).map((entries) => new Map(entries)),
            ),
          ),
        ),
      ),
      fc.array(
        fc.tuple(
          name,
          anyValue.filter((each) => !isMap(each)),
        ),
      ),
    )
    .map(
      ([maps, others]): Value =>
        new Map<string, Value>([...maps.map(([key, entries]): [string, Value] => [key, new Map(entries)]), ...others]),
    );
  const registry = fc
    .array(fc.tuple(fc.constantFrom('A', 'B', 'C*'), fc.constantFrom('One', 'Two', null)))
    .map((entries): Value => new Map(entries));
  const environment = fc.tuple(section, section, registry).map(([parameters, defaults, mapped]): string =>
    writeYaml(
      new Map<string, Value>([
        ['parameters', parameters],
        ['parameter_defaults', defaults],
        ['resource_registry', mapped],
      ]),
    ),
  );
  const samples = fc.sample(fc.array(environment, { minLength: 1, maxLength: 4 }), 300);
  const { stdout, stderr } = spawnSync('/usr/bin/python3', ['-c', script], {
    input: JSON.stringify(samples),
    encoding: 'utf8',
  });
  const answers = readJsonText(stdout);
  assert.ok(!(answers instanceof JsonFault) && isList(answers), stderr);
  for (const [index, texts] of samples.entries()) {
    assert.equal(sorted(plainOf(merge(texts))), sorted(answers[index] ?? null), texts.join('---\n'));
  }
});

function sorted(value: Value): string {
  return pythonJson(value, { sortKeys: true });
}
