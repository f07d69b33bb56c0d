import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Unknown } from '../hot/value.ts';
import { outputOf, problemsOf, renderSample, template } from './testing/render-sample.ts';

test('a group is a container whose members have their index put into every text', () => {
  const revision = renderSample(`
resources:
  g:
    type: OS::Heat::ResourceGroup
    properties:
      count: 2
      resource_def: {type: OS::Heat::Value, properties: {value: {'%index%': ['n-%index%', 5]}}}
outputs:
  value: {value: {get_attr: [g, value]}}
  refs: {value: {get_attr: [g, refs]}}
  ref: {value: {get_attr: [g, refs, 1]}}
  refs_map: {value: {get_attr: [g, refs_map]}}
  attributes: {value: {get_attr: [g, attributes, value, '%index%']}}
  under: {value: {get_attr: [g, value, '%index%', 0]}}
  member: {value: {get_attr: [g, resource.1, value, '%index%', 0]}}
  reference: {value: {get_attr: [g, resource.1]}}
`);
  assert.deepEqual(
    [...revision.graph.nodes.values()].map(({ kind, address, within }) => [kind, address, within]),
    [
      ['container', 'g', undefined],
      ['resource', 'g/0', 'g'],
      ['resource', 'g/1', 'g'],
    ],
  );
  const member = (index: string) => new Map([['%index%', [`n-${index}`, 5]]]);
  assert.deepEqual(outputOf(revision, 'value'), [member('0'), member('1')]);
  assert.deepEqual(outputOf(revision, 'refs'), ['g/0', 'g/1']);
  assert.equal(outputOf(revision, 'ref'), 'g/1');
  assert.deepEqual(
    outputOf(revision, 'refs_map'),
    new Map([
      ['0', 'g/0'],
      ['1', 'g/1'],
    ]),
  );
  assert.deepEqual(
    outputOf(revision, 'attributes'),
    new Map([
      ['0', ['n-0', 5]],
      ['1', ['n-1', 5]],
    ]),
  );
  assert.deepEqual(outputOf(revision, 'under'), ['n-0', 'n-1']);
  assert.equal(outputOf(revision, 'member'), 'n-1');
  assert.equal(outputOf(revision, 'reference'), 'g/1');
});

test('names that are to be removed are skipped', () => {
  const revision = renderSample(`
resources:
  g:
    type: OS::Heat::ResourceGroup
    properties:
      count: 2
      removal_policies: [{resource_list: ['0', 2]}]
      resource_def: {type: OS::Heat::Value, properties: {value: '%index%'}}
outputs: {o: {value: {get_attr: [g, value]}}, removed: {value: {get_attr: [g, removed_rsrc_list]}}}
`);
  assert.deepEqual(outputOf(revision, 'o'), ['1', '3']);
  assert.deepEqual(outputOf(revision, 'removed'), ['0', '2']);
});

test('groups in groups have an index each', () => {
  const revision = renderSample(`
resources:
  g:
    type: OS::Heat::ResourceGroup
    properties:
      count: 2
      index_var: '%outer%'
      resource_def:
        type: OS::Heat::ResourceGroup
        properties:
          count: 2
          resource_def: {type: OS::Heat::Value, properties: {value: '%outer%.%index%'}}
outputs: {o: {value: {get_attr: [g, value]}}}
`);
  assert.deepEqual(outputOf(revision, 'o'), [
    ['0.0', '0.1'],
    ['1.0', '1.1'],
  ]);
  assert.ok(revision.graph.nodes.has('g/1/0'));
});

test('an empty group has empty attributes, and its members are not looked at', () => {
  const revision = renderSample(`
resources:
  g: {type: OS::Heat::ResourceGroup, properties: {count: 0, resource_def: {type: nowhere.yaml}}}
outputs: {o: {value: {get_attr: [g, any]}}, m: {value: {get_attr: [g, attributes, any]}}}
`);
  assert.deepEqual(outputOf(revision, 'o'), []);
  assert.deepEqual(outputOf(revision, 'm'), new Map());
});

test('members hold what is left of expressions, with the index put in', () => {
  const revision = renderSample(`
resources:
  r: {type: OS::Heat::RandomString}
  g:
    type: OS::Heat::ResourceGroup
    properties:
      count: 1
      resource_def: {type: OS::Heat::Value, properties: {value: {list_join: ['-', ['%index%', {get_attr: [r, value]}]]}}}
outputs: {o: {value: {get_attr: [g, value, 0]}}, all: {value: {get_attr: [g, value]}}}
`);
  const [value] = [...(revision.graph.nodes.get('g/0')?.kind === 'resource' ? [revision.graph.nodes.get('g/0')] : [])];
  assert.ok(value?.kind === 'resource');
  const written = JSON.stringify(value.properties.get('value'));
  assert.ok(value.properties.get('value') instanceof Unknown);
  assert.match(written, /"0"/);
  assert.doesNotMatch(written, /%index%/);
});

test('members may be nested stacks, whose outputs are listed', () => {
  const files = {
    'c.yaml': template(
      'parameters: {a: {type: string}}\nresources: {v: {type: OS::Heat::Value, properties: {value: {get_param: a}}}}\noutputs: {o: {value: [{get_attr: [v, value]}]}}\n',
    ),
  };
  const revision = renderSample(
    `
resources: {g: {type: OS::Heat::ResourceGroup, properties: {count: 2, resource_def: {type: c.yaml, properties: {a: 'm%index%'}}}}}
outputs: {o: {value: {get_attr: [g, o]}}, first: {value: {get_attr: [g, o, 0]}}, deep: {value: {get_attr: [g, resource.1.resource.v, value]}}}
`,
    { files },
  );
  assert.deepEqual(outputOf(revision, 'o'), [['m0'], ['m1']]);
  assert.deepEqual(outputOf(revision, 'first'), ['m0', 'm1']);
  assert.equal(outputOf(revision, 'deep'), 'm1');
  assert.equal(revision.graph.nodes.get('g/1/v')?.within, 'g/1');
});

test('what a group shows is what its members show, which nested stacks do not', () => {
  const asking = (type: string): string => `
resources:
  g: {type: OS::Heat::ResourceGroup, properties: {count: 2, resource_def: {type: ${type}}}}
  v: {type: OS::Heat::Value, properties: {value: {get_attr: [g, show]}}}
outputs: {o: {value: {get_attr: [v, value]}}}
`;
  assert.deepEqual(outputOf(renderSample(asking('OS::Heat::None')), 'o'), [null, null]);
  assert.deepEqual(problemsOf(asking('c.yaml'), { files: { 'c.yaml': template('') } }), [
    'template.yaml:5:65 member-unknown: "g/0" has no output or member "show"',
  ]);
});

test('a wrong member is told once, however many there are', () => {
  assert.deepEqual(
    problemsOf(`
resources:
  g: {type: OS::Heat::ResourceGroup, properties: {count: 100, resource_def: {type: OS::Heat::Value, properties: {valu: 1}}}}
`).map((each) => each.replace(/^\S+ /, '')),
    ['property-unknown: OS::Heat::Value has no property "valu"'],
  );
});
