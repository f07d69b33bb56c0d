import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Float, Tainted, Unknown } from '@tyto/engine/hot/value.ts';
import type { Change, ChangeSet } from '@tyto/engine/preview/change-set.ts';
import { plainStyle } from '../shell/style.ts';
import { changeSetText } from './change-set-text.ts';

function changeSet(changes: readonly Change[]): ChangeSet {
  return {
    kind: 'ChangeSet',
    formatVersion: 1,
    deployment: 'web-1',
    base: { revision: null, serial: 0 },
    target: 'c0ffee',
    forced: [],
    changes,
  };
}

const type = 'OS::Heat::SoftwareDeployment';
const hostAndPort = new Unknown({ kind: 'attribute', address: 'backend', path: ['host_and_port'] });
const secret = new Tainted('hunter22', { kind: 'secret', name: 'web-1.password', version: 2 });

test('each kind of change has its sign, its causes and its place in the summary', () => {
  const text = changeSetText(
    changeSet([
      {
        address: 'cache',
        type,
        kind: 'create',
        may: ['create'],
        causes: [
          { path: 'server', new: 'node-1', awaits: [], replaces: false },
          { path: 'input_values.text', new: 'a\nb\nc\n', awaits: [], replaces: false },
        ],
      },
      {
        address: 'backend',
        type,
        kind: 'replace',
        may: ['replace'],
        causes: [{ path: 'input_values.version', old: '1', new: '2', awaits: [], replaces: true }],
      },
      {
        address: 'frontend',
        type,
        kind: 'update-if-changed',
        may: ['update', 'unchanged'],
        causes: [
          {
            path: 'input_values.backend',
            old: '127.0.0.1:80',
            new: hostAndPort,
            awaits: ['backend@host_and_port'],
            replaces: false,
          },
        ],
      },
      {
        address: 'store',
        type,
        kind: 'update',
        may: ['update'],
        causes: [
          { path: 'input_values.share', old: 1, new: new Float(1), awaits: [], replaces: false },
          { path: 'input_values.password', old: secret, new: new Map([['p', secret]]), awaits: [], replaces: false },
          { path: 'input_values.extra', old: null, awaits: [], replaces: false },
        ],
      },
      { address: 'group/0/member', type, kind: 'unchanged', may: ['unchanged'], causes: [] },
      { address: 'old', type, kind: 'delete', may: ['delete'], causes: [], because: 'left over from an earlier run' },
    ]),
    false,
    plainStyle,
  );
  assert.equal(
    text,
    `  + cache  create  OS::Heat::SoftwareDeployment
      server: "node-1"
      input_values.text: (text of 3 lines)

-/+ backend  replace  OS::Heat::SoftwareDeployment
      input_values.version: "1" → "2"  # replaces

  ? frontend  update if changed  OS::Heat::SoftwareDeployment
      input_values.backend: "127.0.0.1:80" → (known after apply: backend@host_and_port)

  ~ store  update  OS::Heat::SoftwareDeployment
      input_values.share: 1 → 1.0
      input_values.password: (secret) → {p: (secret)}
      input_values.extra: null → (none)

  - old  delete (left over from an earlier run)  OS::Heat::SoftwareDeployment

Plan: 1 to create, 1 to update, 1 to replace, 1 to delete, 1 to update if changed, 1 unchanged.
`,
  );
});

test('a text of several lines is compared line by line', () => {
  const causes = [{ path: 'config', old: 'a\nb\nc', new: 'a\nx\nc', awaits: [], replaces: false }];
  const text = changeSetText(
    changeSet([{ address: 'conf', type, kind: 'update', may: ['update'], causes }]),
    false,
    plainStyle,
  );
  assert.ok(text.includes('      config:\n          a\n        - b\n        + x\n          c\n'), text);
});

test('what a value holds cannot steer the terminal', () => {
  const causes = [{ path: 'x', old: '\u009b2J', new: 'line\n\u001b[2J', awaits: [], replaces: false }];
  const text = changeSetText(
    changeSet([{ address: 'conf', type, kind: 'update', may: ['update'], causes }]),
    false,
    plainStyle,
  );
  assert.ok(!text.includes('\u001b') && !text.includes('\u009b'), text);
});

test('secrets are shown only where they are asked for', () => {
  const causes = [{ path: 'x', new: secret, awaits: [], replaces: false }];
  const one = changeSet([{ address: 'conf', type, kind: 'update', may: ['update'], causes }]);
  assert.ok(changeSetText(one, true, plainStyle).includes('(none) → "hunter22"'));
});

test('nothing to do is said in one line', () => {
  const one = changeSet([{ address: 'conf', type, kind: 'unchanged', may: ['unchanged'], causes: [] }]);
  assert.equal(changeSetText(one, false, plainStyle), 'No changes. 1 resource is as wanted.\n');
});
