import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { test } from 'node:test';
import { JsonFault, readJsonText } from '../hot/json-text.ts';
import { answerCase } from './answer-case.ts';
import { answer, type Case, template, value } from './testing/answer.ts';

test('a stack comes to its outputs and its resources, those of groups and nested stacks among them', () => {
  const answered = answer({
    template: template(`
parameters: {n: {type: number, default: 1}}
resources:
  a: ${value('{value: {get_param: n}}')}
  g: {type: OS::Heat::ResourceGroup, properties: {count: 2, resource_def: {type: child.yaml, properties: {x: "n%index%"}}}}
outputs:
  a: {value: {get_attr: [a, value]}}
  g: {value: {get_attr: [g, o]}}
`),
    params: { n: 4 },
    files: {
      'child.yaml': template(
        `parameters: {x: {type: string}}\nresources: {v: ${value('{value: {get_param: x}}')}}\noutputs: {o: {value: {get_attr: [v, value]}}}\n`,
      ),
    },
  });
  assert.deepEqual(answered, {
    status: 'CREATE_COMPLETE',
    outputs: { a: 4, g: ['n0', 'n1'] },
    resources: [
      ['0', 'child.yaml'],
      ['1', 'child.yaml'],
      ['a', 'OS::Heat::Value'],
      ['g', 'OS::Heat::ResourceGroup'],
      ['v', 'OS::Heat::Value'],
      ['v', 'OS::Heat::Value'],
    ],
  });
});

test('a made-up string is as long as asked, and an update that leaves it alone keeps it', () => {
  const random = (length: number): string =>
    template(`
resources: {r: {type: OS::Heat::RandomString, properties: {length: ${length}}}}
outputs: {r: {value: {get_resource: r}}, v: {value: {get_attr: [r, value]}}}
`);
  const kept = answer({ template: random(12), update: { template: random(12) } });
  const { r, v } = outputsOf(kept);
  assert.equal(r?.length, 12);
  assert.equal(r, v);
  assert.deepEqual(outputsOf(kept.after), { r, v });
  const other = answer({ template: random(12), update: { template: random(13) } });
  assert.deepEqual(other.preview, { unchanged: [], updated: [], replaced: ['r'], added: [], deleted: [] });
  assert.equal(outputsOf(other.after).r?.length, 13);
});

function outputsOf(answered: unknown): Record<string, string> {
  assert.ok(typeof answered === 'object' && answered !== null && 'outputs' in answered);
  return JSON.parse(JSON.stringify(answered.outputs));
}

test('an update is foretold as Heat does it: what asks for another resource, and what holds others, is updated', () => {
  const body = (count: number): string => `
resources:
  a: ${value('{value: 1}')}
  b: ${value('{value: {get_attr: [a, value]}}')}
  g: {type: OS::Heat::ResourceGroup, properties: {count: ${count}, resource_def: {type: OS::Heat::Value, properties: {value: 1}}}}
  n: {type: OS::Heat::None}
`;
  const same = answer({ template: template(body(1)), update: { template: template(body(1)) } });
  assert.deepEqual(same.preview, { unchanged: ['a', 'n'], updated: ['b', 'g'], replaced: [], added: [], deleted: [] });
  const other = answer({
    template: template(body(1)),
    update: {
      template: template(
        `resources: {a: {type: OS::Heat::None}, n: {type: OS::Heat::None, depends_on: a}, c: {type: OS::Heat::None}}`,
      ),
    },
  });
  assert.deepEqual(other.preview, {
    unchanged: ['n'],
    updated: [],
    replaced: ['a'],
    added: ['c'],
    deleted: ['b', 'g'],
  });
});

