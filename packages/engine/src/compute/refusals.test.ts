import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answer, type Case, template, value } from './testing/answer.ts';

test('what comes of types, of definitions and of defaults is refused; what members break, and constraints of what asks for others, fails', () => {
  const status = (body: string, rest: Partial<Case> = {}): unknown =>
    answer({ template: template(body), ...rest }).status;
  const given = (properties: string): string =>
    `resources: {a: ${value('{value: 1}')}, r: {type: c.yaml, properties: ${properties}}}\n`;
  const files = {
    'c.yaml': template('parameters: {p: {type: string, default: a, constraints: [{length: {max: 1}}]}}\n'),
  };
  assert.equal(status(given('{p: {x: {get_attr: [a, value]}}}'), { files }), 'REFUSED');
  assert.equal(status(given('{p: bc}'), { files }), 'REFUSED');
  assert.equal(
    status(given('{p: {str_replace: {template: bc, params: {x: {get_attr: [a, value]}}}}}'), { files }),
    'CREATE_FAILED',
  );
  assert.equal(status(given('{}'), { files, env: 'parameter_defaults: {p: bc}' }), 'REFUSED');
  const group = (properties: string): string =>
    `resources: {g: {type: OS::Heat::ResourceGroup, properties: {resource_def: {type: OS::Heat::Value, properties: ${properties}}}}}\n`;
  assert.equal(status(group('{value: {get_param: nope}}')), 'REFUSED');
  assert.equal(status(group('1')), 'REFUSED');
  assert.equal(status(group('{type: string}')), 'CREATE_FAILED');
});

test('an item that is no text in a list for a parameter is refused, also for members of a group', () => {
  const status = (item: string): unknown =>
    answer({
      template: template(
        `resources: {g: {type: OS::Heat::ResourceGroup, properties: {count: 1, resource_def: {type: c.yaml, properties: {p: [${item}]}}}}}\n`,
      ),
      files: { 'c.yaml': template('parameters: {p: {type: comma_delimited_list}}\n') },
    }).status;
  assert.equal(status('0.5'), 'REFUSED');
  assert.equal(status('a'), 'CREATE_COMPLETE');
});

test('a default of an environment that is not of its type fails where a nested stack takes it, and nothing where none does', () => {
  const status = (given: string): unknown =>
    answer({
      template: template(
        `resources: {v: ${value('{value: on}')}, g: {type: OS::Heat::ResourceGroup, properties: {count: 1, resource_def: {type: c.yaml, properties: {p: ${given}}}}}}\n`,
      ),
      env: 'parameter_defaults: {p: 3.0}',
      files: { 'c.yaml': template('parameters: {p: {type: boolean, default: off}}\n') },
    }).status;
  assert.equal(status('null'), 'CREATE_FAILED');
  assert.equal(status('{get_attr: [v, value]}'), 'CREATE_COMPLETE');
});

test('what a resource that is not there is written with is read, in a nested template too', () => {
  const body = (list: string): string => `
conditions: {c: {contains: [a, ${list}]}}
resources: {r: {type: OS::Heat::Value, condition: false, properties: {value: {if: [{not: c}, 1, 2]}}}}
`;
  const status = (list: string): readonly unknown[] => [
    answer({ template: template(body(list)) }).status,
    answer({ template: template('resources: {n: {type: c.yaml}}\n'), files: { 'c.yaml': template(body(list)) } })
      .status,
  ];
  assert.deepEqual(status('false'), ['REFUSED', 'REFUSED']);
  assert.deepEqual(status('[a]'), ['CREATE_COMPLETE', 'CREATE_COMPLETE']);
});

test('a key too many in a map fails where the property asks for others, and is refused where it does not', () => {
  const status = (name: string): unknown =>
    answer({
      template: template(`
resources:
  a: ${value('{value: n}')}
  c: {type: OS::Heat::SoftwareConfig, properties: {inputs: [{name: ${name}, nope: 1}]}}
`),
    }).status;
  assert.equal(status('{get_attr: [a, value]}'), 'CREATE_FAILED');
  assert.equal(status('n'), 'REFUSED');
});

test('a function in a condition that may not stand there is met only where the branch of an if around it is taken', () => {
  const status = (holds: boolean): unknown =>
    answer({
      template: template(`
conditions: {c: ${holds}}
outputs: {o: {value: {if: [c, {if: [{equals: [{str_split: [",", a]}, b]}, 1]}, 2]}}}
`),
    }).status;
  assert.equal(status(false), 'CREATE_COMPLETE');
  assert.equal(status(true), 'REFUSED');
});

