import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Tainted, type Value } from '../../hot/value.ts';
import { emptyState, type Instance, type State } from '../../state/state.ts';
import { explained, tryExplain } from './testing/explain-sample.ts';

const body = `parameters:
  who: {type: string, default: you}
resources:
  script:
    type: OS::Heat::SoftwareConfig
    properties:
      group: script
      outputs: [{name: said}]
      config:
        str_replace:
          template: |
            #!/bin/sh
            echo $who
          params: {$who: {get_param: who}}
  settings:
    type: OS::Heat::StructuredConfig
    properties:
      group: ansible
      config:
        a: {b: {get_param: who}, c: [1, 2]}
  component:
    type: OS::Heat::SoftwareComponent
    properties:
      configs:
        - {actions: [CREATE], tool: script, config: {get_file: create.sh}}
  first:
    type: OS::Heat::SoftwareDeployment
    properties: {config: {get_resource: script}, server: local}
  group:
    type: OS::Heat::SoftwareDeploymentGroup
    properties:
      config: {get_resource: script}
      servers: {one: local, two: {get_param: who}}
      input_values: {x: {get_attr: [first, said]}}
outputs:
  all: {value: {get_attr: [group, deploy_stdouts]}}
`;

const sample = { files: { 'create.sh': '#!/bin/sh\ntrue\n' } };

function deployed(attributes: Record<string, Value>): State {
  const instance: Instance = {
    id: 'i1',
    address: 'first',
    type: 'OS::Heat::SoftwareDeployment',
    role: 'current',
    status: { action: 'create', outcome: 'complete' },
    properties: new Map(),
    attributes: new Map(Object.entries(attributes)),
    requires: [],
    createdBy: 'r1',
  };
  return { ...emptyState('d'), instances: new Map([['i1', instance]]) };
}

const scriptLines = [
  'script configs/script/config',
  '  literal by str_replace ← template.yaml:12:21',
  '  parameter who "you" by str_replace ← template.yaml:15:26',
  '    default "you" wins ← template.yaml:3:32',
];

test('a run-time attribute names its resource, its present value and the script that writes it', () => {
  const lines = explained(body, 'group/one:input_values.x', { ...sample, state: deployed({ said: 'hello' }) });
  assert.deepEqual(lines, [
    'group/one:input_values.x = {"$tyto":{"attribute":["first","said"]}}',
    '  attribute first@said ← template.yaml:35:25',
    '    run-time first@said "hello" ← template.yaml:27:3',
    ...scriptLines.map((line) => `      ${line}`),
  ]);
  const asked = tryExplain(body, 'first@said', { ...sample, state: deployed({ said: 'hello' }) });
  assert.equal(asked.value?.parts[0]?.now, 'hello');
  assert.equal(tryExplain(body, 'first@said', sample).value?.parts[0]?.now, undefined);
});

test('a secret that a script put out stays tainted', () => {
  const secret = new Tainted('hunter2', { kind: 'secret', name: 's', version: 1 });
  const lines = explained(body, 'first@said', { ...sample, state: deployed({ said: secret }) });
  assert.match(lines[1] ?? '', /run-time first@said \{"\$tyto":\{"tainted"/);
  assert.doesNotMatch(lines.join(), /hunter2/);
});

test('members of a group of deployments have their own server and the properties of the group', () => {
  assert.deepEqual(explained(body, 'group/two:server', sample), [
    'group/two:server = "you"',
    '  parameter who "you" ← template.yaml:34:34',
    '    default "you" wins ← template.yaml:3:32',
  ]);
  assert.deepEqual(explained(body, 'outputs.all.one', sample).slice(0, 4), [
    'outputs.all.one = {"$tyto":{"attribute":["group/one","deploy_stdout"]}}',
    '  output all ← template.yaml:37:16',
    '    attribute group@deploy_stdouts.one ← template.yaml:37:16',
    '      run-time group/one@deploy_stdout ← template.yaml:30:3',
  ]);
});

test('a line of a rendered script leads to the line that it was made of', () => {
  assert.deepEqual(explained(body, 'configs/script/config:1', sample), [
    'configs/script/config:1 (script:config) = "#!/bin/sh"',
    '  literal by str_replace ← template.yaml:13:13',
  ]);
  assert.deepEqual(explained(body, 'configs/script/config:2', sample).slice(1, 3), [
    '  literal by str_replace ← template.yaml:14:13',
    '  parameter who "you" by str_replace ← template.yaml:15:26',
  ]);
  assert.deepEqual(explained(body, 'configs/component/0-script-create:2', sample), [
    'configs/component/0-script-create:2 (component:configs[0].config) = "true"',
    '  file create.sh ← template.yaml:26:53',
    '    text create.sh ← create.sh:2:1',
  ]);
});

test('a line of rendered YAML, of the graph and of the inventory leads to the value that stands there', () => {
  assert.equal(explained(body, 'configs/settings/config.yaml:2', sample)[0], 'settings:config.a.b = "you"');
  assert.equal(explained(body, 'configs/settings/config.yaml:5', sample)[0], 'settings:config.a.c[1] = 2');
  const inventory = 'all:\n  vars: {v: 1}\n  hosts:\n    local: {ansible_connection: local, v: 2}\n    you:\n';
  assert.deepEqual(explained(body, 'inventory.yaml:4', { ...sample, inventory }), [
    'inventory.yaml:4 = "v: 2"',
    '  variable v 2 wins ← inputs:inventory.yaml:4:43',
    '  variable v 1 loses ← inputs:inventory.yaml:2:13',
  ]);
});

test('whatever is asked for is explained or refused, and every file of the tree down to each of its lines', () => {
  const words = [
    'script',
    'group',
    'first',
    'one',
    'config',
    'input_values',
    'outputs',
    'all',
    'x',
    'said',
    'inventory.yaml',
  ];
  const piece = fc.oneof(fc.constantFrom(...words, '/', ':', '@', '.', '[0]', '1', '-1'), fc.string({ maxLength: 3 }));
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const { value, problems } = tryExplain(body, pieces.join(''), sample);
      assert.equal(value === undefined, problems.length > 0);
    }),
    { numRuns: 300 },
  );
  const files = ['inventory.yaml', 'tyto/graph.json', 'tyto/metadata.json', 'configs/settings/config.yaml'];
  for (const file of files) {
    for (let line = 1; ; line += 1) {
      const { value, problems } = tryExplain(body, `${file}:${line}`, sample);
      if (problems[0]?.message.includes('has no line')) break;
      assert.equal(value === undefined, problems.length > 0, `${file}:${line}`);
    }
  }
});
