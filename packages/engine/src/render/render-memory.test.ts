import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Checked } from '../diagnostics/diagnostic.ts';
import type { SetValue } from '../plan/deployment-inputs.ts';
import { RenderMemory } from './render-memory.ts';
import { type RenderedRevision, renderRevision } from './render-revision.ts';
import { memorySecrets, type Sample, sampleInputs, samplePlan } from './testing/render-sample.ts';

const head = 'heat_template_version: wallaby\n';
const child = `${head}parameters: {x: {type: string}, y: {type: string, default: why}, z: {type: string, default: zed, hidden: true}}
conditions: {same: {equals: [{get_param: x}, {get_param: y}]}}
resources:
  a: {type: OS::Heat::Value, properties: {value: {get_param: x}}}
  b: {type: OS::Heat::Value, properties: {value: {list_join: [-, [{get_param: y}, {get_attr: [a, value]}]]}}}
  c: {type: OS::Heat::Value, condition: same, properties: {value: {get_param: z}}}
  d: {type: OS::Heat::Value, properties: {value: [constant, {resource_facade: metadata}]}}
outputs:
  b: {value: {get_attr: [b, value]}}
  d: {value: {get_attr: [d, value]}}
  z: {value: {get_param: z}}
  m: {value: {resource_facade: metadata}}
`;

/** Renders by one memory again and again, and each time from scratch too: both must say the same. Gives what was touched. */
function twins(template: string) {
  const memory = new RenderMemory();
  const stores = [memorySecrets(), memorySecrets()] as const;
  return (set: Record<string, SetValue>, more: Omit<Sample, 'set'> = {}): ReadonlySet<string> => {
    const sample = { ...more, set, files: { 'child.yaml': child, 'note.txt': 'a note', ...more.files } };
    const { earlier } = more;
    const plan = samplePlan(head + template, sample);
    const request = { deployment: 'd', plan, inputs: sampleInputs(sample), earlier };
    const again = shown(renderRevision({ ...request, secrets: stores[0], memory }));
    assert.deepEqual(again, shown(renderRevision({ ...request, secrets: stores[1] })));
    return new Set(memory.touched);
  };
}

function shown({ value, problems }: Checked<RenderedRevision>) {
  const places = [...(value?.places ?? [])].map(([address, { at, path }]) => [address, at, path]);
  return { files: value?.files, outputs: value?.graph.outputs, problems, places };
}

test('what a group gathers from its members for many is gathered again where a member has changed', () => {
  const render = twins(`parameters: {p: {type: string}, q: {type: string}, n: {type: number, default: 2}}
resources:
  c: {type: OS::Heat::SoftwareConfig, properties: {config: {get_param: q}, outputs: [{name: o}]}}
  g: {type: OS::Heat::ResourceGroup, properties: {count: {get_param: n}, resource_def: {type: child.yaml, properties: {x: {get_param: p}}}}}
  h: {type: OS::Heat::ResourceGroup, properties: {count: 2, resource_def: {type: OS::Heat::SoftwareConfig, properties: {config: {get_param: q}}}}}
  first: {type: OS::Heat::Value, properties: {value: {get_attr: [g, b, 0]}}}
  all: {type: OS::Heat::Value, properties: {value: [{get_attr: [g, b]}, {get_attr: [g, attributes, b]}, {get_attr: [g, refs, 1]}]}}
  more: {type: OS::Heat::Value, properties: {value: [{get_attr: [g, b]}, {get_attr: [g, attributes, b]}, {get_attr: [g, refs_map]}]}}
  ids: {type: OS::Heat::Value, properties: {value: [{get_attr: [h, refs]}, {get_attr: [h, refs_map]}, {get_attr: [h, config]}]}}
outputs: {all: {value: {get_attr: [all, value]}}, more: {value: {get_attr: [more, value]}}, ids: {value: {get_attr: [ids, value]}}}
`);
  render({ p: 'x', q: 'y' });
  assert.deepEqual([...render({ p: 'x', q: 'y' })], []);
  const byParameter = render({ p: 'z', q: 'y' });
  assert.deepEqual(
    ['g/0/a', 'all', 'more', 'ids', 'h/0'].map((address) => byParameter.has(address)),
    [true, true, true, false, false],
  );
  assert.ok(render({ p: 'z', q: 'w' }).has('ids'));
  assert.ok(render({ p: 'z', q: 'w', n: '3' }).has('all'));
  assert.ok(render({ p: 'z', q: 'w', n: '1' }).has('more'));
});

