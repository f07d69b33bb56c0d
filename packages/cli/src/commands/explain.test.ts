import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { makeDeployment, makeRig } from '../testing/rig.ts';

const web = join(import.meta.dirname, '..', '..', '..', '..', 'plans', 'web');

test('a property of the plan web is explained down to the environment, and the one that loses is told', async (t) => {
  const rig = makeRig(t);
  await rig.run(`plan import ${web} --name web`);
  await rig.run(`deployment create web-1 --plan web --set run_directory=/tmp/run -i ${web}/inventory.yaml`);
  const asked = 'backend:input_values.backend_version';
  const before = await rig.run(`explain web-1 ${asked}`);
  assert.equal(before.status, 0, before.err);
  assert.equal(
    before.out,
    `backend:input_values.backend_version = "1.0"
  parameter backend_version = "1.0"  ←  template.yaml:95:26
    | backend_version: {get_param: backend_version}
    wins: parameter_defaults of environment.yaml = "1.0"  ←  environment.yaml:2:20
      | backend_version: "1.0"
`,
  );
  await rig.run('deployment set web-1 --set backend_version=2.0');
  assert.equal(
    (await rig.run(`explain web-1 ${asked}`)).out,
    `backend:input_values.backend_version = "2.0"
  parameter backend_version = "2.0"  ←  template.yaml:95:26
    | backend_version: {get_param: backend_version}
    wins: --set backend_version = "2.0"  ←  inputs:deployment.yaml:8:20
      | backend_version: "2.0"
    loses: parameter_defaults of environment.yaml = "1.0"  ←  environment.yaml:2:20
`,
  );
  const line = await rig.run('explain web-1 configs/backend_component/0-script-create:12');
  assert.match(line.out, /text scripts\/backend-create\.sh {2}← {2}scripts\/backend-create\.sh:12:1/);
  const json = JSON.parse((await rig.run(`explain web-1 ${asked} --json`)).out);
  assert.equal(json.kind, 'Explanation');
  assert.deepEqual(
    json.parts[0].reasons[0].reasons.map((each: { outcome: string; at: object }) => [each.outcome, each.at]),
    [
      ['wins', { file: 'inputs:deployment.yaml', line: 8, column: 20 }],
      ['loses', { file: 'environment.yaml', line: 2, column: 20 }],
    ],
  );
});

test('what is not there is refused with the nearest name', async (t) => {
  const rig = await makeDeployment(t);
  const refused = await rig.run('explain web-1 frist:input_values');
  assert.equal(refused.status, 1);
  assert.equal(
    refused.err,
    'error[explain-unknown]: "web-1" has no resource or output "frist"\n  hint: Did you mean "first"?\n',
  );
});

test('what is deployed is told with its present value, and no secret in clear', async (t) => {
  const rig = await makeDeployment(t);
  await rig.run('deployment set web-1 --set-file password=-', 'planted-secret\n');
  assert.equal((await rig.run('apply web-1 -y')).status, 0);
  const attribute = await rig.run('explain web-1 second:input_values.words');
  assert.match(attribute.out, /^second:input_values\.words = \(known after apply: first@said\), now "hello"$/m);
  assert.match(attribute.out, /first@said \(OS::Heat::SoftwareDeployment, deployed: create complete\) = "hello"/);
  assert.match(attribute.out, /script configs\/config\/config \(script, CREATE UPDATE\)/);
  for (const options of ['', ' --json']) {
    const { out, status } = await rig.run(`explain web-1 first:input_values.password${options}`);
    assert.equal(status, 0);
    assert.doesNotMatch(out, /planted/);
    assert.match(out, /inputs:deployment\.yaml/);
  }
});
