import assert from 'node:assert/strict';
import { test } from 'node:test';
import { outputOf, problemsOf, renderSample, template } from './testing/render-sample.ts';

const files = {
  'a.yaml': template(`
parameters: {base: {type: json}}
resources: {v: {type: OS::Heat::Value, properties: {value: {get_param: base}}}}
outputs: {name: {value: svc_a}, data: {value: {base: {get_attr: [v, value]}, conf: {k: a}}}}
`),
  'b.yaml': template(`
parameters: {base: {type: json}}
outputs: {name: {value: svc_b}, data: {value: {base: {get_param: base}}}}
`),
};

test('a chain has a member of each type in its list, all with the same properties, and gathers their attributes', () => {
  const revision = renderSample(
    `
resources:
  c:
    type: OS::Heat::ResourceChain
    properties: {resources: [a.yaml, b.yaml], concurrent: true, resource_properties: {base: [x]}}
outputs:
  names: {value: {get_attr: [c, name]}}
  path: {value: {get_attr: [c, data, conf]}}
  first: {value: {get_attr: [c, resource.0, data, base, 0]}}
  by_name: {value: {get_attr: [c, attributes, name]}}
  refs: {value: {get_attr: [c, refs]}}
  ref: {value: {get_attr: [c, refs, 1]}}
`,
    { files },
  );
  assert.deepEqual(outputOf(revision, 'names'), ['svc_a', 'svc_b']);
  assert.deepEqual(outputOf(revision, 'path'), [new Map([['k', 'a']]), null]);
  assert.equal(outputOf(revision, 'first'), 'x');
  assert.deepEqual(
    outputOf(revision, 'by_name'),
    new Map([
      ['0', 'svc_a'],
      ['1', 'svc_b'],
    ]),
  );
  assert.deepEqual(outputOf(revision, 'refs'), ['c/0', 'c/1']);
  assert.equal(outputOf(revision, 'ref'), 'c/1');
  assert.deepEqual(
    [...revision.graph.nodes.values()].map(({ kind, address, requires, within }) => [kind, address, requires, within]),
    [
      ['container', 'c', [], undefined],
      ['container', 'c/0', [], 'c'],
      ['resource', 'c/0/v', [], 'c/0'],
      ['container', 'c/1', [], 'c'],
    ],
  );
});

test('unless it is concurrent, each member of a chain comes after the one before it', () => {
  const types = Array.from({ length: 12 }, (_, index) => (index % 2 === 0 ? 'OS::Heat::Value' : 'OS::Heat::None'));
  const revision = renderSample(`
resources:
  c: {type: OS::Heat::ResourceChain, properties: {resources: [${types.join(', ')}], resource_properties: {value: 1}}}
`);
  const members = [...revision.graph.nodes.values()].slice(1);
  assert.deepEqual(
    members.map(({ address, type, requires }) => [address, type, requires]),
    types.map((type, index) => [`c/${index}`, type, index === 0 ? [] : [`c/${index - 1}`]]),
  );
});

test('a chain without members gathers nothing, whatever is asked of it', () => {
  const revision = renderSample(`
resources: {c: {type: OS::Heat::ResourceChain, properties: {resources: [], resource_properties: {a: 1}}}}
outputs: {o: {value: {get_attr: [c, anything]}}, refs: {value: {get_attr: [c, refs]}}}
`);
  assert.deepEqual(outputOf(revision, 'o'), []);
  assert.deepEqual(outputOf(revision, 'refs'), []);
});

test('what is no type, and what does not fit a member, is told where it stands', () => {
  assert.deepEqual(
    problemsOf(`
resources:
  c:
    type: OS::Heat::ResourceChain
    properties: {resources: [OS::Heat::None, 1]}
`),
    ['template.yaml:6:46 property-value: Member 1 of the chain has no type'],
  );
  assert.deepEqual(
    problemsOf(`
resources:
  c:
    type: OS::Heat::ResourceChain
    properties:
      resources: [OS::Heat::Value, OS::Heat::Value]
`),
    ['template.yaml:7:7 property-missing: OS::Heat::Value needs property "value"'],
  );
});
