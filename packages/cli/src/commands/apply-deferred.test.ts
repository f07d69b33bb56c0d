import assert from 'node:assert/strict';
import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { counter } from '../testing/counter.ts';
import { inventory, makeRig } from '../testing/rig.ts';

const template = `heat_template_version: wallaby
parameters:
  size: {type: string, default: '2'}
  password: {type: string, hidden: true}
resources:${counter}
  group:
    type: OS::Heat::ResourceGroup
    properties:
      count: {get_attr: [counter, count]}
      resource_def: {type: member.yaml, properties: {name: 'm%index%', password: {get_param: password}}}
outputs:
  said: {value: {get_attr: [group, said]}}
`;

const member = `heat_template_version: wallaby
parameters:
  name: {type: string}
  password: {type: string, hidden: true}
resources:
  config:
    type: OS::Heat::SoftwareConfig
    properties:
      group: script
      inputs: [{name: name}, {name: password}]
      outputs: [{name: said}]
      config: |
        #!/bin/sh
        printf %s "I am $name" > "$heat_outputs_path.said"
  one:
    type: OS::Heat::SoftwareDeployment
    properties:
      config: {get_resource: config}
      server: here
      actions: [CREATE, UPDATE, DELETE]
      input_values: {name: {get_param: name}, password: {get_param: password}}
outputs:
  said: {value: {get_attr: [one, said]}}
`;

const secret = 'correct-horse-battery';

test('how many members there are, a script tells: previewed, applied, explained, in parts and back', async (t) => {
  const rig = makeRig(t);
  rig.write('plan/template.yaml', template);
  rig.write('plan/member.yaml', member);
  rig.write('hosts.yaml', inventory);
  assert.equal((await rig.run('plan import plan --name web')).status, 0);
  const create = 'deployment create web-1 --plan web -i hosts.yaml --set-file password=-';
  assert.equal((await rig.run(create, secret)).status, 0);

  const configs = async (directory: string) => {
    assert.equal((await rig.run(`render web-1 --output ${directory}`)).status, 0);
    return globSync('configs/**/config', { cwd: join(rig.directory, directory) })
      .filter((path) => statSync(join(rig.directory, directory, path)).isFile())
      .sort();
  };
  assert.deepEqual(await configs('unapplied'), ['configs/config/config']);
  const before = await rig.run('preview web-1 --out changes.json');
  assert.match(
    before.out,
    /\? group {2}known after apply {2}OS::Heat::ResourceGroup\n {6}members: \(known after apply: counter@count\)/,
  );
  assert.match(before.out, /2 to create, .* 1 known after apply/);
  const applied = await rig.run('apply web-1 changes.json -y');
  assert.equal(applied.status, 0, applied.err);
  assert.match(applied.out, /Resources: 6 created, 0 updated, 0 replaced, 0 deleted/);
  const again = await rig.run('preview web-1 --detailed-exitcode');
  assert.equal(again.status, 0, again.out);
  assert.deepEqual(
    await configs('applied'),
    ['configs/config/config', 'configs/group/0/config/config', 'configs/group/1/config/config'],
    'the tree that is written out has what the apply made',
  );
  assert.match(readFileSync(join(rig.directory, 'applied/configs/group/1/config/config'), 'utf8'), /"I am \$name"/);
  assert.equal((await rig.run('outputs web-1 said')).out, 'said: ["I am m0", "I am m1"]\n');
  assert.match((await rig.run('explain web-1 group/1/one:input_values.name')).out, /%index% is replaced by .*"1"/);
  assert.match((await rig.run('explain web-1 outputs.said')).out, /now \["I am m0", "I am m1"\]/);

  await rig.run('deployment set web-1 --set size=3');
  const grown = await rig.run('preview web-1');
  assert.match(
    grown.out,
    /\? group\/1\/one {2}known after apply {2}.*\n {6}wanted: \(known after apply: counter@count\)/,
  );
  const part = await rig.run('apply web-1 -y --target counter');
  assert.equal(part.status, 0, part.err);
  assert.match(part.out, /Resources: 0 created, 1 updated, 0 replaced, 0 deleted/);
  const rest = await rig.run('preview web-1');
  assert.match(rest.out, /\+ group\/2\/one {2}create/);
  assert.match(
    (await rig.run('apply web-1 -y --replace group/0/one')).out,
    /Resources: 2 created, 0 updated, 1 replaced, 0 deleted/,
  );

  const back = await rig.run('apply web-1 -y --revision HEAD~2');
  assert.equal(back.status, 0, back.err);
  assert.match(back.out, /Resources: 0 created, 1 updated, 0 replaced, 2 deleted/);
  assert.equal((await rig.run('outputs web-1 said')).out, 'said: ["I am m0", "I am m1"]\n');
  assert.deepEqual(rig.filesWith(secret), []);

  assert.equal((await rig.run('remove web-1 -y')).status, 0);
  assert.equal((await rig.run('resource list web-1 --json')).out.includes('"one"'), false);
});
