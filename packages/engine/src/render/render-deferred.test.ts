import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Unknown } from '../hot/value.ts';
import { outputOf, problemsOf, renderSample, template } from './testing/render-sample.ts';

const child = template(`
parameters: {wanted: {type: boolean}}
conditions: {c: {get_param: wanted}}
resources:
  v: {type: OS::Heat::Value, condition: c, properties: {value: 1}}
  w: {type: inner.yaml}
outputs: {o: {value: {if: [c, {get_attr: [v, value]}, 0]}}}
`);
const inner = template('outputs: {text: {value: {get_file: motd.txt}}}');
const files = { 'child.yaml': child, 'inner.yaml': inner, 'motd.txt': 'hello', 'other.yaml': inner, 'other.txt': 'x' };

function attribute(address: string, ...path: [string, ...(string | number)[]]): Unknown {
  return new Unknown({ kind: 'attribute', address, path });
}

test('a group whose number waits for an attribute is deferred, and its attributes are awaited', () => {
  const revision = renderSample(`
resources:
  r: {type: OS::Heat::RandomString}
  g:
    type: OS::Heat::ResourceGroup
    properties:
      count: {get_attr: [r, value]}
      resource_def: {type: OS::Heat::Value, properties: {value: 'n%index%'}}
outputs:
  ref: {value: {get_resource: g}}
  refs: {value: {get_attr: [g, refs]}}
  one: {value: {get_attr: [g, value, 0]}}
  map: {value: {get_attr: [g, attributes, value]}}
  all: {value: {get_attr: [g]}}
`);
  const node = revision.graph.nodes.get('g');
  assert.ok(node?.kind === 'deferred');
  assert.deepEqual(node.awaits, ['r@value']);
  assert.deepEqual(node.requires, ['r']);
  assert.equal(revision.graph.nodes.size, 2);
  assert.equal(outputOf(revision, 'ref'), 'g');
  assert.deepEqual(outputOf(revision, 'refs'), attribute('g', 'refs'));
  assert.deepEqual(outputOf(revision, 'one'), attribute('g', 'value', 0));
  assert.deepEqual(outputOf(revision, 'map'), attribute('g', 'attributes', 'value'));
  assert.deepEqual(
    outputOf(revision, 'all'),
    new Map(['refs', 'refs_map', 'removed_rsrc_list'].map((name) => [name, attribute('g', name)])),
  );
});

test('a nested stack is deferred where a condition in it waits, and brings along what it may be made of', () => {
  const revision = renderSample(
    `
resources:
  r: {type: OS::Heat::RandomString}
  n: {type: child.yaml, properties: {wanted: {get_attr: [r, value]}}}
outputs: {o: {value: {get_attr: [n, o]}}}
`,
    { files },
  );
  const node = revision.graph.nodes.get('n');
  assert.ok(node?.kind === 'deferred');
  assert.deepEqual([node.template, node.awaits, node.files], ['child.yaml', ['r@value'], ['template.yaml']]);
  assert.deepEqual(outputOf(revision, 'o'), attribute('n', 'o'));
  const { sources } = revision.graph;
  assert.deepEqual([...(sources?.files.keys() ?? [])], ['child.yaml', 'inner.yaml', 'motd.txt']);
});

test('a nested stack whose parameters wait and whose conditions do not is not deferred', () => {
  const revision = renderSample(
    `
resources:
  r: {type: OS::Heat::RandomString}
  n: {type: plain.yaml, properties: {value: {get_attr: [r, value]}, wanted: true}}
`,
    {
      files: {
        'plain.yaml': template(`
parameters: {wanted: {type: boolean}, value: {type: string}}
conditions: {c: {get_param: wanted}, unused: {equals: [{get_param: value}, x]}}
resources: {v: {type: OS::Heat::Value, condition: c, properties: {value: {get_param: value}}}}
`),
      },
    },
  );
  assert.deepEqual([...revision.graph.nodes.keys()], ['r', 'n', 'n/v']);
  assert.equal(revision.graph.sources, undefined);
});

test('templates that the registry or a parameter names come along', () => {
  const revision = renderSample(
    `
parameters: {services: {type: comma_delimited_list, default: 'other.yaml,X'}}
resources:
  r: {type: OS::Heat::RandomString}
  c: {type: OS::Heat::ResourceChain, properties: {resources: {list_concat: [{get_param: services}, [{get_attr: [r, value]}]]}}}
`,
    { files, given: { 'env.yaml': 'resource_registry: {X: x.yaml}\n', 'x.yaml': inner } },
  );
  const { sources } = revision.graph;
  assert.deepEqual([...(sources?.files.keys() ?? [])], ['inputs:x.yaml', 'motd.txt', 'other.yaml']);
});

test('what is wrong with a deferred resource whatever it waits for is told at once', () => {
  assert.deepEqual(
    problemsOf(
      `
resources:
  r: {type: OS::Heat::RandomString}
  g: {type: OS::Heat::ResourceGroup, properties: {count: {get_attr: [r, value]}, resource_de: {type: OS::Heat::Value}}}
  n: {type: child.yaml, properties: {wanted: {get_attr: [r, value]}, other: 1}}
outputs: {o: {value: {get_attr: [m, p]}}}
`,
      { files },
    ).map((each) => each.replace(/^\S+ /, '')),
    [
      'property-unknown: OS::Heat::ResourceGroup has no property "resource_de"',
      'parameter-unknown: The template child.yaml has no parameter "other"',
      'name-unknown: There is no resource "m"',
    ],
  );
});

test('what hidden parameters have in clear stands in no text of the tree', () => {
  const hidden = template(`
parameters:
  wanted: {type: boolean}
  given: {type: string, hidden: true}
  usual: {type: string, hidden: true}
  named: {type: string, hidden: true, default: c1ear-default}
conditions: {c: {get_param: wanted}}
resources: {v: {type: OS::Heat::Value, condition: c, properties: {value: [{get_param: given}, {get_param: usual}]}}}
`);
  const revision = renderSample(
    `
resources:
  r: {type: OS::Heat::RandomString}
  n: {type: hidden.yaml, properties: {wanted: {get_attr: [r, value]}, given: c1ear-property}}
`,
    {
      files: { 'hidden.yaml': hidden },
      given: { 'env.yaml': 'parameter_defaults: {usual: c1ear-usual, other: fine}\n' },
    },
  );
  assert.equal(revision.graph.nodes.get('n')?.kind, 'deferred');
  const texts = [...revision.files.values()].join();
  assert.ok(texts.includes('fine'));
  assert.ok(!texts.includes('c1ear'));
});
