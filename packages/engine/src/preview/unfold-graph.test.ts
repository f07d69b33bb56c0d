import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Failure } from '../hot/scope.ts';
import type { Value } from '../hot/value.ts';
import { readGraph, writeGraph } from '../render/graph-text.ts';
import type { GraphNode, ResourceGraph } from '../render/revision.ts';
import { memorySecrets, renderSample, type Sample, template } from '../render/testing/render-sample.ts';
import { Known } from './known.ts';
import { unfoldGraph, unfolding } from './unfold-graph.ts';

const child = template(`
parameters: {wanted: {type: boolean}, name: {type: string, default: d}}
conditions: {c: {get_param: wanted}}
resources:
  v: {type: OS::Heat::Value, condition: c, properties: {value: {get_param: name}}}
  n: {type: inner.yaml, properties: {text: {get_param: name}}}
outputs:
  o: {value: {if: [c, {get_attr: [v, value]}, none]}}
  deep: {value: {get_attr: [n, text]}}
  only: {condition: c, value: 1}
  OS::stack_id: {value: {get_resource: n}}
`);
const inner = template(`
parameters: {text: {type: string}}
resources: {v: {type: OS::Heat::Value, properties: {value: {get_param: text}}}}
outputs: {text: {value: {list_join: [' ', [{get_attr: [v, value]}, {get_file: motd.txt}]]}}}
`);
const member = template(`
parameters: {size: {type: number}, index: {type: string}}
resources:
  g:
    type: OS::Heat::ResourceGroup
    properties: {count: {get_param: size}, index_var: '%j%', resource_def: {type: OS::Heat::Value, properties: {value: {list_join: ['-', [{get_param: index}, '%j%']]}}}}
outputs: {values: {value: {get_attr: [g, value]}}}
`);

const maybe = template(`
parameters: {wanted: {type: boolean}}
conditions: {c: {get_param: wanted}}
resources: {v: {type: OS::Heat::Value, properties: {value: '1', type: {if: [c, number]}}}}
outputs: {o: {value: {get_attr: [v, value]}}}
`);

const sample: Sample = {
  files: {
    'maybe.yaml': maybe,
    'child.yaml': child,
    'inner.yaml': inner,
    'member.yaml': member,
    'motd.txt': 'hello',
  },
  given: {
    'env.yaml': 'resource_registry: {Mapped: child.yaml}\nparameter_defaults: {name: from-defaults}\n',
    'child.yaml': child,
    'inner.yaml': inner,
    'motd.txt': 'given',
  },
};

/** Renders a body with something that is awaited in the place of `SHAPE`, and then with what it comes to be. */
function compare(body: string, shape: Value, written: string): void {
  const outputs = [...body.matchAll(/out(\d+):/g)].map(([, index]) => `out${index}`);
  const deferred = renderSample(body.replaceAll('SHAPE', '{get_attr: [r, value]}'), sample).graph;
  assert.ok(deferred.sources !== undefined, 'something is deferred');
  const direct = renderSample(body.replaceAll('SHAPE', written), sample).graph;
  // Through its text, as it is kept.
  const graph = readGraph(writeGraph(deferred), () => undefined).value;
  assert.ok(graph !== undefined);
  const { nodes, known } = unfold(graph, shape);
  assert.deepEqual(withoutOrder(nodes), withoutOrder(direct.nodes));
  for (const name of outputs) {
    const value = known.resolve(deferred.outputs.get(name)?.value ?? null);
    assert.ok(!(value instanceof Failure), name);
    assert.deepEqual(value, direct.outputs.get(name)?.value, name);
  }
}

function unfold(graph: ResourceGraph, shape: Value) {
  const known = new Known(new Map(), () => undefined);
  const unfolded = unfolding(graph);
  const failures: Failure[] = [];
  for (const node of unfoldGraph(unfolded, known, { deployment: 'd', secrets: memorySecrets() }, (each) =>
    failures.push(each),
  )) {
    assert.equal(node.kind, 'resource');
    if (node.address === 'r') known.settle('r', new Map([['value', shape]]));
  }
  assert.deepEqual(
    failures.flatMap((each) => each.problems),
    [],
  );
  return { nodes: unfolded.nodes, known };
}

/** What is awaited comes before, so both ways require it; nothing else may differ. */
function withoutOrder(nodes: ReadonlyMap<string, GraphNode>): readonly GraphNode[] {
  const all = [...nodes.values()].map((node) => ({ ...node, requires: node.requires.filter((each) => each !== 'r') }));
  return all.sort((a, b) => (a.address < b.address ? -1 : 1));
}

const r = 'r: {type: OS::Heat::RandomString}';

test('a group whose number was awaited comes out as if it had been known', () => {
  for (const count of [0, 1, 3]) {
    compare(
      `
resources:
  ${r}
  g: {type: OS::Heat::ResourceGroup, properties: {count: SHAPE, resource_def: {type: Mapped, properties: {wanted: true, name: 'n%index%'}}}}
outputs:
  out1: {value: {get_attr: [g, o]}}
  out2: {value: {get_attr: [g, attributes, deep]}}
  out3: {value: {get_attr: [g, refs]}}
  out4: {value: {get_attr: [g, refs_map]}}
  out5: {value: {get_attr: [g, refs, 0]}}
  out6: {value: {get_attr: [g]}}
`,
      String(count),
      `'${count}'`,
    );
  }
});

