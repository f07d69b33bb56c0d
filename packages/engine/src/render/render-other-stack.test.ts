import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Unknown } from '../hot/value.ts';
import { outputOf, problemsOf, renderSample, template } from './testing/render-sample.ts';

const child = template(`
parameters: {p: {type: string, default: d}, n: {type: number, default: 1}}
resources:
  v: {type: OS::Heat::Value, properties: {value: {get_param: p}}}
  i: {type: inner.yaml}
outputs:
  o: {value: {a: [{get_attr: [v, value]}, {get_param: n}]}}
  text: {value: {get_attr: [i, text]}}
  name: {value: {get_param: 'OS::stack_name'}}
`);
const files = {
  'stacks/child.yaml': child,
  'stacks/inner.yaml': template('outputs: {text: {value: {get_file: motd.txt}}}'),
  'stacks/motd.txt': 'hello',
};

test('a stack of a file is a nested stack with its parameters, and its outputs are an attribute', () => {
  const revision = renderSample(
    `
resources:
  s: {type: OS::Heat::Stack, properties: {template: {get_file: stacks/child.yaml}, parameters: {p: x, n: '2'}}}
outputs:
  o: {value: {get_attr: [s, outputs, o, a, 1]}}
  text: {value: {get_attr: [s, outputs, text]}}
  none: {value: {get_attr: [s, outputs, nope]}}
  all: {value: {get_attr: [s, outputs]}}
  name: {value: {get_attr: [s, stack_name]}}
  ref: {value: {get_resource: s}}
`,
    { files },
  );
  assert.deepEqual([...revision.graph.nodes.keys()], ['s', 's/v', 's/i']);
  assert.equal(revision.graph.nodes.get('s')?.type, 'OS::Heat::Stack');
  assert.equal(outputOf(revision, 'o'), 2);
  assert.equal(outputOf(revision, 'text'), 'hello');
  assert.equal(outputOf(revision, 'none'), null);
  assert.equal(outputOf(revision, 'name'), 'd-s');
  assert.equal(outputOf(revision, 'ref'), 's');
  assert.deepEqual(
    outputOf(revision, 'all'),
    new Map<string, unknown>([
      ['o', new Map([['a', ['x', 2]]])],
      ['text', 'hello'],
      ['name', 'd-s'],
    ]),
  );
});

test('a template may stand in the resource itself, and names files from where that stands', () => {
  const revision = renderSample(
    `
resources:
  s:
    type: OS::Heat::Stack
    properties:
      template: |
        heat_template_version: wallaby
        resources: {i: {type: stacks/inner.yaml}}
        outputs: {text: {value: {get_attr: [i, text]}}}
outputs: {text: {value: {get_attr: [s, outputs, text]}}}
`,
    { files },
  );
  assert.equal(outputOf(revision, 'text'), 'hello');
});

test('what is wrong in the template is told in its file, and what does not fit it where it is given', () => {
  const broken = template('outputs: {o: {value: {get_param: nope}}}\n');
  assert.deepEqual(
    problemsOf(
      `
resources:
  s: {type: OS::Heat::Stack, properties: {template: {get_file: broken.yaml}}}
  t: {type: OS::Heat::Stack, properties: {template: {get_file: stacks/child.yaml}, parameters: {q: 1}}}
  u: {type: OS::Heat::Stack, properties: {template: 'heat_template_version: wallaby
', context: {region_name: elsewhere}}}
outputs: {o: {value: {get_attr: [s, outputs, o]}}, p: {value: {get_attr: [t, nope]}}}
`,
      { files: { ...files, 'broken.yaml': broken } },
    ).map((each) => each.replace(/: .*/, '')),
    [
      'template.yaml:5:97 parameter-unknown',
      'template.yaml:7:13 resource-type',
      'broken.yaml:2:34 parameter-undefined',
    ],
  );
});

test('a template that includes itself this way is told', () => {
  assert.match(
    problemsOf('resources: {s: {type: loop.yaml}}\n', {
      files: {
        'loop.yaml': template(
          'resources: {s: {type: OS::Heat::Stack, properties: {template: {get_file: loop.yaml}}}}\n',
        ),
      },
    }).join(),
    /template-nesting: A template includes itself: loop.yaml → loop.yaml/,
  );
});

test('a stack whose template or conditions wait is deferred', () => {
  const revision = renderSample(
    `
resources:
  r: {type: OS::Heat::RandomString}
  s: {type: OS::Heat::Stack, properties: {template: {get_attr: [r, value]}}}
  t: {type: OS::Heat::Stack, properties: {template: {get_file: cond.yaml}, parameters: {w: {get_attr: [r, value]}}}}
outputs: {o: {value: {get_attr: [s, outputs, x]}}, p: {value: {get_attr: [t, outputs, x, 0]}}}
`,
    {
      files: {
        'cond.yaml': template(`
parameters: {w: {type: string}}
conditions: {c: {equals: [{get_param: w}, x]}}
resources: {v: {type: OS::Heat::None, condition: c}}
outputs: {x: {value: [1]}}
`),
      },
    },
  );
  assert.deepEqual(
    [...revision.graph.nodes.values()].map(({ kind, address }) => [address, kind]),
    [
      ['r', 'resource'],
      ['s', 'deferred'],
      ['t', 'deferred'],
    ],
  );
  const attribute = (address: string, ...path: [string, ...(string | number)[]]) =>
    new Unknown({ kind: 'attribute', address, path });
  assert.deepEqual(outputOf(revision, 'o'), attribute('s', 'outputs', 'x'));
  assert.deepEqual(outputOf(revision, 'p'), attribute('t', 'outputs', 'x', 0));
});
