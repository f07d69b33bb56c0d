import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inventory, makeRig } from '../testing/rig.ts';

const template = `heat_template_version: 2018-08-31
resources:
  net: {type: OS::Neutron::Net}
  port: {type: OS::Neutron::Port, properties: {network: {get_resource: net}}}
  server:
    type: OS::Nova::Server
    properties: {flavor: small, networks: [{port: {get_resource: port}}]}
outputs:
  address: {value: {get_attr: [server, first_address]}}
`;

test('types that nothing here can make are rendered, validated and previewed, and refused before anything is done', async (t) => {
  const rig = makeRig(t);
  rig.write('plan/template.yaml', template);
  rig.write('hosts.yaml', inventory);
  await rig.run('plan import plan --name cloud');
  await rig.run('deployment create cloud-1 --plan cloud -i hosts.yaml');
  assert.equal((await rig.run('validate cloud-1')).status, 0);
  assert.equal((await rig.run('render cloud-1')).status, 0);
  const preview = await rig.run('preview cloud-1 --out changes.json');
  assert.equal(preview.status, 0);
  assert.match(preview.out, /Plan: 3 to create/);
  assert.match(preview.err, /warning[\s\S]*Nothing here can apply OS::Nova::Server: "server"/);
  assert.match(preview.err, /a provider for OS::Nova/);
  for (const way of ['apply cloud-1 -y', 'apply cloud-1 changes.json -y']) {
    const refused = await rig.run(way);
    assert.equal(refused.status, 1, way);
    assert.match(refused.err, /error[\s\S]*Nothing here can apply OS::Neutron::Net: "net"/);
    assert.match(refused.err, /resource_registry/);
  }
  assert.deepEqual(JSON.parse((await rig.run('run list --json')).out).runs, []);
});

test('a registry that maps such a type to None makes it apply', async (t) => {
  const rig = makeRig(t);
  rig.write('plan/template.yaml', template);
  rig.write('none.yaml', 'resource_registry: {"OS::N*": OS::Heat::None}\n');
  rig.write('hosts.yaml', inventory);
  await rig.run('plan import plan --name cloud');
  await rig.run('deployment create cloud-1 --plan cloud -i hosts.yaml -e none.yaml');
  const applied = await rig.run('apply cloud-1 -y');
  assert.equal(applied.status, 0, applied.err);
});
