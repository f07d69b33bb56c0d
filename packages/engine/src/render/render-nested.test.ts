import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Unknown } from '../hot/value.ts';
import { outputOf, problemsOf, renderSample, template } from './testing/render-sample.ts';

const child = template(`
parameters:
  name: {type: string, default: by-default}
  items: {type: comma_delimited_list, default: ''}
  n: {type: number, default: 5}
resources:
  v: {type: OS::Heat::Value, properties: {value: {get_param: name}}}
outputs:
  all: {value: [{get_attr: [v, value]}, {get_param: items}, {get_param: n}]}
`);

test('a nested stack is a container with its members, and its outputs are its attributes', () => {
  const revision = renderSample(
    `
resources:
  before: {type: OS::Heat::Value, properties: {value: x}}
  m: {type: child.yaml, properties: {name: {get_attr: [before, value]}, items: 'a,b', n: '3'}}
outputs:
  all: {value: {get_attr: [m, all]}}
  first: {value: {get_attr: [m, all, 0]}}
  inner: {value: {get_attr: [m, resource.v, value]}}
  dotted: {value: {get_attr: [m, resource.v.value]}}
  every: {value: {get_attr: [m]}}
`,
    { files: { 'child.yaml': child } },
  );
  assert.deepEqual(revision.graph.nodes.get('m'), {
    kind: 'container',
    address: 'm',
    type: 'child.yaml',
    requires: ['before'],
  });
  assert.equal(revision.graph.nodes.get('m/v')?.within, 'm');
  assert.deepEqual(outputOf(revision, 'all'), ['x', ['a', 'b'], 3]);
  assert.equal(outputOf(revision, 'first'), 'x');
  assert.equal(outputOf(revision, 'inner'), 'x');
  assert.equal(outputOf(revision, 'dotted'), 'x');
  assert.deepEqual(outputOf(revision, 'every'), new Map([['all', ['x', ['a', 'b'], 3]]]));
});

test('null becomes the empty value of the type and not the default', () => {
  const revision = renderSample(
    `
resources: {m: {type: child.yaml, properties: {name: null, items: null, n: null}}}
outputs: {all: {value: {get_attr: [m, all]}}}
`,
    { files: { 'child.yaml': child } },
  );
  assert.deepEqual(outputOf(revision, 'all'), ['', [], 0]);
});

test('what a nested stack gets wrong is told at the resource that stands for it', () => {
  const files = { 'child.yaml': template('parameters: {a: {type: string}, b: {type: number, default: 1}}\n') };
  assert.deepEqual(
    problemsOf(
      `
resources:
  missing: {type: child.yaml}
  unknown: {type: child.yaml, properties: {a: x, aa: y}}
  wrong: {type: child.yaml, properties: {a: x, b: many}}
`,
      { files },
    ),
    [
      'template.yaml:4:3 parameter-missing: Property "a" is missing: the template child.yaml needs it',
      'template.yaml:5:50 parameter-unknown: The template child.yaml has no parameter "aa"',
      'template.yaml:6:51 property-value: Text "many" is not a number',
    ],
  );
});

test('an output that a nested stack does not have is told with the nearest one', () => {
  assert.deepEqual(
    problemsOf(
      `
resources:
  m: {type: child.yaml}
  v: {type: OS::Heat::Value, properties: {value: {get_attr: [m, al]}}}
`,
      { files: { 'child.yaml': child } },
    ),
    ['template.yaml:5:65 member-unknown: "m" has no output or member "al"'],
  );
});

test('a template is found relative to the one that names it, and so are its files', () => {
  const files = {
    'parts/a.yaml': template('resources: {b: {type: inner/b.yaml}}\noutputs: {o: {value: {get_attr: [b, o]}}}\n'),
    'parts/inner/b.yaml': template('outputs: {o: {value: {get_file: ../text}}}\n'),
    'parts/text': 'hello',
  };
  const revision = renderSample('resources: {a: {type: parts/a.yaml}}\noutputs: {o: {value: {get_attr: [a, o]}}}\n', {
    files,
  });
  assert.equal(outputOf(revision, 'o'), 'hello');
});

test('paths that lead out of the plan, absolute ones and URLs are refused where they stand', () => {
  const files = { 'parts/a.yaml': template('outputs: {o: {value: {get_file: ../../x}}}\n') };
  assert.deepEqual(
    problemsOf(
      `
resources:
  a: {type: ../child.yaml}
  b: {type: 'https://example.com/child.yaml'}
  c: {type: OS::Heat::Value, properties: {value: {get_file: ../../etc/passwd}}}
  d: {type: OS::Heat::Value, properties: {value: {get_file: /etc/passwd}}}
  e: {type: OS::Heat::Value, properties: {value: {get_file: 'file:///etc/passwd'}}}
  f: {type: parts/a.yaml}
  g: {type: OS::Heat::Value, properties: {value: {get_attr: [f, o]}}}
  h: {type: nowhere.yaml}
`,
      { files },
    ),
    [
      'template.yaml:4:13 file-outside: "../child.yaml" leads out of the plan',
      'template.yaml:5:13 file-outside: "https://example.com/child.yaml" is a URL, not a path in the plan',
      'template.yaml:6:61 file-outside: "../../etc/passwd" leads out of the plan',
      'template.yaml:7:61 file-outside: "/etc/passwd" is an absolute path',
      'template.yaml:8:61 file-outside: "file:///etc/passwd" is a URL, not a path in the plan',
      'template.yaml:11:13 file-missing: The plan has no file "nowhere.yaml"',
      'parts/a.yaml:2:33 file-outside: "../../x" leads out of the plan',
    ],
  );
});

