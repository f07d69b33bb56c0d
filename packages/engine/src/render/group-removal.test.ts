import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ResourceGraph } from './revision.ts';
import { renderSample } from './testing/render-sample.ts';

type Given = Readonly<Record<string, string | number>>;

/** A group with removal policies, rendered over what was applied before. */
function render(given: Given, earlier?: ResourceGraph, member = '{type: OS::Heat::Value, properties: {value: 1}}') {
  const lines = Object.entries(given).map(([name, value]) => `      ${name}: ${value}\n`);
  const revision = renderSample(
    `
resources:
  g:
    type: OS::Heat::ResourceGroup
    properties:
      resource_def: ${member}
${lines.join('')}
outputs:
  removed: {value: {get_attr: [g, removed_rsrc_list]}}
`,
    earlier === undefined ? {} : { earlier: () => earlier },
  );
  return revision.graph;
}

/** The members, and what is removed. */
function told(graph: ResourceGraph): readonly [string, string] {
  const members = [...graph.nodes.values()].filter((node) => node.within === 'g');
  const removed = graph.outputs.get('removed')?.value;
  return [members.map((node) => node.address.slice(2)).join(' '), String(removed)];
}

const list = (...names: readonly (string | number)[]) => JSON.stringify([{ resource_list: names }]);

test('what was removed once is not made again, unless the mode is update', () => {
  const first = render({ count: 2, removal_policies: list(0) });
  assert.deepEqual(told(first), ['1 2', '0']);
  const withdrawn = render({ count: 2 }, first);
  assert.deepEqual(told(withdrawn), ['1 2', '0']);
  assert.deepEqual(told(render({ count: 2, removal_policies: list(1) }, withdrawn)), ['2 3', '0,1']);
  const update = { count: 2, removal_policies_mode: 'update' };
  assert.deepEqual(told(render(update, first)), ['0 1', '']);
  assert.deepEqual(told(render({ ...update, removal_policies: list(1) }, first)), ['0 2', '1']);
});

test('the same over what it gave is the same', () => {
  for (const removal_policies_mode of ['append', 'update']) {
    for (const names of [list(0), list('g/1', 'g/0'), list(7, 'nobody'), '[]']) {
      const given = { count: 3, removal_policies_mode, removal_policies: names };
      const first = render({ count: 3 });
      const second = render(given, first);
      assert.deepEqual(render(given, second), second, `${removal_policies_mode} ${names}`);
    }
  }
});

test('of a group that is there, only names of members and what refers to them count', () => {
  const first = render({ count: 2 });
  assert.deepEqual(told(render({ count: 2, removal_policies: list(7, 'nobody', 'g/1') }, first)), ['0 2', '1']);
  const server =
    '{type: OS::Heat::DeployedServer, properties: {name: node-%index%, software_config_transport: POLL_SERVER_CFN}}';
  const nodes = render({ count: 3 }, undefined, server);
  const without = render({ count: 3, removal_policies: list('node-1') }, nodes, server);
  assert.deepEqual(told(without), ['0 2 3', '1']);
  assert.deepEqual(told(render({ count: 3, removal_policies: list('node-1') }, without, server)), ['0 2 3', '1']);
});

test('of a new group everything listed is a name, written as Python writes it', () => {
  const policies = '[{resource_list: [true, 1.0, [0], "0"]}, {}]';
  assert.deepEqual(told(render({ count: 1, removal_policies: policies })), ['1', '0,1.0,True,[0]']);
});

test('what is remembered stands in the graph', () => {
  const graph = render({ count: 1, removal_policies: list(0) });
  const node = graph.nodes.get('g');
  assert.deepEqual(node?.kind === 'container' && node.removal, { mode: 'append', listed: ['0'], removed: ['0'] });
  const plain = render({ count: 1 }).nodes.get('g');
  assert.equal(plain?.kind === 'container' && plain.removal, undefined);
});

test('a member is named by what only its deployment tells too', () => {
  const member = '{type: OS::Heat::RandomString}';
  const first = render({ count: 3 }, undefined, member);
  const references = new Map(['zero', 'one', 'two'].map((value, index) => [`g/${index}`, value]));
  const earlier = { ...first, references };
  const without = renderSample(
    `
resources:
  g: {type: OS::Heat::ResourceGroup, properties: {count: 3, resource_def: ${member}, removal_policies: ${list('one')}}}
`,
    { earlier: () => earlier },
  ).graph;
  assert.deepEqual(
    [...without.nodes.keys()].filter((each) => each !== 'g'),
    ['g/0', 'g/2', 'g/3'],
  );
});
