import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Unknown } from '../hot/value.ts';
import { outputOf, problemsOf, renderSample } from './testing/render-sample.ts';

const config = `
  conf:
    type: OS::Heat::SoftwareConfig
    properties: {group: script, config: 'echo hi', outputs: [{name: url}]}
`;

test('resources stand in the order of the source with what each of them requires', () => {
  const { graph } = renderSample(`
resources:
  front:
    type: OS::Heat::SoftwareDeployment
    depends_on: last
    properties: {config: {get_resource: conf}, server: local, input_values: {a: {get_attr: [back, url]}}}
  back:
    type: OS::Heat::SoftwareDeployment
    properties: {config: {get_resource: conf}, server: local}
  last: {type: OS::Heat::Value, properties: {value: 1}}
${config}`);
  assert.deepEqual(
    [...graph.nodes.values()].map(({ address, requires }) => [address, [...requires].sort()]),
    [
      ['front', ['back', 'conf', 'last']],
      ['back', ['conf']],
      ['last', []],
      ['conf', []],
    ],
  );
});

test('metadata orders resources as properties do', () => {
  const { graph } = renderSample(`
resources:
  b: {type: OS::Heat::Value, metadata: {x: {get_attr: [a, value]}}, properties: {value: 1}}
  a: {type: OS::Heat::Value, properties: {value: 1}}
`);
  assert.deepEqual(graph.nodes.get('b')?.requires, ['a']);
});

test('the reference to a config is the digest of its content, and that of a server its name', () => {
  const body = (script: string) => `
resources:
  conf: {type: OS::Heat::SoftwareConfig, properties: {group: script, config: '${script}'}}
  same: {type: OS::Heat::SoftwareConfig, properties: {group: script, config: 'echo 1'}}
  node: {type: OS::Heat::DeployedServer, properties: {name: local}}
  v: {type: OS::Heat::Value, properties: {value: 1}}
  r: {type: OS::Heat::RandomString}
outputs:
  conf: {value: {get_resource: conf}}
  same: {value: {get_resource: same}}
  node: {value: {get_resource: node}}
  v: {value: {get_resource: v}}
  r: {value: {get_resource: r}}
`;
  const one = renderSample(body('echo 1'));
  assert.match(String(outputOf(one, 'conf')), /^[0-9a-f]{64}$/);
  assert.equal(outputOf(one, 'conf'), outputOf(one, 'same'));
  assert.notEqual(outputOf(one, 'conf'), outputOf(renderSample(body('echo 2')), 'conf'));
  assert.equal(outputOf(one, 'node'), 'local');
  assert.equal(outputOf(one, 'v'), 'v');
  assert.deepEqual(outputOf(one, 'r'), new Unknown({ kind: 'reference', address: 'r' }));
});

test('a config whose content awaits an attribute is referred to by its address', () => {
  const revision = renderSample(`
resources:
  r: {type: OS::Heat::RandomString}
  conf: {type: OS::Heat::SoftwareConfig, properties: {config: {get_attr: [r, value]}, outputs: [{name: o}]}}
  d: {type: OS::Heat::SoftwareDeployment, properties: {config: {get_resource: conf}, server: local}}
outputs:
  conf: {value: {get_resource: conf}}
  o: {value: {get_attr: [d, o]}}
`);
  assert.deepEqual(outputOf(revision, 'conf'), new Unknown({ kind: 'reference', address: 'conf' }));
  assert.deepEqual(outputOf(revision, 'o'), new Unknown({ kind: 'attribute', address: 'd', path: ['o'] }));
});

test('a deployment has the outputs that its config declares and no others', () => {
  const deployment = `resources:${config}
  d: {type: OS::Heat::SoftwareDeployment, properties: {config: {get_resource: conf}, server: local}}
`;
  const good = renderSample(`${deployment}
outputs:
  url: {value: {get_attr: [d, url, 0]}}
  stdout: {value: {get_attr: [d, deploy_stdout]}}
`);
  assert.deepEqual(outputOf(good, 'url'), new Unknown({ kind: 'attribute', address: 'd', path: ['url', 0] }));
  assert.deepEqual(outputOf(good, 'stdout'), new Unknown({ kind: 'attribute', address: 'd', path: ['deploy_stdout'] }));
  assert.deepEqual(
    problemsOf(`${deployment}
  v: {type: OS::Heat::Value, properties: {value: {get_attr: [d, urll]}}}
`),
    ['template.yaml:9:65 attribute-unknown: "d" has no attribute "urll"'],
  );
});

test('a name in depends_on that is of no resource is told where the resource that names it is there', () => {
  const body = (condition: boolean): string => `
conditions: {c: ${condition}}
resources: {a: {type: OS::Heat::None, condition: c, depends_on: [gone]}}
`;
  assert.deepEqual(problemsOf(body(true)), [
    'template.yaml:4:66 template-resource: There is no resource "gone" to depend on',
  ]);
  assert.deepEqual(problemsOf(body(false)), []);
});

test('a resource whose condition is false is left out, and depends_on may still name it', () => {
  const { graph } = renderSample(`
parameters: {wanted: {type: boolean, default: false}}
conditions: {c: {get_param: wanted}}
resources:
  gone: {type: OS::Heat::Value, condition: c, properties: {value: {get_file: nowhere}}}
  here: {type: OS::Heat::Value, depends_on: gone, properties: {value: {if: [c, {get_attr: [gone, value]}, 2]}}}
`);
  assert.deepEqual([...graph.nodes.keys()], ['here']);
  assert.deepEqual(graph.nodes.get('here')?.requires, []);
});

