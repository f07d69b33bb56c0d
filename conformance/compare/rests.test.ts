import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseJson } from '../../packages/engine/src/hot/json-reader.ts';
import type { Value } from '../../packages/engine/src/hot/value.ts';
import { documentIn } from './case-documents.ts';
import { knownDifferences } from './known-differences.ts';
import { withoutRefused } from './refused-by-both.ts';
import { withoutUnusedFiles } from './unused-files.ts';

const json = (value: unknown): Value => parseJson(JSON.stringify(value)) ?? null;

interface Asked {
  readonly template?: string;
  readonly env?: string;
  readonly envs?: readonly string[];
  readonly files?: Readonly<Record<string, string>>;
}

/** What a rule leaves of a case: its documents as plain data. */
function left(
  name: string,
  asked: Asked,
  answers: { readonly heat?: unknown; readonly errors?: readonly object[] } = {},
) {
  const rule = knownDifferences.find((each) => each.name === name);
  const line = JSON.stringify({ template: version, ...asked });
  const disagreement = { heat: json(answers.heat ?? null), tyto: json({ errors: answers.errors ?? [] }), line };
  const rest = rule?.without?.({ what: 'status', heat: 'REFUSED', tyto: 'REFUSED' }, disagreement) ?? line;
  const { template, env, envs, files } = JSON.parse(rest);
  return { template: plain(template), env: plain(env), envs: envs?.map(plain), files: Object.keys(files ?? {}) };
}

const version = 'heat_template_version: "2018-08-31"\n';

function plain(text: string | undefined): unknown {
  const value = text === undefined ? undefined : documentIn(text);
  return value === undefined ? undefined : data(value);
}

function data(value: Value): unknown {
  if (Array.isArray(value)) return value.map(data);
  return value instanceof Map ? Object.fromEntries([...value].map(([key, each]) => [key, data(each)])) : value;
}

const template = (text: string, rule: string, answers = {}) => {
  const { heat_template_version: _, ...rest } = Object(left(rule, { template: version + text }, answers).template);
  return rest;
};
const error = (path: string, code: string, file = 'template.yaml') => ({ errors: [{ path, code, file }] });

test('a part of an environment is taken away at which Tyto points, and no other', () => {
  const env = 'resource_registry: {A: {b: c}, D: [1]}\nparameters: {x: 1}\n';
  const told = error('resource_registry.A', 'environment-registry', 'env.yaml');
  const rest = { resource_registry: { D: [1] }, parameters: { x: 1 } };
  assert.deepEqual(left('registry-without-map', { env }, told).env, rest);
  const envs = ['parameters: {a: 1}\n', 'parameters: {a: 1, b: 2}\n'];
  const later = left(
    'parameter-of-later-environment',
    { envs },
    error('parameters.a', 'parameter-unknown', 'env-2.yaml'),
  );
  assert.deepEqual(later.envs, [{ parameters: { a: 1 } }, { parameters: { b: 2 } }]);
  const first = left(
    'parameter-of-later-environment',
    { envs },
    error('parameters.a', 'parameter-unknown', 'env-1.yaml'),
  );
  assert.deepEqual(first.envs, [{ parameters: { a: 1 } }, { parameters: { a: 1, b: 2 } }]);
});

test('a section is taken away that Heat passes over, and none that it reads', () => {
  const section = (env: string, name: string) =>
    left('empty-section-that-is-no-map', { env }, error(name, 'environment-section', 'env.yaml')).env;
  assert.deepEqual(section('parameters: []\n', 'parameters'), {});
  assert.deepEqual(section('parameters: 0.0\n', 'parameters'), {});
  assert.deepEqual(section('parameters: [1]\n', 'parameters'), { parameters: [1] });
  assert.deepEqual(section('parameters: null\n', 'parameters'), { parameters: null });
  assert.deepEqual(section('parameter_merge_strategies: [1]\n', 'parameter_merge_strategies'), {});
  const ofTwo = (first: string) =>
    left(
      'empty-section-that-is-no-map',
      { envs: [`parameter_merge_strategies: [1]\n${first}`, 'parameters: {a: 1}\n'] },
      error('parameter_merge_strategies', 'environment-section', 'env-1.yaml'),
    ).envs[0];
  assert.deepEqual(ofTwo(''), {});
  assert.deepEqual(ofTwo('parameters: {a: 1}\n'), { parameter_merge_strategies: [1], parameters: { a: 1 } });
});

