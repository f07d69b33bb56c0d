import assert from 'node:assert/strict';
import { test } from 'node:test';
import { line, renderSample, type Sample } from '../render/testing/render-sample.ts';
import { validateRevision } from './validate-revision.ts';

const problemsOf = (body: string, sample: Sample = {}) =>
  validateRevision(renderSample(body, sample), { names: ['script'], check: () => [] }).map(line);

test('a sound revision has no problems', () => {
  assert.deepEqual(
    problemsOf(`
resources:
  r: {type: OS::Heat::RandomString}
  known: {type: OS::Heat::SoftwareConfig, properties: {group: script, config: echo}}
  later: {type: OS::Heat::SoftwareConfig, properties: {group: script, config: {get_attr: [r, value]}}}
  none: {type: OS::Heat::StructuredConfig, properties: {config: {a: 1}}}
  server: {type: OS::Heat::DeployedServer, properties: {name: local}}
  a: {type: OS::Heat::SoftwareDeployment, properties: {config: {get_resource: known}, server: {get_resource: server}, input_values: {more: 1}}}
  b: {type: OS::Heat::SoftwareDeployment, properties: {config: {get_resource: later}, server: local}}
  c: {type: OS::Heat::StructuredDeployment, properties: {config: {get_resource: none}, server: local}}
  d: {type: OS::Heat::SoftwareDeployment, properties: {config: {get_resource: known}, server: {get_attr: [r, value]}}}
`),
    [],
  );
});

test('a server that is no node, a config that is none and a tool that does not exist are told where they stand', () => {
  assert.deepEqual(
    problemsOf(`
resources:
  r: {type: OS::Heat::RandomString}
  odd: {type: OS::Heat::SoftwareConfig, properties: {group: ansible, config: x}}
  parts: {type: OS::Heat::SoftwareComponent, properties: {configs: [{tool: script, config: x, actions: [CREATE]}, {tool: puppet, config: y, actions: [UPDATE]}]}}
  a: {type: OS::Heat::SoftwareDeployment, properties: {config: {get_resource: odd}, server: locall}}
  b: {type: OS::Heat::SoftwareDeployment, properties: {config: nothing, server: local}}
  c: {type: OS::Heat::SoftwareDeployment, properties: {config: {get_resource: r}, server: local}}
  d: {type: OS::Heat::SoftwareDeployment, properties: {config: {get_resource: parts}, server: local}}
`),
    [
      'template.yaml:7:93 node-unknown: The inventory has no node "locall"',
      'template.yaml:8:64 config-unknown: "b" deploys something that is not a config',
      'template.yaml:9:64 config-unknown: "c" deploys something that is not a config',
      'template.yaml:5:61 tool-unknown: There is no tool "ansible"',
      'template.yaml:6:122 tool-unknown: There is no tool "puppet"',
    ],
  );
});

test('a tool that does not exist matters only where something is deployed with it', () => {
  assert.deepEqual(
    problemsOf('resources: {c: {type: OS::Heat::SoftwareConfig, properties: {group: puppet, config: x}}}\n'),
    [],
  );
});

test('a node is looked for in the group and nested stack where it is used', () => {
  const files = {
    'c.yaml':
      'heat_template_version: wallaby\nparameters: {n: {type: string}}\nresources:\n  s: {type: OS::Heat::SoftwareConfig, properties: {config: x}}\n  d: {type: OS::Heat::SoftwareDeployment, properties: {config: {get_resource: s}, server: {get_param: n}}}\n',
  };
  assert.deepEqual(
    problemsOf(
      'resources: {g: {type: OS::Heat::ResourceGroup, properties: {count: 2, resource_def: {type: c.yaml, properties: {n: node-%index%}}}}}\n',
      {
        files,
        inventory: 'all: {hosts: {node-0: {ansible_connection: local}}}\n',
      },
    ),
    ['c.yaml:5:91 node-unknown: The inventory has no node "node-1"'],
  );
});

test('members that are only known later are checked as far as they are known', () => {
  const files = {
    'm.yaml': `heat_template_version: wallaby
parameters: {where: {type: string}}
conditions: {second: {equals: [{get_param: where}, x]}}
resources:
  odd: {type: OS::Heat::SoftwareConfig, properties: {group: puppet, config: x}}
  a: {type: OS::Heat::SoftwareDeployment, properties: {config: {get_resource: odd}, server: locall}}
  b: {type: OS::Heat::SoftwareDeployment, properties: {config: {get_resource: odd}, server: {get_param: where}}}
  c: {type: OS::Heat::SoftwareDeployment, condition: second, properties: {config: {get_resource: odd}, server: elsewhere}}
`,
  };
  const body = `
resources:
  r: {type: OS::Heat::RandomString}
  known: {type: OS::Heat::SoftwareConfig, properties: {group: script, config: echo}}
  n: {type: m.yaml, properties: {where: {get_attr: [r, value]}}}
  g:
    type: OS::Heat::ResourceGroup
    properties:
      count: {get_attr: [r, value]}
      resource_def:
        type: OS::Heat::SoftwareDeployment
        properties: {config: {get_resource: known}, server: 'node-%index%'}
  ok:
    type: OS::Heat::ResourceGroup
    properties:
      count: {get_attr: [r, value]}
      resource_def: {type: OS::Heat::SoftwareDeployment, properties: {config: {get_resource: known}, server: local}}
`;
  assert.deepEqual(problemsOf(body, { files }), [
    'm.yaml:6:93 node-unknown: The inventory has no node "locall"',
    'template.yaml:13:61 node-unknown: The inventory has no node "node-0"',
    'm.yaml:5:61 tool-unknown: There is no tool "puppet"',
  ]);
});

test('where it waits which names are not used, nothing that hangs on names is told', () => {
  const body = `
resources:
  r: {type: OS::Heat::RandomString}
  known: {type: OS::Heat::SoftwareConfig, properties: {group: script, config: echo}}
  g:
    type: OS::Heat::ResourceGroup
    properties:
      count: 2
      removal_policies: [{resource_list: [{get_attr: [r, value]}]}]
      resource_def:
        type: OS::Heat::SoftwareDeployment
        properties: {config: {get_resource: known}, server: 'node-%index%'}
`;
  assert.deepEqual(problemsOf(body), []);
});