test('a reference to a resource whose condition is false is told at its place', () => {
  assert.deepEqual(
    problemsOf(`
resources:
  gone: {type: OS::Heat::Value, condition: false, properties: {value: 1}}
  here: {type: OS::Heat::Value, properties: {value: {get_attr: [gone, value]}}}
`),
    ['template.yaml:5:65 resource-absent: The condition of resource "gone" is false'],
  );
});

test('a circle of resources is told once, by its names', () => {
  assert.deepEqual(
    problemsOf(`
resources:
  a: {type: OS::Heat::Value, properties: {value: {get_attr: [b, value]}}}
  b: {type: OS::Heat::Value, depends_on: c, properties: {value: 1}}
  c: {type: OS::Heat::Value, properties: {value: {get_resource: a}}}
  user: {type: OS::Heat::Value, properties: {value: {get_attr: [a, value]}}}
`),
    ['template.yaml:4:62 reference-cycle: Resources depend on each other in a circle: a → b → c → a'],
  );
});

test('the name of a resource may come from a parameter, and is told where it comes from an attribute', () => {
  const body = (name: string) => `
parameters: {which: {type: string, default: b}}
resources:
  a: {type: OS::Heat::Value, properties: {value: {get_attr: [${name}, value]}}}
  n: {type: OS::Heat::Value, properties: {value: b}}
  b: {type: OS::Heat::Value, properties: {value: 7}}
outputs: {o: {value: {get_attr: [a, value]}}}
`;
  assert.equal(outputOf(renderSample(body('{get_param: which}')), 'o'), 7);
  assert.deepEqual(problemsOf(body('{get_attr: [n, value]}')), [
    'template.yaml:5:62 shape-unknown: That resource "b" is meant is only known once others are evaluated',
  ]);
});

test('a branch that is not taken makes no circle', () => {
  const revision = renderSample(`
conditions: {no: {equals: [1, 2]}}
resources:
  a: {type: OS::Heat::Value, properties: {value: {if: [no, {get_attr: [b, value]}, 1]}}}
  b: {type: OS::Heat::Value, properties: {value: {get_attr: [a, value]}}}
outputs: {o: {value: {get_attr: [b, value]}}}
`);
  assert.equal(outputOf(revision, 'o'), 1);
});

test('a circle of conditions is told, a single one or among hundreds', () => {
  const [first] = problemsOf(`
conditions:
  a: {and: [b, true]}
  b: {not: a}
resources: {v: {type: OS::Heat::Value, condition: a, properties: {value: 1}}}
`);
  assert.match(first ?? '', /reference-cycle: Conditions depend on each other in a circle: a → b → a$/);
  const many = Array.from({ length: 500 }, (_, at) => `  c${at}: {not: c${(at + 1) % 500}}\n`).join('');
  const problems = problemsOf(
    `conditions:\n${many}resources: {v: {type: OS::Heat::Value, condition: c0, properties: {value: 1}}}\n`,
  );
  assert.equal(problems.length, 1);
  assert.match(problems[0] ?? '', /reference-cycle/);
});

test('all problems are told at once, each at its place', () => {
  assert.deepEqual(
    problemsOf(`
resources:
  a: {type: OS::Heat::Value, properties: {valu: 1}}
  b: {type: OS::Nova::Serve, properties: {name: x}}
  c: {type: OS::Heat::Value, properties: {value: {get_param: nope}}}
  d: {type: OS::Heat::Value, properties: {value: {get_attr: [c, value]}}}
  e: {type: OS::Heat::RandomString, properties: {length: 0}}
outputs:
  o: {value: {get_attr: [f, value]}}
`),
    [
      'template.yaml:4:43 property-unknown: OS::Heat::Value has no property "valu"',
      'template.yaml:5:13 resource-type: There is no resource type "OS::Nova::Serve"',
      'template.yaml:6:62 parameter-undefined: There is no parameter "nope"',
      'template.yaml:8:58 property-value: The value 0 is out of range',
      'template.yaml:10:26 name-unknown: There is no resource "f"',
    ],
  );
});

test('an output that comes to nothing is null with a warning; the others stay', () => {
  const body = `
outputs:
  bad: {value: {list_join: [',', {a: b}]}}
  good: {value: 1}
`;
  assert.equal(outputOf(renderSample(body), 'bad'), null);
  assert.equal(outputOf(renderSample(body), 'good'), 1);
  assert.match(problemsOf(body).join(), /template.yaml:4:34 function-argument/);
});

test('pseudo parameters name the deployment and the way to a nested stack', () => {
  const child = `heat_template_version: wallaby
outputs: {o: {value: [{get_param: 'OS::stack_name'}, {get_param: 'OS::stack_id'}]}}
`;
  const revision = renderSample(
    `
resources:
  g: {type: OS::Heat::ResourceGroup, properties: {count: 1, resource_def: {type: child.yaml}}}
outputs:
  root: {value: [{get_param: 'OS::stack_name'}, {get_param: 'OS::stack_id'}]}
  nested: {value: {get_attr: [g, o]}}
`,
    { files: { 'child.yaml': child } },
  );
  assert.deepEqual(outputOf(revision, 'root'), ['d', 'd']);
  assert.deepEqual(outputOf(revision, 'nested'), [['d-g-0', 'd/g/0']]);
});
