import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Unknown, type Value } from '../hot/value.ts';
import type { Inventory } from '../inventory/inventory.ts';
import type { GraphNode, ResourceGraph } from '../render/revision.ts';
import { emptyState, type Instance, type State } from '../state/state.ts';
import type { Limits } from './choose-part.ts';
import { type PartPreviewRequest, previewPart } from './preview-part.ts';

interface Wanted {
  readonly value: Value;
  readonly requires?: readonly string[];
  readonly within?: string;
}

const value = (address: string, { value, requires = [], within }: Wanted): GraphNode => ({
  kind: 'resource',
  address,
  type: 'OS::Heat::Value',
  requires,
  properties: new Map([['value', value]]),
  ...(within === undefined ? {} : { within }),
});

const container = (address: string): GraphNode => ({ kind: 'container', address, type: 'box.yaml', requires: [] });

function graphOf(...nodes: readonly GraphNode[]): ResourceGraph {
  return {
    kind: 'ResourceGraph',
    formatVersion: 1,
    nodes: new Map(nodes.map((each) => [each.address, each])),
    outputs: new Map(),
  };
}

/** What is deployed once a graph of constants was applied. */
function applied(...nodes: readonly GraphNode[]): State {
  const instances = nodes.flatMap((node): [string, Instance][] =>
    node.kind !== 'resource'
      ? []
      : [
          [
            `i-${node.address}`,
            {
              ...node,
              id: `i-${node.address}`,
              role: 'current',
              status: { action: 'create', outcome: 'complete' },
              attributes: node.properties,
              createdBy: 'r1',
            },
          ],
        ],
  );
  return { ...emptyState('web'), revision: 'base', instances: new Map(instances) };
}

const noHosts: Inventory = { kind: 'Inventory', nodes: new Map(), groups: new Map() };

function part(request: Partial<PartPreviewRequest> & { readonly graph: ResourceGraph }, limits: Partial<Limits>) {
  return previewPart({
    deployment: 'web',
    state: emptyState('web'),
    base: undefined,
    inventory: noHosts,
    forced: [],
    reveal: () => undefined,
    limits: { targets: [], excludes: [], ...limits },
    ...request,
  });
}

const chain = [
  value('a', { value: 1 }),
  value('b', { value: 2, requires: ['a'] }),
  value('c', { value: 3, requires: ['b'] }),
  value('d', { value: 4 }),
];

test('a target brings along what it requires, and nothing else', () => {
  const { value: found } = part({ graph: graphOf(...chain) }, { targets: ['b'] });
  assert.deepEqual([...(found?.graph.nodes.keys() ?? [])], ['a', 'b']);
  assert.deepEqual(found?.limited, { targets: ['b'], excludes: [], leftOut: ['c', 'd'] });
});

test('an exclude leaves out what depends on it too, and wins over a target', () => {
  const { value: found } = part({ graph: graphOf(...chain) }, { excludes: ['b'] });
  assert.deepEqual([...(found?.graph.nodes.keys() ?? [])], ['a', 'd']);
  const { value: both } = part({ graph: graphOf(...chain) }, { targets: ['c'], excludes: ['b'] });
  assert.deepEqual([...(both?.graph.nodes.keys() ?? [])], ['a']);
});

test("a container's address means all below it", () => {
  const graph = graphOf(
    container('box'),
    value('box/x', { value: 1, within: 'box' }),
    value('box/y', { value: 2, within: 'box' }),
    value('after', { value: 3, requires: ['box'] }),
  );
  const { value: target } = part({ graph }, { targets: ['box'] });
  assert.deepEqual([...(target?.graph.nodes.keys() ?? [])], ['box', 'box/x', 'box/y']);
  const { value: one } = part({ graph }, { targets: ['box/y'] });
  assert.deepEqual([...(one?.graph.nodes.keys() ?? [])], ['box', 'box/y']);
  const { value: excluded } = part({ graph }, { excludes: ['box'] });
  assert.deepEqual([...(excluded?.graph.nodes.keys() ?? [])], []);
});