test('an attribute that is asked for by a list or map is refused, whoever asks', () => {
  const status = (resource: string): unknown =>
    answer({ template: template(`resources: {v: ${value('{value: 1}')}, r: ${resource}}\n`) }).status;
  const asking = '{x: {get_attr: [v, {}]}}';
  assert.equal(status(`{type: OS::Heat::None, properties: ${asking}}`), 'REFUSED');
  assert.equal(status(`{type: OS::Heat::None, properties: {x: {get_attr: [v, value, []]}}}`), 'REFUSED');
  assert.equal(status(`{type: OS::Heat::None, condition: false, properties: ${asking}}`), 'CREATE_COMPLETE');
});

test('what is asked of a resource whose properties fail is looked at all the same', () => {
  const validate = (attribute: string): unknown =>
    answer({
      do: 'validate',
      template: template(`
resources: {v: ${value('{value: {list_join: [",", [{}, 1]]}}')}}
outputs: {o: {value: {get_attr: [v, ${attribute}]}}}
`),
    }).status;
  assert.equal(validate('value'), 'VALID');
  assert.equal(validate('nope'), 'REFUSED');
});

test('what an output refers to that is no name leaves it null; what is none by its form or fails is met where there are resources', () => {
  const of = (body: string, rest: Partial<Case> = {}): unknown => answer({ template: template(body), ...rest }).status;
  const there = `resources: {v: ${value('{value: 1}')}}\n`;
  const refers = (name: string): string => `outputs: {o: {value: {get_resource: ${name}}}}\n`;
  for (const name of ['5', 'true', 'null', '{get_attr: [v, value]}']) {
    assert.equal(of(there + refers(name)), 'CREATE_COMPLETE', name);
    assert.equal(of(there + refers(name), { do: 'validate' }), 'VALID', name);
  }
  for (const name of ['[a]', '{a: b}', '{list_join: ["", [1]]}', '{get_param: nope}']) {
    assert.equal(of(there + refers(name)), 'REFUSED', name);
    assert.equal(of(refers(name)), 'CREATE_COMPLETE', name);
    assert.equal(of(refers(name), { do: 'validate' }), 'VALID', name);
  }
  assert.equal(of(`resources: {v: ${value('{value: {get_resource: 5}}')}}\n`), 'REFUSED');
  assert.equal(of(`${there}outputs: {o: {value: {get_attr: [v, {get_resource: 5}]}}}\n`), 'REFUSED');
});

test('the update policy of nothing is read where only a template is validated; of all else, it is worked out then', () => {
  const status = (type: string, policy: string, asked = 'create'): unknown =>
    answer({ template: template(`resources: {r: {type: ${type}, update_policy: ${policy}}}\n`), do: asked }).status;
  for (const policy of ['{get_param: nope}', '{a: {get_param: nope}}', '{a: {get_resource: r}}', '{a: 1}']) {
    assert.equal(status('OS::Heat::None', policy), 'CREATE_COMPLETE', policy);
    assert.equal(status('OS::Heat::None', policy, 'validate'), 'REFUSED', policy);
    assert.equal(status('OS::Heat::RandomString', policy), 'REFUSED', policy);
    assert.equal(status('OS::Heat::RandomString', policy, 'validate'), 'REFUSED', policy);
  }
  assert.equal(status('OS::Heat::None', '{a: {list_join: 1}}'), 'REFUSED');
  assert.equal(status('OS::Heat::None', '{}', 'validate'), 'VALID');
});

test('a name of an attribute that is worked out from one is refused, for it is null before anything is made', () => {
  const status = (path: string, asked = 'create'): unknown => {
    const resources = `resources: {v: ${value('{value: value}')}, n: {type: OS::Heat::None}}\n`;
    return answer({
      template: template(`${resources}outputs: {o: {value: {get_attr: [${path}]}}}\n`),
      do: asked,
    }).status;
  };
  for (const path of ['v, {get_attr: [v, value]}', 'n, {get_attr: [v, value]}', 'v, {get_attr: [v, value]}, x']) {
    assert.equal(status(path), 'REFUSED', path);
    assert.equal(status(path, 'validate'), 'REFUSED', path);
  }
  assert.equal(status('n, {get_attr: [v, value]}, x'), 'CREATE_COMPLETE');
  assert.equal(status('v, null'), 'CREATE_COMPLETE');
});

test('outputs that refer to a list may fail in thousands of nested stacks', () => {
  const status = (resources: string): unknown => {
    const nested = template(`parameters: {p: {type: json, default: [1]}}
${resources}outputs: {o: {value: {get_resource: {get_param: p}}}}
`);
    const group = '{type: OS::Heat::ResourceGroup, properties: {count: 3000, resource_def: {type: n.yaml}}}';
    return answer({
      template: template(`resources: {g: ${group}, v: ${value('{value: {get_attr: [g, o]}}')}}\n`),
      files: { 'n.yaml': nested },
    }).status;
  };
  assert.equal(status(''), 'CREATE_FAILED');
  assert.equal(status(`resources: {r: ${value('{value: 1}')}}\n`), 'REFUSED');
});
