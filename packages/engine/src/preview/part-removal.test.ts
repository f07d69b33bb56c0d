import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { GraphNode, GroupRemoval, ResourceGraph } from '../render/revision.ts';
import { rememberedRemovals } from './part-removal.ts';

const removal = (...names: readonly string[]): GroupRemoval => ({ mode: 'append', listed: names, removed: names });

function group(members: readonly string[], removal: GroupRemoval | undefined): ResourceGraph {
  const nodes: GraphNode[] = [
    { kind: 'container', address: 'g', type: 'OS::Heat::ResourceGroup', requires: [], ...(removal && { removal }) },
    ...members.map((name): GraphNode => {
      const placed = { address: `g/${name}`, type: 'OS::Heat::Value', requires: [], within: 'g' };
      return { kind: 'resource', ...placed, properties: new Map() };
    }),
  ];
  const byAddress = new Map(nodes.map((each) => [each.address, each]));
  return { kind: 'ResourceGraph', formatVersion: 1, nodes: byAddress, outputs: new Map() };
}

const told = (part: ResourceGraph, base: ResourceGraph) =>
  rememberedRemovals(part.nodes, base).map(({ removal: found }) => found);

test('a removal that a part leaves out is not remembered, and one that it does is', () => {
  const base = group(['0', '1', '2'], removal('7'));
  assert.deepEqual(told(group(['0', '2', '3'], removal('1', '7')), base), [], 'it stays as it is wanted');
  assert.deepEqual(told(group(['0', '1', '2', '3'], removal('1', '7')), base), [removal('7')]);
  assert.deepEqual(told(group(['0', '1'], removal('1')), group(['0', '1'], undefined)), [undefined]);
});
