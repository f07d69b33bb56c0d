import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { topologicalOrder } from '../graph/topological-order.ts';
import type { Instance } from '../state/state.ts';
import { removalGraph, removalOrder } from './removal-order.ts';

function instance(id: string, address: string, requires: readonly string[]): Instance {
  return {
    id,
    address,
    type: 'OS::Heat::None',
    role: 'current',
    status: { action: 'create', outcome: 'complete' },
    properties: new Map(),
    attributes: new Map(),
    requires,
    createdBy: 'run',
  };
}

const name = fc.constantFrom('a', 'b', 'a/a', 'a/b', 'b/a', 'b/a/c', 'a/b/d', 'c');

test('the order of removal is that of the graph with an edge for each two', () => {
  const written = fc.array(fc.tuple(name, fc.array(name, { maxLength: 4 })), { maxLength: 12 });
  fc.assert(
    fc.property(written, (all) => {
      const instances = all.map(([address, requires], index) => instance(`i${index}`, address, requires));
      const order = removalOrder(instances).map(({ id }) => id);
      assert.deepEqual(order, topologicalOrder(removalGraph(instances)));
    }),
    { numRuns: 2000 },
  );
});