test('an override of one type by another is taken away, and one by a template is left', () => {
  const env = 'resource_registry: {resources: {r: {"OS::Heat::Value": "OS::Heat::None", "OS::Heat::Stack": c.yaml}}}\n';
  const rest = { resource_registry: { resources: { r: { 'OS::Heat::Stack': 'c.yaml' } } } };
  assert.deepEqual(left('override-that-spreads', { env }).env, rest);
});

test('of a template that goes which is known, and the rest stays', () => {
  const metadata = error('resources.r.metadata', 'template-resource');
  assert.deepEqual(template('resources: {r: {type: T, metadata: 1}}\n', 'metadata-without-map', metadata), {
    resources: { r: { type: 'T' } },
  });
  const way = error('outputs.o.value.get_attr[2].list_join', 'function-argument');
  assert.deepEqual(
    template('outputs: {o: {value: {get_attr: [r, a, {list_join: [1]}]}}}\n', 'way-into-attribute', way),
    {
      outputs: { o: { value: { get_attr: ['r', 'a'] } } },
    },
  );
  const reference = error('outputs["o p"].value.get_resource', 'name-unknown');
  assert.deepEqual(
    template('outputs: {"o p": {value: {get_resource: x}}, q: {value: 1}}\n', 'reference-in-output', reference),
    {
      outputs: { q: { value: 1 } },
    },
  );
  assert.deepEqual(template('outputs: {o: {value: {get_attr: [g, a, "0", "x"]}}}\n', 'number-in-path'), {
    outputs: { o: { value: { get_attr: ['g', 'a', 0, 'x'] } } },
  });
  assert.deepEqual(
    template(
      'resources: {r: {type: T, metadata: {a: {get_attr: [s, v]}}}, s: {type: T, metadata: {a: 1}}}\n',
      'attributes-in-metadata',
    ),
    { resources: { r: { type: 'T' }, s: { type: 'T', metadata: { a: 1 } } } },
  );
  assert.deepEqual(
    template(
      'resources: {r: {type: T, external_id: x, properties: {a: 1}}, s: {type: T, properties: {a: 1}}}\n',
      'properties-of-what-is-taken-in',
    ),
    { resources: { r: { type: 'OS::Heat::None' }, s: { type: 'T', properties: { a: 1 } } } },
  );
  assert.deepEqual(template('resources: {r: {type: T, properties: {a: {if: [c, 1]}}}}\n', 'dropped-in-nested'), {
    resources: { r: { type: 'T', properties: { a: { if: ['c', 1, null] } } } },
  });
  assert.deepEqual(
    template(
      'resources: {r: {type: "OS::Heat::TestResource", properties: {fail: true, value: x}}}\n',
      'failing-test-resource',
    ),
    { resources: { r: { type: 'OS::Heat::TestResource', properties: { value: 'x' } } } },
  );
});

test('resources are named by letters where Heat makes no stack of their names', () => {
  const heat = { error: 'resources.a<x.yaml>.resources.r é<nested_stack>: Invalid stack name stack-a' };
  const resources = 'resources: {a: {type: T}, r é: {type: T}, "b c": {type: T, depends_on: r é}}\n';
  assert.deepEqual(template(resources, 'names-of-nested-stacks', { heat }), {
    resources: { a: { type: 'T' }, rqq: { type: 'T' }, 'b c': { type: 'T', depends_on: 'rqq' } },
  });
});