test('a group of instances is looked into again where its launch configuration has changed', () => {
  const render = twins(`parameters: {p: {type: string}, n: {type: number, default: 1}}
resources:
  g: {type: OS::Heat::InstanceGroup, properties: {AvailabilityZones: [z], LaunchConfigurationName: {get_resource: conf}, Size: {get_param: n}}}
  conf: {type: AWS::AutoScaling::LaunchConfiguration, properties: {ImageId: i, InstanceType: {get_param: p}}}
`);
  const files = {
    'env.yaml': 'resource_registry: {"AWS::EC2::Instance": instance.yaml}\n',
    'instance.yaml': `${head}parameters: {ImageId: {type: string}, InstanceType: {type: string, constraints: [{length: {max: 2}}]}, Tags: {type: json}}\n`,
  };
  const sample = { files, environments: ['env.yaml'] };
  render({ p: 'x' }, sample);
  assert.deepEqual([...render({ p: 'x' }, sample)], []);
  assert.deepEqual([...render({ p: 'y' }, sample)], ['conf', 'g']);
  assert.deepEqual([...render({ p: 'y', n: '2' }, sample)], ['g']);
  assert.ok(render({ p: 'too long' }, sample).has('g'));
});

test('after one parameter has changed only what depends on it is evaluated', () => {
  const render = twins(`parameters: {p: {type: string}, q: {type: string}}
resources:
  a: {type: OS::Heat::Value, properties: {value: {get_param: p}}}
  b: {type: OS::Heat::Value, properties: {value: {get_attr: [a, value]}}}
  c: {type: OS::Heat::Value, properties: {value: {get_param: q}}}
  n: {type: child.yaml, properties: {x: {get_param: p}}}
  g: {type: OS::Heat::ResourceGroup, properties: {count: 3, resource_def: {type: child.yaml, properties: {x: {get_param: q}}}}}
outputs: {b: {value: {get_attr: [b, value]}}}
`);
  assert.equal(render({ p: 'x', q: 'y' }).size, 20);
  assert.deepEqual([...render({ p: 'x', q: 'y' })], []);
  assert.deepEqual([...render({ p: 'z', q: 'y' })].sort(), ['a', 'b', 'n', 'n/a', 'n/b']);
  assert.deepEqual([...render({ p: 'z', q: 'y' })], []);
});

test('what comes out the same ends the search', () => {
  const render = twins(`parameters: {p: {type: number}}
conditions: {large: {yaql: {expression: $.data > 10, data: {get_param: p}}}}
resources:
  a: {type: OS::Heat::Value, properties: {value: {yaql: {expression: $.data mod 2, data: {get_param: p}}}}}
  b: {type: OS::Heat::Value, properties: {value: {get_attr: [a, value]}}}
  c: {type: OS::Heat::Value, condition: large, properties: {value: {if: [large, 1, 2]}}}
`);
  render({ p: '1' });
  assert.deepEqual([...render({ p: '3' })], ['a']);
  assert.deepEqual([...render({ p: '13' })].sort(), ['a', 'c']);
});

test('a file or an environment that is another begins anew', () => {
  const render = twins(`parameters: {p: {type: string}}
resources:
  a: {type: OS::Heat::Value, properties: {value: {get_file: note.txt}}}
  n: {type: child.yaml, properties: {x: {get_param: p}}}
`);
  render({ p: '1' });
  assert.equal(render({ p: '1' }, { files: { 'note.txt': 'another' } }).size, 5);
  assert.equal(render({ p: '1' }, { files: { 'note.txt': 'another' } }).size, 0);
  assert.equal(render({ p: '1' }, { given: { 'env.yaml': 'parameter_defaults: {y: because}\n' } }).size, 5);
  assert.equal(render({}, { given: { 'env.yaml': 'parameters: {p: "1"}\n' } }).size, 5);
  assert.equal(render({ p: '1' }, { given: { 'env.yaml': 'parameters: {p: "1"}\n' } }).size, 0);
});