test('what was replaced is told of an update that is made, and nothing of one that fails midway', () => {
  const text = (length: number, size: number): string =>
    template(`
resources:
  a: {type: OS::Heat::RandomString, properties: {length: ${length}}}
  v: ${value(`{value: ${size}}`)}
  b: {type: OS::Heat::RandomString, properties: {length: {get_attr: [v, value]}}}
`);
  const after = (size: number) => answer({ template: text(1, 1), update: { template: text(2, size) } }).after;
  assert.match(JSON.stringify(after(1)), /"UPDATE_COMPLETE".*"replaced":\["a"\]/);
  assert.match(JSON.stringify(after(0)), /"UPDATE_FAILED","errors":\[.*out of range[^[]*\]\}$/);
});

test('an update that changes an immutable parameter is refused', () => {
  const text = template('parameters: {p: {type: string, immutable: true}}\n');
  const answered = answer({ template: text, params: { p: 'a' }, update: { template: text, params: { p: 'b' } } });
  assert.match(
    JSON.stringify(answered.after),
    /^\{"status":"REFUSED","errors":\[\{"code":"parameter-immutable".*"path":"parameters.p"/,
  );
});

test('to validate is to look at what is written, not at values, and gives the parameters', () => {
  const valid = answer({
    do: 'validate',
    template: template(`
parameters:
  a: {type: string, hidden: true, constraints: [{length: {min: 2, max: 5}, description: short}]}
  b: {type: number, default: 1.0, label: B, description: the b, tags: [t]}
parameter_groups: [{label: L, parameters: [a], order: 1}]
resources: {v: ${value('{type: number, value: abc}')}}
`),
    params: { b: 5 },
  });
  assert.deepEqual(valid, {
    status: 'VALID',
    parameters: {
      a: {
        Type: 'String',
        Description: '',
        NoEcho: 'true',
        Label: 'a',
        MinLength: 2,
        MaxLength: 5,
        ConstraintDescription: 'short',
      },
      b: { Type: 'Number', Description: 'the b', NoEcho: 'false', Label: 'B', Default: 1, Value: 5, Tags: ['t'] },
    },
    groups: [{ label: 'L', parameters: ['a'], order: 1 }],
  });
  const refused = answer({ do: 'validate', template: template('outputs: {o: {value: {get_attr: [v, value]}}}\n') });
  assert.match(JSON.stringify(refused), /^\{"status":"REFUSED","errors":\[\{"code":"name-unknown".*"line":2/);
});

test('what is no case is answered too', () => {
  for (const given of ['5', '{}', '{"template": 5}', '{"template": "heat_template_version: wallaby", "update": 3}']) {
    const read = readJsonText(given);
    assert.ok(!(read instanceof JsonFault));
    assert.equal(answerCase(read, randomInt).get('status'), 'MALFORMED');
  }
});

test('paths are written in one way, whatever the names and wherever they come from', () => {
  const pathsOf = (body: string): ReadonlySet<unknown> => {
    const { errors } = answer({ template: template(body) });
    assert.ok(Array.isArray(errors));
    return new Set(errors.map(({ path }) => path));
  };
  const group = (line: string): string =>
    `resources:\n  g:\n    type: OS::Heat::ResourceGroup\n    ${line}, resource_def: {type: OS::Heat::None}}\n`;
  const names = pathsOf(`
resources: {"a.b": ${value('{value: [{get_param: x}]}')}}
outputs: {"o 1": {value: {get_param: x}}}
`);
  assert.deepEqual(
    names,
    new Set(['resources["a.b"].properties.value[0].get_param', 'outputs["o 1"].value.get_param']),
  );
  assert.deepEqual(
    pathsOf(group('properties: {removal_policies: [{x: 1}]')),
    new Set(['resources.g.properties.removal_policies[0].x']),
  );
  const requirement = group('depends_on: [nowhere]\n    properties: {count: 1');
  assert.deepEqual(pathsOf(requirement), new Set(['resources.g.depends_on[0]']));
});

test('what a case can not do is refused by name, and nothing is made of it', () => {
  for (const asked of ['delete', 'Validate', '', 3, true]) {
    const { status, errors } = answer({ template: template(''), do: asked });
    assert.equal(status, 'MALFORMED');
    assert.ok(JSON.stringify(errors).includes(JSON.stringify(JSON.stringify(asked)).slice(1, -1)), String(asked));
  }
  for (const asked of ['create', null]) {
    assert.equal(answer({ template: template(''), do: asked }).status, 'CREATE_COMPLETE');
  }
});

test('an update fails where it does what its environment restricts, and says where', () => {
  const text = (n: number): string =>
    template(`resources:\n  a: ${value(`{value: ${n}}`)}\n  b: ${value('{value: 1}')}\n`);
  const env = (name: string): string => `resource_registry: {resources: {${name}: {restricted_actions: update}}}\n`;
  const after = (name: string): unknown =>
    answer({ template: text(1), update: { template: text(2), env: env(name) } }).after;
  assert.match(
    JSON.stringify(after('a')),
    /^\{"status":"UPDATE_FAILED","errors":\[\{"code":"action-restricted".*"env.yaml","line":1,"column":57,"path":"resource_registry.resources.a.restricted_actions"/,
  );
  assert.match(JSON.stringify(after('b')), /^\{"status":"UPDATE_COMPLETE"/);
});

test('a stack that Heat fails to make is told apart from one that it refuses', () => {
  const fails = (type: string): unknown =>
    answer({
      template: template(`
resources:
  a: ${value(`{type: json, value: {x: 1}}`)}
  b: ${value(`{type: ${type}, value: {list_join: [',', {get_attr: [a, value]}]}}`)}
`),
    }).status;
  assert.equal(fails('string'), 'CREATE_FAILED');
  assert.equal(fails('nonsense'), 'REFUSED');
});

test('names that cannot be worked out while attributes are null are refused before anything is made', () => {
  for (const call of [
    '{get_attr: [v, [{list_join: [x, [1]]}]]}',
    '{get_attr: [{get_attr: [v, value]}, value]}',
    '{get_resource: {list_join: ["", [1]]}}',
  ]) {
    const stack = `resources: {v: ${value('{value: v}')}}\noutputs: {o: {value: ${call}}}\n`;
    assert.equal(answer({ template: template(stack) }).status, 'REFUSED', call);
  }
});

test('a name of an attribute that is no text is refused of a group, and only met later of a nested stack', () => {
  const statusOf = (resource: string): unknown =>
    answer({
      template: template(`resources: {r: ${resource}}\noutputs: {o: {value: {get_attr: [r, 1, x]}}}\n`),
      files: { 'n.yaml': template('outputs: {o: {value: 1}}\n') },
    }).status;
  assert.equal(
    statusOf('{type: OS::Heat::ResourceGroup, properties: {resource_def: {type: OS::Heat::None}}}'),
    'REFUSED',
  );
  assert.equal(statusOf('{type: OS::Heat::ResourceChain, properties: {resources: []}}'), 'REFUSED');
  assert.equal(statusOf('{type: n.yaml}'), 'CREATE_COMPLETE');
});

test('a path that no key can be leads nowhere in the first version, and is refused later', () => {
  const stack = (version: string): string => `heat_template_version: ${version}
resources: {v: ${value('{value: {a: 1}}')}}
outputs: {o: {value: {get_attr: [v, value, []]}}}
`;
  assert.deepEqual(outputsOf(answer({ template: stack('2013-05-23') })), { o: null });
  assert.equal(answer({ template: stack('2014-10-16') }).status, 'REFUSED');
});

test('the members of a group are not looked at where only a template is validated', () => {
  const body = (properties: string): string =>
    `resources: {g: {type: OS::Heat::ResourceGroup, properties: {resource_def: {type: OS::Heat::Value, properties: ${properties}}}}}\n`;
  assert.equal(answer({ do: 'validate', template: template(body('{valu: 1}')) }).status, 'VALID');
  assert.equal(answer({ template: template(body('{valu: 1}')) }).status, 'REFUSED');
});

test('a template that is refused for a default that does not fit is told why', () => {
  const parameters = 'parameters: {a: {type: string, default: "", constraints: [{length: {min: 1}}]}}';
  const { status, errors } = answer({ template: template(parameters), do: 'validate' });
  assert.equal(status, 'REFUSED');
  assert.match(JSON.stringify(errors), /"path":"parameters\.a"/);
});

test('what a validation finds is what is written: names of attributes, files of its own resources, types of values', () => {
  const validate = (body: string, files: Record<string, string> = {}) =>
    answer({ do: 'validate', template: template(body), files }).status;
  const broken = { 'broken.yaml': 'heat_template_version: wallaby\nconditions: {c: <<}\n' };
  const group = (type: string): string =>
    `g: {type: OS::Heat::ResourceGroup, properties: {resource_def: {type: ${type}, properties: {value: 1}}}}`;
  const asking = (resource: string, path: string): string =>
    `resources: {${resource}, r: ${value(`{value: {get_attr: [${path}]}}`)}}\n`;
  assert.equal(validate(`resources: {r: {type: broken.yaml}}\n`, broken), 'REFUSED');
  assert.equal(validate(`resources: {${group('broken.yaml')}}\n`, broken), 'VALID');
  const taking = (parameters: string) => ({
    'taking.yaml': `heat_template_version: wallaby\nparameters: ${parameters}\n`,
  });
  assert.equal(validate('resources: {r: {type: taking.yaml}}\n', taking('1')), 'REFUSED');
  assert.equal(validate('resources: {r: {type: taking.yaml}}\n', taking('{}')), 'VALID');
  assert.equal(validate(`resources: {r: ${value('{value: 1, type: 1.0}')}}\n`), 'REFUSED');
  assert.equal(validate(`resources: {r: ${value('{value: 1, type: nothing}')}}\n`), 'VALID');
  assert.equal(validate(asking(group('OS::Heat::Value'), 'g, 1, a')), 'VALID');
  assert.equal(validate(asking(group('OS::Heat::Value'), 'g, 1')), 'REFUSED');
  assert.equal(validate(asking(group('OS::Heat::Value'), 'g, nope')), 'VALID');
  assert.equal(validate(asking(`v: ${value('{value: 1}')}`, 'v, 1, a')), 'REFUSED');
  assert.equal(validate(asking(`v: ${value('{nope: 1}')}`, 'v, value')), 'REFUSED');
  const config = 'c: {type: OS::Heat::StructuredConfig, properties: {inputs: 1}}';
  assert.equal(validate(asking(config, 'c, nope')), 'REFUSED');
  assert.equal(validate(asking(config, 'c, config')), 'VALID');
  const absent = (given: string): string =>
    `resources: {r: {type: OS::Heat::Value, condition: false, properties: {value: ${given}}}}\n`;
  assert.equal(validate(absent('{yaql: []}')), 'REFUSED');
  assert.equal(validate(absent('{yaql: {expression: "$."}}')), 'VALID');
});

test('a name that cannot be worked out, or that members of a group do not have, is refused before anything is made', () => {
  const bad = '{str_replace: {template: 1, params: {}}}';
  const status = (rest: string): unknown =>
    answer({ template: template(`resources: {v: ${value('{value: 1}')}${rest}`) }).status;
  assert.equal(status(`}\noutputs: {o: {value: {get_attr: [v, ${bad}]}}}\n`), 'REFUSED');
  assert.equal(status(`}\noutputs: {o: {value: {get_attr: [v, value, ${bad}]}}}\n`), 'REFUSED');
  assert.equal(status(`}\noutputs: {o: {value: {get_resource: ${bad}}}}\n`), 'REFUSED');
  assert.equal(status(`}\noutputs: {o: {value: ${bad}}}\n`), 'CREATE_COMPLETE');
  const group =
    ', g: {type: OS::Heat::ResourceGroup, properties: {resource_def: {type: OS::Heat::Value, properties: {value: 1}}}}';
  const none = (path: string): string =>
    `${group}, n: {type: OS::Heat::None, properties: {x: {get_attr: [${path}]}}}}\n`;
  assert.equal(status(none('g, nope')), 'REFUSED');
  assert.equal(status(none('v, nope')), 'CREATE_COMPLETE');
  assert.equal(status(none('g, attributes')), 'CREATE_COMPLETE');
  assert.equal(status(none('g, attributes, 1')), 'REFUSED');
});

test('a case whose parts are of another form is none', () => {
  const parts: Record<string, unknown>[] = [
    { env: 5 },
    { envs: 'x' },
    { envs: [5] },
    { files: [] },
    { files: { a: 5 } },
    { params: 'x' },
    { update: 5 },
  ];
  for (const part of parts) {
    assert.equal(answer({ template: template(''), ...part }).status, 'MALFORMED', JSON.stringify(part));
  }
  assert.equal(answer({ template: template(''), env: null, files: null }).status, 'CREATE_COMPLETE');
});

test('an attribute of one member of a group may be null until it is made, and after', () => {
  const child = template(
    `parameters: {x: {type: string}}\nresources: {v: ${value('{value: {get_param: x}}')}}\noutputs: {o: {value: {get_attr: [v, value]}}, n: {value: null}}\n`,
  );
  const answered = answer({
    template: template(`
resources: {g: {type: OS::Heat::ResourceGroup, properties: {count: 2, resource_def: {type: child.yaml, properties: {x: "n%index%"}}}}}
outputs:
  dotted: {value: {get_attr: [g, resource.1.o]}}
  apart: {value: {get_attr: [g, resource.1, o]}}
  nothing: {value: {get_attr: [g, resource.0.n]}}
`),
    files: { 'child.yaml': child },
  });
  assert.equal(answered.status, 'CREATE_COMPLETE');
  assert.deepEqual(answered.outputs, { dotted: 'n1', apart: 'n1', nothing: null });
  assert.equal(answered.errors, undefined);
});

test('deletion policies and external ids are evaluated where only a template is validated, metadata are not', () => {
  const validated = (part: string): unknown =>
    answer({
      template: template(`resources: {a: {type: OS::Heat::None, ${part}: {get_param: nope}}}\n`),
      do: 'validate',
    }).status;
  assert.deepEqual(['deletion_policy', 'external_id', 'metadata'].map(validated), ['REFUSED', 'REFUSED', 'VALID']);
});

test("parameters that are called as one of Heat's own are not described, and none is there for a region", () => {
  const names = ['OS::stack_name', 'OS::stack_id', 'OS::project_id', 'OS::region', 'OS::other'];
  const parameters = `parameters: {${names.map((name) => `'${name}': {type: string}`).join(', ')}}\n`;
  assert.deepEqual(Object.keys(Object(answer({ do: 'validate', template: template(parameters) }).parameters)), [
    'OS::other',
  ]);
  const asked = answer({ template: template("outputs: {o: {value: {get_param: 'OS::region'}}}\n") });
  assert.match(JSON.stringify(asked.errors), /parameter-undefined/);
});

test('a parameter of the name of a pseudo parameter stands for it, and so does a default for it', () => {
  const outputs = (given: Omit<Case, 'template'>, parameters = ''): unknown =>
    answer({
      template: template(
        `${parameters}outputs: {n: {value: {get_param: 'OS::stack_name'}}, p: {value: {get_param: 'OS::project_id'}}}\n`,
      ),
      ...given,
    }).outputs;
  assert.deepEqual(outputs({}), { n: 'stack', p: 'admin' });
  assert.deepEqual(outputs({ env: "parameter_defaults: {'OS::project_id': 5}" }), { n: 'stack', p: '5' });
  assert.deepEqual(outputs({}, "parameters: {'OS::stack_name': {type: number, default: 7}}\n"), { n: 7, p: 'admin' });
});
