import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Float, type Value } from '../hot/value.ts';
import { readUpdatePolicy } from './update-policy.ts';

const place = { at: () => ({ file: 't.yaml', line: 3, column: 5 }), path: 'resources.g.update_policy' };
const group = 'OS::Heat::ResourceGroup';

function policy(type: string | undefined, key: string, given: Readonly<Record<string, Value>> | null) {
  const part = given === null ? null : new Map(Object.entries(given));
  return readUpdatePolicy(type, new Map([[key, part]]), place);
}

test('what is not given is the default, and texts of numbers are numbers', () => {
  assert.deepEqual(policy(group, 'rolling_update', {}).value, {
    rollingUpdate: { maxBatchSize: 1, pauseTime: 0, minInService: 0 },
  });
  assert.deepEqual(policy(group, 'rolling_update', null).value, policy(group, 'rolling_update', {}).value);
  assert.deepEqual(
    policy(group, 'rolling_update', { max_batch_size: '2', pause_time: '1.5', min_in_service: 1 }).value,
    {
      rollingUpdate: { maxBatchSize: 2, pauseTime: 1.5, minInService: 1 },
    },
  );
  assert.deepEqual(policy('OS::Heat::SoftwareDeploymentGroup', 'batch_create', { pause_time: new Float(0.5) }).value, {
    batchCreate: { maxBatchSize: 1, pauseTime: 0.5 },
  });
  assert.deepEqual(readUpdatePolicy(group, new Map(), place), { value: {}, problems: [] });
});

test('what does not fit is told by its path, with what was expected', () => {
  const told = (...of: Parameters<typeof policy>) => policy(...of).problems.map((each) => [each.path, each.expected]);
  const under = (path: string) => `resources.g.update_policy.${path}`;
  assert.deepEqual(told(group, 'rolling_update', { max_batch_size: 0 }), [
    [under('rolling_update.max_batch_size'), 'a number of at least 1'],
  ]);
  assert.deepEqual(told(group, 'rolling_update', { pause_time: -1 }), [
    [under('rolling_update.pause_time'), 'a number of at least 0'],
  ]);
  assert.deepEqual(told(group, 'batch_create', { min_in_service: 1 }), [
    [under('batch_create.min_in_service'), 'one of max_batch_size, pause_time'],
  ]);
  assert.equal(policy('OS::Heat::SoftwareDeploymentGroup', 'rolling_update', { min_in_service: 1 }).value, undefined);
  const [misspelt] = policy(group, 'rolling_updates', {}).problems;
  assert.deepEqual([misspelt?.hint, misspelt?.at], ['Did you mean "rolling_update"?', place.at()]);
});

test('a type without a policy, and a nested stack, refuse any; None takes all', () => {
  assert.match(policy('OS::Heat::Value', 'rolling_update', {}).problems[0]?.message ?? '', /has no update policy/);
  assert.match(policy(undefined, 'rolling_update', {}).problems[0]?.message ?? '', /^A nested stack/);
  assert.deepEqual(policy('OS::Heat::None', 'x', {}).problems, []);
});

test("the policies of Heat's scaling groups are checked though nothing makes one", () => {
  const type = 'AWS::AutoScaling::AutoScalingGroup';
  assert.deepEqual(policy(type, 'AutoScalingRollingUpdate', { MaxBatchSize: 2 }).problems, []);
  assert.equal(policy(type, 'AutoScalingRollingUpdate', { MaxBatch: 2 }).problems.length, 1);
  assert.equal(policy('OS::Heat::InstanceGroup', 'RollingUpdate', { MaxBatchSize: 'x' }).problems.length, 1);
});
