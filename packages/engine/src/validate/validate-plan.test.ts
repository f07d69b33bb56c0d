import assert from 'node:assert/strict';
import { test } from 'node:test';
import { line, type Sample, samplePlan, template } from '../render/testing/render-sample.ts';
import { validatePlan } from './validate-plan.ts';

const problemsOf = (body: string, sample: Sample = {}) => validatePlan(samplePlan(template(body), sample)).map(line);

test('a plan is sound though its parameters have no values yet', () => {
  assert.deepEqual(
    problemsOf(
      'parameters: {a: {type: string}}\nresources: {v: {type: OS::Heat::Value, properties: {value: {get_param: a}}}}\n',
    ),
    [],
  );
});

test('every template that can be reached is checked, those under a condition and in groups too', () => {
  const files = {
    'a.yaml': template('resources: {v: {typ: x}}\n'),
    'b.yaml': template('resources: {v: {type: OS::Heat::Value, properties: {value: {get_param: nope}}}}\n'),
    'c.yaml': template('outputs: {o: {value: {get_file: gone}}}\n'),
    'env.yaml': 'resource_registry: {My::C: c.yaml}\n',
    'chained.yaml': template('resources: {v: {typ: x}}\n'),
    'unused.yaml': 'heat_template_version: nonsense\n',
  };
  const problems = problemsOf(
    `
resources:
  a: {type: a.yaml, condition: false}
  g: {type: OS::Heat::ResourceGroup, properties: {count: 0, resource_def: {type: OS::Heat::ResourceGroup, properties: {resource_def: {type: b.yaml}}}}}
  c: {type: My::C}
  d: {type: missing.yaml}
  e: {type: OS::Heat::ResourceChain, condition: false, properties: {resources: [OS::Heat::None, chained.yaml]}}
`,
    { files, environments: ['env.yaml'] },
  );
  const told = new Set(problems.map((each) => each.split(':')[0]));
  assert.deepEqual(told, new Set(['a.yaml', 'b.yaml', 'c.yaml', 'chained.yaml', 'template.yaml']));
  assert.ok(problems.includes('b.yaml:2:72 parameter-undefined: There is no parameter "nope"'), problems.join('\n'));
  assert.ok(problems.includes('c.yaml:2:33 file-missing: The plan has no file "gone"'), problems.join('\n'));
});

test('where something is wrong already, properties are looked at in all templates, and in what can be read of broken ones', () => {
  const files = {
    'n.yaml': template('resources: {z: {type: OS::Heat::RandomString, properties: {lenth: 5}}, t: {type: My::Type}}\n'),
    'b.yaml': template(
      'parameters: {p: {typ: x}}\nresources: {n: {type: OS::Heat::Value, properties: {valeu: {get_param: q}}}}\n',
    ),
  };
  const body = (more: string) => `
resources:
  a: {type: OS::Heat::Value, properties: {value: {get_resource: ${more}}}}
  n: {type: n.yaml}
`;
  assert.deepEqual(problemsOf(body('n'), { files }), [], 'a deployment may say what the types are');
  assert.deepEqual(problemsOf(body('m'), { files }), [
    'template.yaml:4:65 name-unknown: There is no resource "m"',
    'n.yaml:2:60 property-unknown: OS::Heat::RandomString has no property "lenth"',
  ]);
  assert.deepEqual(problemsOf(`${body('n')}  b: {type: b.yaml}\n`, { files }), [
    'b.yaml:2:18 parameter-schema: A parameter has no key "typ"',
    'b.yaml:3:53 property-unknown: OS::Heat::Value has no property "valeu"',
    'b.yaml:3:72 parameter-undefined: There is no parameter "q"',
    'n.yaml:2:60 property-unknown: OS::Heat::RandomString has no property "lenth"',
  ]);
  assert.deepEqual(problemsOf(`${body('m')}  k: {typ: x}\n`, { files }), [
    'template.yaml:4:65 name-unknown: There is no resource "m"',
    'template.yaml:6:7 template-resource: A resource has no key "typ"',
    'n.yaml:2:60 property-unknown: OS::Heat::RandomString has no property "lenth"',
  ]);
});

test('names that mean nothing are told in every branch, with their places', () => {
  assert.deepEqual(
    problemsOf(`
parameters: {size: {type: string, default: ''}}
conditions: {c: {equals: [{get_param: siz}, '']}}
resources:
  v: {type: OS::Heat::Value, properties: {value: {if: [c, {get_resource: w}, {get_attr: [v2, value]}]}}}
outputs:
  o: {value: {if: [d, 1, {get_file: ../../etc/passwd}]}}
  p: {value: {get_param: 'OS::stack_name'}}
`),
    [
      'template.yaml:4:39 parameter-undefined: There is no parameter "siz"',
      'template.yaml:6:74 name-unknown: There is no resource "w"',
      'template.yaml:6:90 name-unknown: There is no resource "v2"',
      'template.yaml:8:20 name-unknown: There is no condition "d"',
      'template.yaml:8:37 file-outside: "../../etc/passwd" leads out of the plan',
    ],
  );
});

test('a parameter that does not exist is an error, and a warning where its branch may never be taken', () => {
  const outputs = [
    'a: {value: {get_param: nope}}',
    'b: {value: {if: [{equals: [1, 2]}, {get_param: nope}, 1]}}',
    'c: {condition: {equals: [1, 2]}, value: [{get_param: nope}]}',
  ];
  const plan = samplePlan(template(`outputs: {${outputs.join(', ')}}\n`));
  assert.deepEqual(
    validatePlan(plan).map((each) => each.severity),
    ['error', 'warning', 'warning'],
  );
});

test('templates that include each other are told once', () => {
  const files = {
    'a.yaml': template('resources: {b: {type: b.yaml}}\n'),
    'b.yaml': template('resources: {a: {type: a.yaml}}\n'),
  };
  for (const other of ['a.yaml', 'b.yaml']) {
    assert.deepEqual(problemsOf(`resources: {a: {type: a.yaml}, b: {type: ${other}}}\n`, { files }), [
      'b.yaml:2:23 template-nesting: A template includes itself: a.yaml → b.yaml → a.yaml',
    ]);
  }
});

test('a hidden value in clear is a warning, in environments and as a default, but an empty one is none', () => {
  const files = {
    'env.yaml':
      "parameters: {a: apple-9, open: x, e: ''}\nparameter_defaults:\n  inner: apple-9\n  s: !tyto/secret x@1\n",
    'c.yaml': template(
      'parameters: {inner: {type: string, hidden: true}, s: {type: string, hidden: true, default: given}}\n',
    ),
  };
  const plan = samplePlan(
    template(
      'parameters: {a: {type: string, hidden: true}, e: {type: string, hidden: true}, open: {type: string}}\nresources: {c: {type: c.yaml}}\n',
    ),
    { files, environments: ['env.yaml'] },
  );
  const problems = validatePlan(plan).filter((each) => each.code === 'secret-in-clear');
  assert.ok(problems.every((each) => each.severity === 'warning'));
  assert.deepEqual(problems.map(line), [
    'env.yaml:1:17 secret-in-clear: The plan holds the hidden parameter "a" in clear',
    'env.yaml:3:10 secret-in-clear: The plan holds the hidden parameter "inner" in clear',
    'c.yaml:2:51 secret-in-clear: The hidden parameter "s" has a default in clear',
  ]);
  assert.ok(!problems.some((each) => JSON.stringify(each).includes('apple')));
});