test('an output that only an OS::Heat::None asks for may fail, and fails whoever else comes to ask', () => {
  const failing = `${head}parameters: {x: {type: string}}
outputs: {o: {value: {str_split: [',', [{get_param: x}]]}}}
`;
  const render = twins(`parameters: {p: {type: string}, asks: {type: boolean, default: false}}
conditions: {asks: {get_param: asks}}
resources:
  n: {type: failing.yaml, properties: {x: {get_param: p}}}
  a: {type: OS::Heat::None, properties: {x: {get_attr: [n, o]}}}
  b: {type: OS::Heat::Value, properties: {value: {if: [asks, {get_attr: [n, o]}, 1]}}}
`);
  const files = { 'failing.yaml': failing };
  assert.equal(render({ p: 'x' }, { files }).size, 3);
  assert.ok(!render({ p: 'x' }, { files }).has('n'));
  assert.ok(render({ p: 'y' }, { files }).has('n'));
  assert.ok(!render({ p: 'y', asks: 'true' }, { files }).has('n'));
});

test('nothing is remembered of what had problems', () => {
  const render = twins(`parameters: {p: {type: number}}
resources:
  a: {type: OS::Heat::ResourceGroup, properties: {count: {get_param: p}, resource_def: {type: OS::Heat::None}}}
  b: {type: OS::Heat::Value, properties: {value: b}}
`);
  render({ p: '1' });
  assert.ok(render({ p: '-1' }).has('a'));
  assert.equal(render({ p: '1' }).size, 3);
});

test('a hidden parameter of a nested stack is kept in whatever store a rendering has', () => {
  const render = twins(
    'parameters: {p: {type: string}}\nresources: {n: {type: child.yaml, properties: {x: {get_param: p}, z: s}}}\n',
  );
  render({ p: '1' });
  render({ p: '1' });
  render({ p: '2' });
});

test('what a group remembers of the members that were removed is looked at each time', () => {
  const render = twins(`parameters: {p: {type: string}}
resources:
  g:
    type: OS::Heat::ResourceGroup
    properties: {count: 2, removal_policies: [{resource_list: ["0"]}], resource_def: {type: OS::Heat::None}}
  v: {type: OS::Heat::Value, properties: {value: {get_attr: [g, refs]}}}
`);
  render({ p: '1' });
  const removal = { mode: 'append', listed: ['1'], removed: ['1'] } as const;
  const group = { kind: 'container', address: 'g', type: 'OS::Heat::ResourceGroup', requires: [], removal } as const;
  render({ p: '1' }, { earlier: () => ({ nodes: new Map([['g', group]]) }) });
  render({ p: '1' });
});

const configs = `
  k: {type: OS::Heat::SoftwareConfig, properties: {group: script, config: {get_param: p0}, outputs: [{name: o}]}}
  l:
    type: OS::Heat::SoftwareConfig
    properties:
      group: script
      config: {str_replace: {template: "x y", params: {x: {get_attr: [s, o]}}}}
      inputs: [{name: i, default: {get_param: p1}}]
      outputs: {if: [c1, [{name: o}, {name: u}], [{name: o}]]}
  s: {type: OS::Heat::SoftwareDeployment, properties: {config: {get_resource: k}, server: local}}
  t: {type: OS::Heat::SoftwareDeployment, properties: {config: {get_resource: l}, server: local}}
  m: {type: OS::Heat::Value, metadata: {k: {get_param: p1}}, properties: {value: {get_attr: [t]}}}
  f: {type: child.yaml, metadata: {if: [c2, {a: 1, b: 2}, {b: 2, a: 1}]}, properties: {x: f}}
`;