test('so does one whose members to be removed, or whose definition, were awaited', () => {
  compare(
    `
resources:
  ${r}
  g: {type: OS::Heat::ResourceGroup, properties: {count: 2, removal_policies: [{resource_list: SHAPE}], resource_def: {type: OS::Heat::Value, properties: {value: 'n%index%'}}}}
outputs:
  out1: {value: {get_attr: [g, value]}}
  out2: {value: {get_attr: [g, resource.3, value]}}
`,
    ['0', '2'],
    "['0', '2']",
  );
  compare(
    `
resources:
  ${r}
  g: {type: OS::Heat::ResourceGroup, properties: {count: 2, resource_def: {type: SHAPE, properties: {value: 'n%index%'}}}}
outputs: {out1: {value: {get_attr: [g, value]}}}
`,
    'OS::Heat::Value',
    'OS::Heat::Value',
  );
});

test('so does a chain whose types were awaited', () => {
  compare(
    `
resources:
  ${r}
  c: {type: OS::Heat::ResourceChain, properties: {resources: SHAPE, resource_properties: {wanted: false}}}
outputs:
  out1: {value: {get_attr: [c, o]}}
  out2: {value: {get_attr: [c, resource.1.deep]}}
  out3: {value: {get_attr: [c, refs]}}
`,
    ['Mapped', 'Mapped', 'OS::Heat::None'],
    '[Mapped, Mapped, OS::Heat::None]',
  );
});

test('so does a nested stack with conditions that were awaited, and what stands in it', () => {
  for (const wanted of [true, false]) {
    compare(
      `
resources:
  ${r}
  n: {type: child.yaml, properties: {wanted: SHAPE}}
  after: {type: OS::Heat::Value, properties: {value: {get_attr: [n, deep]}}}
outputs:
  out1: {value: {get_attr: [n, o]}}
  out2: {value: {get_attr: [n, only]}}
  out3: {value: {get_resource: n}}
  out4: {value: {get_attr: [n]}}
  out5: {value: {get_attr: [n, resource.n, text]}}
`.replace('  after: {type: OS::Heat::Value, properties: {value: {get_attr: [n, deep]}}}\n', ''),
      wanted,
      String(wanted),
    );
  }
});

test('so does a nested stack in which a property is there or not', () => {
  for (const wanted of [true, false]) {
    compare(
      `
resources:
  ${r}
  n: {type: maybe.yaml, properties: {wanted: SHAPE}}
outputs: {out1: {value: {get_attr: [n, o]}}}
`,
      wanted,
      String(wanted),
    );
  }
});

test('so does a group of deployments whose servers were awaited', () => {
  compare(
    `
resources:
  ${r}
  config: {type: OS::Heat::SoftwareConfig, properties: {group: script, config: 'true', outputs: [{name: out}]}}
  d: {type: OS::Heat::SoftwareDeploymentGroup, properties: {config: {get_resource: config}, servers: SHAPE}}
outputs: {out1: {value: {get_resource: d}}}
`,
    new Map([
      ['a', 'local'],
      ['b', 'local'],
    ]),
    '{a: local, b: local}',
  );
});

test('what is deferred may hold what is deferred', () => {
  compare(
    `
resources:
  ${r}
  g: {type: OS::Heat::ResourceGroup, properties: {count: SHAPE, resource_def: {type: member.yaml, properties: {size: SHAPE, index: 'i%index%'}}}}
outputs:
  out1: {value: {get_attr: [g, values]}}
  out2: {value: {get_attr: [g, resource.1, values, 0]}}
`,
    2,
    '2',
  );
});

test('so does a stack of a template whose conditions were awaited, or that was awaited itself', () => {
  for (const wanted of [true, false]) {
    compare(
      `
resources:
  ${r}
  s: {type: OS::Heat::Stack, properties: {template: {get_file: child.yaml}, parameters: {wanted: SHAPE}}}
outputs:
  out1: {value: {get_attr: [s, outputs, o]}}
  out2: {value: {get_attr: [s, outputs]}}
  out3: {value: {get_attr: [s, stack_name]}}
  out4: {value: {get_resource: s}}
`,
      wanted,
      String(wanted),
    );
  }
  const text =
    'heat_template_version: wallaby\nresources: {v: {type: Mapped, properties: {wanted: true}}}\noutputs: {o: {value: {get_attr: [v, o]}}}\n';
  compare(
    `
resources:
  ${r}
  s: {type: OS::Heat::Stack, properties: {template: SHAPE}}
outputs: {out1: {value: {get_attr: [s, outputs, o]}}}
`,
    text,
    JSON.stringify(text),
  );
});

test('a deferred group remembers what earlier revisions removed of it, and forgets nothing by being expanded', () => {
  const render = (count: string, names: string, earlier?: ResourceGraph) =>
    renderSample(
      `
resources:
  ${r}
  g: {type: OS::Heat::ResourceGroup, properties: {count: ${count}, removal_policies: [{resource_list: ${names}}], resource_def: {type: OS::Heat::Value, properties: {value: 1}}}}
`,
      earlier === undefined ? {} : { earlier: () => earlier },
    ).graph;
  const later = '{get_attr: [r, value]}';
  const membersOf = (graph: ResourceGraph) =>
    [...unfold(graph, '2').nodes.keys()].filter((each) => each.startsWith('g/')).join(' ');
  const first = render(later, '[0]');
  assert.equal(membersOf(first), 'g/1 g/2');
  const second = render(later, '[1]', first);
  assert.equal(membersOf(second), 'g/2 g/3');
  assert.equal(membersOf(render(later, '[]', second)), 'g/2 g/3');
  assert.equal(membersOf(render("'2'", '[2]', second)), 'g/3 g/4');
  assert.equal(membersOf(render(later, '[2]', render("'2'", '[0]'))), 'g/1 g/3');
});