test('types that only a cloud makes are those of nothing, and others stay', () => {
  const text = `${version}resources: {r: {type: "OS::Nova::Server"}, s: {type: "OS::Heat::Value"}}\n`;
  assert.deepEqual(left('made-by-a-cloud', { template: text, env: 'resource_registry: {A: b.yaml}\n' }).env, {
    resource_registry: { A: 'b.yaml', 'OS::Nova::Server': 'OS::Heat::None' },
  });
  assert.equal(left('made-by-a-cloud', { template: version }).env, undefined);
});

test('files go of which nothing comes, and those that are used stay', () => {
  const text = `${version}resources: {r: {type: child.yaml}}\n`;
  const files = { 'child.yaml': version, 'other.yaml': version };
  assert.deepEqual(left('schema-of-unused-file', { template: text, files }).files, ['child.yaml']);
});

test('values of parameters are given as their types have them, and a nested stack may change its own', () => {
  const text = `${version}parameters: {p: {type: comma_delimited_list, immutable: true}, q: {type: number}, r: {type: json}}\n`;
  const env = 'parameters: {p: "a, b", q: "3", r: "{", s: "1"}\nparameter_defaults: {p: "a"}\n';
  assert.deepEqual(left('immutable-as-written', { template: text, env }).env, {
    parameters: { p: ['a', ' b'], q: 3, r: '{', s: '1' },
    parameter_defaults: { p: 'a' },
  });
  const heat = { reason: 'ImmutableParameterModified: resources.r: no' };
  const nested = left('immutable-as-written', { template: text, env }, { heat });
  assert.deepEqual(nested.env, plain(env));
  assert.deepEqual(nested.template, plain(text));
});

test('a value has no type where an update gives it what is not of its type', () => {
  const resources = (properties: string) => `resources: {r: {type: "OS::Heat::Value", properties: ${properties}}}\n`;
  const rest = { resources: { r: { type: 'OS::Heat::Value', properties: { value: 1 } } } };
  assert.deepEqual(template(resources('{type: json, value: 1}'), 'type-of-value-in-update'), rest);
});

test('a condition that cannot be told holds', () => {
  const resources =
    'conditions: {c: {get_param: p}}\nresources: {r: {type: T, condition: c, metadata: {a: {if: [c, 1, 2]}}}}\n';
  assert.deepEqual(template(resources, 'condition-without-value'), {
    resources: { r: { type: 'T', metadata: { a: 1 } } },
  });
});

test('a file goes from a request of which it is no part, though its update has use for it', () => {
  const update = { template: `${version}resources: {r: {type: child.yaml}}\n`, files: { 'child.yaml': version } };
  const line = JSON.stringify({ template: version, files: { 'child.yaml': version }, update });
  const rest = JSON.parse(withoutUnusedFiles(line));
  assert.deepEqual([Object.keys(rest.files), Object.keys(rest.update.files)], [[], ['child.yaml']]);
});

test('what both refuse is taken away of the stack first, of its update where the stack is made, and of no output', () => {
  const text = `${version}resources: {r: {type: T, properties: {a: 1, b: 2}}}\n`;
  const line = JSON.stringify({ template: text, update: { template: text } });
  const told = (...paths: readonly string[]) => paths.map((path) => ({ path, file: 'template.yaml', code: 'x' }));
  const properties = (tyto: unknown) => {
    const rest = JSON.parse(withoutRefused({ heat: null, tyto: json(tyto), line }));
    const of = (template: string) => Object(plain(template)).resources.r.properties;
    return [of(rest.template), of(rest.update.template)];
  };
  const all = { a: 1, b: 2 };
  const a = told('resources.r.properties.a');
  assert.deepEqual(properties({ errors: a, after: { errors: a } }), [{ b: 2 }, all]);
  assert.deepEqual(properties({ after: { errors: a } }), [all, { b: 2 }]);
  assert.deepEqual(properties({ errors: a.map((each) => ({ ...each, output: 'o' })) }), [all, all]);
});