const expression = (index: number): fc.Arbitrary<string> => {
  const earlier = fc.nat({ max: Math.max(0, index - 1) });
  const parameter = fc.nat({ max: 3 }).map((each) => `{get_param: p${each}}`);
  const leaf = fc.oneof(
    parameter,
    fc.constantFrom(
      'constant',
      '[1, 1.0]',
      '{b: 1, a: 2}',
      '{get_file: note.txt}',
      '{get_attr: [t, o]}',
      '{get_attr: [n]}',
      '{get_attr: [s]}',
      '{if: [c0, {a: 1, b: 2}, {b: 2, a: 1}]}',
    ),
    earlier.map((each) => (index === 0 ? '0' : `{get_attr: [r${each}, value]}`)),
    fc.constant(index === 0 ? '0' : '{get_attr: [{get_param: which}, value]}'),
  );
  return fc.oneof(
    leaf,
    fc.tuple(fc.nat({ max: 2 }), leaf, leaf).map(([c, a, b]) => `{if: [c${c}, ${a}, ${b}]}`),
    leaf.map((each) => `{list_join: ["", [{yaql: {expression: str($.data).substring(0, 1), data: ${each}}}, x]]}`),
    fc.tuple(leaf, leaf).map(([a, b]) => `[${a}, {m: ${b}}]`),
  );
};

const resource = (index: number): fc.Arbitrary<string> =>
  fc
    .tuple(
      expression(index),
      fc.constantFrom('value', 'value', 'value', 'group', 'nested', 'present'),
      fc.nat({ max: 2 }),
    )
    .map(([value, form, condition]) => {
      const plain = `{type: OS::Heat::Value, properties: {value: ${value}}}`;
      const extra = {
        value: '',
        present: `  e${index}: {type: OS::Heat::Value, condition: c${condition}, properties: {value: ${value}}}\n`,
        group: `  g${index}: {type: OS::Heat::ResourceGroup, properties: {count: {get_param: size}, resource_def: {type: child.yaml, properties: {x: "%index%", y: ${value}}}}}\n`,
        nested: `  x${index}: {type: child.yaml, depends_on: [e], properties: {x: ${value}, z: {get_param: p2}}}\n`,
      }[form];
      return `  r${index}: ${plain}\n${extra ?? ''}`;
    });

const template = fc
  .integer({ min: 1, max: 6 })
  .chain((count) => fc.tuple(...Array.from({ length: count }, (_, index) => resource(index))))
  .map(
    (resources) => `parameters:
${['p0', 'p1', 'p3', 'which'].map((name) => `  ${name}: {type: string}\n`).join('')}  p2: {type: string, hidden: true}
  size: {type: number}
conditions:
  c0: {equals: [{get_param: p0}, a]}
  c1: {or: [c0, {equals: [{get_param: p1}, b]}]}
  c2: {not: {equals: [{get_param: p2}, {get_param: p3}]}}
resources:
  e: {type: OS::Heat::Value, condition: c1, properties: {value: e}}
  n: {type: child.yaml, properties: {x: {get_param: p3}, y: same}}
${configs}${resources.join('')}outputs:
  all: {value: {get_attr: [r0, value]}}
`,
  );

const word = fc.constantFrom('a', 'b', 'aa', '');
const values = fc.record({
  p0: word,
  p1: word,
  p2: word,
  p3: word,
  size: fc.constantFrom('0', '1', '2'),
  which: fc.constantFrom('r0', 'r0', 'e', 'missing'),
});

test('whatever changes, a rendering by memory is byte for byte that from scratch', () => {
  fc.assert(
    fc.property(
      template,
      values,
      fc.array(
        values.chain((all) => fc.subarray(Object.entries(all), { maxLength: 2 })),
        { maxLength: 6 },
      ),
      (text, start, changes) => {
        const render = twins(text);
        let set: Record<string, string> = start;
        render(set);
        for (const change of changes) {
          set = { ...set, ...Object.fromEntries(change) };
          render(set);
        }
      },
    ),
    { numRuns: 150 },
  );
});
