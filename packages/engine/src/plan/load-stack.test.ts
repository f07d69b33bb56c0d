import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Value } from '../hot/value.ts';
import type { DeploymentInputs } from './deployment-inputs.ts';
import { loadStack } from './load-stack.ts';
import type { Plan } from './plan.ts';
import { planFilesOf } from './plan-files.ts';

const template = `heat_template_version: wallaby
parameters:
  text: {type: string, default: template}
  list: {type: comma_delimited_list, default: []}
  number: {type: number, default: 0}
  flag: {type: boolean, default: false}
  data: {type: json, default: {}}
`;

function load(parts: Partial<DeploymentInputs>, plan: Partial<Plan> = {}, files: Record<string, string> = {}) {
  const all = new Map([['template.yaml', template], ...Object.entries(files)]);
  const whole: Plan = {
    kind: 'Plan',
    name: 'p',
    version: 'v',
    template: 'template.yaml',
    environments: [],
    files: planFilesOf(all),
    ...plan,
  };
  const inputs: DeploymentInputs = {
    kind: 'DeploymentInputs',
    plan: { name: 'p', version: 'v' },
    environments: [],
    parameters: new Map(),
    inventory: '',
    files: new Map(),
    ...parts,
  };
  return loadStack(whole, inputs, () => undefined);
}

const valuesOf = (loaded: ReturnType<typeof load>): Record<string, Value | undefined> =>
  Object.fromEntries([...(loaded.value?.parameters ?? [])].map(([name, { value }]) => [name, value]));

test('inputs lie in layers: the plan, its environments, those given in order, what is set by name', () => {
  const files = { 'one.yaml': 'parameters: {text: one, number: 1}\n', 'two.yaml': 'parameters: {text: two}\n' };
  const given = new Map([['environments/0-x.yaml', 'parameters: {text: given}\n']]);
  const plan = { environments: ['one.yaml'] };
  assert.equal(valuesOf(load({}, {}, files)).text, 'template');
  assert.deepEqual(valuesOf(load({}, plan, files)), { text: 'one', list: [], number: 1, flag: false, data: new Map() });
  const environments = [
    { kind: 'plan', path: 'two.yaml' },
    { kind: 'file', path: 'environments/0-x.yaml' },
  ] as const;
  assert.equal(valuesOf(load({ environments: [...environments], files: given }, plan, files)).text, 'given');
  assert.equal(valuesOf(load({ environments: [...environments].reverse(), files: given }, plan, files)).text, 'two');
  const set = new Map([['text', 'set']]);
  assert.equal(valuesOf(load({ environments, files: given, parameters: set }, plan, files)).text, 'set');
});

test('what is set by name is text, read by the type of the parameter and never as YAML', () => {
  const parameters = new Map([
    ['text', 'yes'],
    ['list', 'a, [b],'],
    ['number', '010'],
    ['flag', 'on'],
    ['data', '{"a": [1.0]}'],
  ]);
  const { text, list, number, flag, data } = valuesOf(load({ parameters }));
  assert.equal(text, 'yes');
  assert.deepEqual(list, ['a', ' [b]', '']);
  assert.equal(number, 10);
  assert.equal(flag, true);
  assert.ok(data instanceof Map);
});

test('problems of template, environments and parameters are told together', () => {
  const loaded = load(
    {
      parameters: new Map([
        ['nope', '1'],
        ['number', 'many'],
      ]),
      environments: [{ kind: 'plan', path: 'gone.yaml' }],
    },
    { environments: ['bad.yaml'] },
    { 'bad.yaml': 'parameter: {a: 1}\n' },
  );
  assert.deepEqual(
    new Set(loaded.problems.map((each) => each.code)),
    new Set(['environment-section', 'file-missing', 'parameter-unknown', 'parameter-value']),
  );
});

test('a root template that is not there or has errors gives no stack but its problems', () => {
  const broken = load({}, { template: 'broken.yaml' }, { 'broken.yaml': 'heat_template_version: 1999-01-01\n' });
  assert.equal(broken.value, undefined);
  assert.equal(broken.problems[0]?.code, 'template-version');
  const missing = load({}, { template: 'missing.yaml' });
  assert.equal(missing.value, undefined);
  assert.equal(missing.problems[0]?.code, 'file-missing');
});