test('what stays and would follow a chosen change is held by what is deployed', () => {
  const follows = (of: Value): GraphNode => value('b', { value: of, requires: ['a'] });
  const output = new Unknown({ kind: 'attribute', address: 'a', path: ['value'] });
  const state = applied(value('a', { value: 1 }), follows(1));
  const base = graphOf(value('a', { value: 1 }), follows(output));
  const wanted = graphOf(value('a', { value: 2 }), follows(output));
  const { value: found } = part({ graph: wanted, base, state }, { targets: ['a'] });
  assert.deepEqual(found?.graph.nodes.get('b'), follows(1));
  assert.deepEqual(found?.limited.leftOut, ['b']);
  const { value: unmoved } = part({ graph: wanted, base, state }, { excludes: ['a'] });
  assert.deepEqual(unmoved?.graph.nodes.get('b'), follows(output), 'what follows nothing stays as it was told');
});

test('taking something away brings along the changes of what depends on it, and waits for what must not change', () => {
  const state = applied(
    value('old', { value: 1 }),
    value('user', { value: 1, requires: ['old'] }),
    value('other', { value: 1 }),
  );
  const graph = graphOf(value('user', { value: 2 }), value('other', { value: 2 }));
  const { value: found } = part({ graph, state }, { targets: ['old'] });
  assert.deepEqual(found?.limited.leftOut, ['other']);
  assert.deepEqual([...(found?.graph.nodes.keys() ?? [])], ['user', 'other']);
  const { value: kept } = part({ graph, state }, { excludes: ['user'] });
  assert.deepEqual(kept?.limited.leftOut, ['user', 'old']);
  assert.deepEqual([...(kept?.graph.nodes.keys() ?? [])], ['user', 'other', 'old']);
});

test('an address that nothing has, a forced one that is left out and a node that is gone are told', () => {
  const graph = graphOf(...chain);
  const unknown = part({ graph: graphOf(value('backend', { value: 1 })) }, { targets: ['backnd'] }).problems[0];
  assert.equal(unknown?.code, 'address-unknown');
  assert.match(unknown?.hint ?? '', /'backend'/);
  const state = applied(...chain);
  assert.match(part({ graph, state, forced: ['c'] }, { targets: ['b'] }).problems[0]?.hint ?? '', /--replace c/);
  const [id, instance] = [...state.instances][3] ?? [];
  assert.ok(id !== undefined && instance !== undefined);
  const placed = { ...state, instances: new Map([...state.instances, [id, { ...instance, node: 'gone' }]]) };
  const lost = part({ graph, state: placed }, { targets: ['b'] }).problems[0];
  assert.equal(lost?.code, 'node-unknown');
  assert.equal(lost?.path, 'd');
  assert.deepEqual(
    part({ graph, state: placed }, { excludes: ['b'] }).problems,
    [],
    'what is chosen is checked elsewhere',
  );
});

test('a change that cannot be cut there is told', () => {
  const state = applied(
    value('a', { value: 1, requires: ['b'] }),
    value('b', { value: 1 }),
    value('gone', { value: 1, requires: ['a'] }),
  );
  const base = graphOf(
    container('box'),
    value('a', { value: 1, requires: ['b'] }),
    value('b', { value: 1 }),
    value('box/gone', { value: 1, requires: ['a'], within: 'box' }),
  );
  const moved = {
    ...state,
    instances: new Map(
      [...state.instances].map(([id, each]) => [id, each.address === 'gone' ? { ...each, address: 'box/gone' } : each]),
    ),
  };
  const graph = graphOf(
    container('box'),
    value('b', { value: 2, requires: ['box'] }),
    value('a', { value: 2, requires: ['b'] }),
  );
  const { problems } = part({ graph, base, state: moved }, { targets: ['b'], excludes: ['box/gone'] });
  assert.deepEqual(
    problems.map((each) => each.code),
    ['reference-cycle'],
  );
});
