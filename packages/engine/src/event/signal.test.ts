import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseJson } from '../hot/json-reader.ts';
import { readSignal } from './signal.ts';

const own = 'OS::Heat::WaitConditionHandle';
const others = ['OS::Heat::UpdateWaitConditionHandle', 'AWS::CloudFormation::WaitConditionHandle'];

function read(type: string, text: string, received = 0): string {
  const { value, problems } = readSignal(type, parseJson(text) ?? null, received);
  if (value === undefined) return problems.map((each) => each.message).join('; ');
  return `${value.id} ${value.status} ${JSON.stringify(value.reason)} ${JSON.stringify(value.data)}`;
}

test("a signal to Heat's own handle may leave out any part", () => {
  assert.equal(read(own, 'null'), '1 SUCCESS "Signal 1 received" null');
  assert.equal(read(own, '{}', 4), '5 SUCCESS "Signal 5 received" null');
  assert.equal(read(own, '{"status": "FAILURE", "reason": "no", "id": 7}'), '7 FAILURE "no" null');
});

test('a signal to the other handles has all four parts', () => {
  for (const type of others) {
    assert.equal(read(type, 'null', 1), '2 SUCCESS "Signal 2 received" null');
    const whole = '{"Status": "SUCCESS", "Reason": "done", "Data": "x", "UniqueId": "a"}';
    assert.equal(read(type, whole), 'a SUCCESS "done" "x"');
    assert.equal(read(type, '{"Status": "SUCCESS"}'), 'The signal has no "Reason"');
    assert.equal(read(type, '{"status": "SUCCESS"}'), 'A signal has no "status"');
  }
});

test('what is no signal is refused', () => {
  assert.equal(read(own, '[]'), 'The signal is no map');
  assert.equal(read(own, '{"stauts": "SUCCESS"}'), 'A signal has no "stauts"');
  assert.equal(read(own, '{"status": "OK"}'), 'The status of a signal is SUCCESS or FAILURE');
});
