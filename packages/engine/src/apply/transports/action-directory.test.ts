import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nodeDirectory } from './action-directory.ts';

test('a node keeps its actions where its user may, unless it is told where', () => {
  assert.equal(nodeDirectory({ HOME: '/home/a' }, 1000), '/home/a/.local/state/tyto');
  assert.equal(nodeDirectory({ HOME: '/home/a', XDG_STATE_HOME: '/s' }, 1000), '/s/tyto');
  assert.equal(nodeDirectory({ HOME: '/root' }, 0), '/var/lib/tyto');
  assert.equal(nodeDirectory({ HOME: '/root', TYTO_NODE_DIR: '/n' }, 0), '/n');
});