test('templates that include each other are told with the way round', () => {
  const files = {
    'a.yaml': template('resources: {b: {type: b.yaml}}\n'),
    'b.yaml': template('resources: {a: {type: a.yaml}}\n'),
  };
  assert.deepEqual(problemsOf('resources: {a: {type: a.yaml}}\n', { files }), [
    'b.yaml:2:23 template-nesting: A template includes itself: a.yaml → b.yaml → a.yaml',
  ]);
});

test('what a nested stack passes on waits for the attribute itself', () => {
  const files = {
    'echo.yaml': template('parameters: {a: {type: json}}\noutputs: {o: {value: {get_param: [a, k]}}}\n'),
  };
  const revision = renderSample(
    `
resources:
  r: {type: OS::Heat::RandomString}
  m: {type: echo.yaml, properties: {a: {k: {get_attr: [r, value]}}}}
outputs: {o: {value: {get_attr: [m, o]}}}
`,
    { files },
  );
  assert.deepEqual(outputOf(revision, 'o'), new Unknown({ kind: 'attribute', address: 'r', path: ['value'] }));
});

test('a registry maps types to templates, relative to the environment, and parameter_defaults reach them', () => {
  const files = {
    'env/e.yaml':
      'resource_registry: {OS::My::Thing: ../t/thing.yaml}\nparameter_defaults: {size: big}\nparameters: {name: n}\n',
    't/thing.yaml': template(
      'parameters: {size: {type: string, default: small}, name: {type: string, default: own}}\noutputs: {o: {value: [{get_param: size}, {get_param: name}]}}\n',
    ),
  };
  const revision = renderSample(
    `
parameters: {name: {type: string}}
resources: {a: {type: OS::My::Thing}}
outputs: {o: {value: {get_attr: [a, o]}}}
`,
    { files, environments: ['env/e.yaml'] },
  );
  assert.deepEqual(outputOf(revision, 'o'), ['big', 'own']);
  assert.equal(revision.graph.nodes.get('a')?.type, 'OS::My::Thing');
});

test('an environment from outside finds its templates, and they their files, among what came with it', () => {
  const given = {
    'environments/0-x/env.yaml': 'resource_registry: {My::Thing: t/thing.yaml}\n',
    'environments/0-x/t/thing.yaml': template('outputs: {o: {value: {get_file: text}}}\n'),
    'environments/0-x/t/text': 'from outside',
  };
  const body = 'resources: {a: {type: My::Thing}}\noutputs: {o: {value: {get_attr: [a, o]}}}\n';
  assert.equal(outputOf(renderSample(body, { given }), 'o'), 'from outside');
  const out = {
    ...given,
    'environments/0-x/t/thing.yaml': template('outputs: {o: {value: {get_file: ../../../../x}}}\n'),
  };
  assert.deepEqual(problemsOf(body, { given: out }), [
    'inputs:environments/0-x/t/thing.yaml:2:33 file-outside: "../../../../x" leads out of the plan',
  ]);
});

test('a template may wrap the type that it stands for', () => {
  const files = {
    'e.yaml': 'resource_registry: {OS::Heat::TestResource: wrap.yaml}\n',
    'wrap.yaml': template(
      "parameters: {value: {type: string}}\nresources: {v: {type: OS::Heat::TestResource, properties: {value: {get_param: value}}}}\noutputs: {output: {value: {list_join: ['', [wrapped-, {get_attr: [v, output]}]]}}}\n",
    ),
  };
  const revision = renderSample(
    `
resources: {a: {type: OS::Heat::TestResource, properties: {value: x}}}
outputs: {o: {value: {get_attr: [a, output]}}}
`,
    { files, environments: ['e.yaml'] },
  );
  assert.equal(outputOf(revision, 'o'), 'wrapped-x');
});

test('OS::Heat::None takes every property and gives null for every attribute', () => {
  const revision = renderSample(`
resources: {n: {type: OS::Heat::None, properties: {any: {thing: 1}}}}
outputs: {o: {value: {get_attr: [n, whatever, deep]}}, r: {value: {get_resource: n}}}
`);
  assert.equal(outputOf(revision, 'o'), null);
  assert.equal(outputOf(revision, 'r'), 'n');
  assert.deepEqual(revision.graph.nodes.get('n'), {
    kind: 'resource',
    address: 'n',
    type: 'OS::Heat::None',
    requires: [],
    properties: new Map(),
  });
});

test('a nested template reads the metadata of the resource that it stands for', () => {
  const files = { 'c.yaml': template('outputs: {o: {value: {resource_facade: metadata}}}\n') };
  const revision = renderSample(
    `
resources: {c: {type: c.yaml, metadata: {a: 1}}}
outputs: {o: {value: {get_attr: [c, o, a]}}}
`,
    { files },
  );
  assert.equal(outputOf(revision, 'o'), 1);
});

test('a broken nested template is told with its own place, once for all that use it', () => {
  const files = { 'c.yaml': template('resources: {v: {typ: x}}\n') };
  const problems = problemsOf('resources:\n  a: {type: c.yaml}\n  b: {type: c.yaml}\n', { files });
  assert.ok(problems.length > 0);
  assert.ok(
    problems.every((each) => each.startsWith('c.yaml:2:')),
    problems.join('\n'),
  );
  assert.equal(new Set(problems).size, problems.length);
});
