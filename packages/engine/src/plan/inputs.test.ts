import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { DeploymentInputs, EnvironmentInput, SetValue } from './deployment-inputs.ts';
import { readInputs } from './read-inputs.ts';
import { writeInputs } from './write-inputs.ts';

/** Texts that YAML could take for something else, and any others that it allows. */
const arbitraryText = fc.oneof(
  fc.constantFrom(
    '',
    'yes',
    'null',
    '1.0',
    '010',
    '~',
    'a: b',
    '- a',
    '# x',
    '"',
    "'",
    ' x ',
    'a\nb',
    'a\n\n',
    '\n',
    '\u2028x',
    '\u0085',
    '!x',
    '*a',
    '&a',
    'é',
    '\t',
  ),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.string({ unit: 'binary', maxLength: 12 }).filter((text) => text.isWellFormed() && !text.includes('\0')),
);
const arbitraryValue: fc.Arbitrary<SetValue> = fc.oneof(
  { weight: 4, arbitrary: arbitraryText },
  fc.record(
    {
      kind: fc.constant('secret' as const),
      name: fc.stringMatching(/^[a-z0-9./%@:-]{1,12}$/),
      version: fc.nat(),
    },
    { noNullPrototype: true },
  ),
);
const arbitraryPath = fc.stringMatching(/^environments\/[a-z0-9-]{1,8}\.yaml$/);

const arbitraryInputs: fc.Arbitrary<DeploymentInputs> = fc
  .record({
    name: fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,10}$/),
    version: fc.stringMatching(/^[0-9a-f]{7,40}$/),
    files: fc.uniqueArray(fc.tuple(arbitraryPath, arbitraryText), { maxLength: 3, selector: ([path]) => path }),
    ofPlan: fc.array(fc.stringMatching(/^[a-z0-9/ .-]{1,10}$/), { maxLength: 2 }),
    parameters: fc.uniqueArray(
      fc.tuple(
        arbitraryText.filter((text) => text !== ''),
        arbitraryValue,
      ),
      { maxLength: 4, selector: ([name]) => name },
    ),
    inventory: arbitraryText,
  })
  .map(({ name, version, files, ofPlan, parameters, inventory }) => ({
    kind: 'DeploymentInputs',
    plan: { name, version },
    environments: [
      ...ofPlan.map((path): EnvironmentInput => ({ kind: 'plan', path })),
      ...files.map(([path]): EnvironmentInput => ({ kind: 'file', path })),
    ],
    parameters: new Map(parameters),
    inventory,
    files: new Map(files),
  }));

test('inputs that are written are read as the same inputs', () => {
  fc.assert(
    fc.property(arbitraryInputs, (inputs) => {
      const read = readInputs(writeInputs(inputs));
      assert.deepEqual(read.problems, []);
      assert.deepEqual(read.value, inputs);
    }),
    { numRuns: 500 },
  );
});

test('the tree of inputs is for people: one line for a value, a file for a long one', () => {
  const files = writeInputs({
    kind: 'DeploymentInputs',
    plan: { name: 'web', version: '1f3a9c2' },
    environments: [
      { kind: 'plan', path: 'environments/ha.yaml' },
      { kind: 'file', path: 'environments/0-e.yaml' },
    ],
    parameters: new Map<string, SetValue>([
      ['backend_version', '2'],
      ['certificate', 'line 1\nline 2\n'],
      ['password', { kind: 'secret', name: 'web-1/password', version: 3 }],
    ]),
    inventory: 'all: {}\n',
    files: new Map([['environments/0-e.yaml', 'parameters: {}\n']]),
  });
  assert.deepEqual(Object.fromEntries(files), {
    'deployment.yaml': `kind: DeploymentInputs
formatVersion: 1
plan:
  name: web
  version: "1f3a9c2"
environments:
- plan: environments/ha.yaml
- file: environments/0-e.yaml
parameters:
  backend_version: "2"
  certificate: {file: values/certificate}
  password: !tyto/secret web-1/password@3
`,
    'environments/0-e.yaml': 'parameters: {}\n',
    'inventory.yaml': 'all: {}\n',
    'values/certificate': 'line 1\nline 2\n',
  });
});

test('all that is wrong in inputs is told with its place', () => {
  const text = `kind: DeploymentInput
formatVersion: 2
plan: {name: web}
environment: []
environments: [{plan: a}, {file: ../x}, {plan: a, file: b}, x]
parameters: {a: 1, b: [x], c: {file: values/c}, d: !tyto/secret nonsense}
`;
  const { value, problems } = readInputs(
    new Map([['deployment.yaml', text.replace(', d: !tyto/secret nonsense', '')]]),
  );
  assert.equal(value, undefined);
  assert.deepEqual(
    problems.map(({ at, message }) => `${at?.line}:${at?.column} ${message}`),
    [
      '4:1 Unknown key "environment"',
      '1:7 This file is not a description of inputs',
      '2:16 This version of the format is not known',
      '3:7 "version" is missing',
      '5:34 The inputs have no environment "../x"',
      '5:41 An environment is either of the plan or a file',
      '5:61 This is a scalar, not a map',
      '6:17 1 is not a text',
      '6:23 This is a list, not a map',
      '6:31 The inputs have no file "values/c"',
      '1:1 The inputs have no inventory.yaml',
    ],
  );
  const paths = problems.flatMap(({ path }) => (path?.startsWith('environments') === true ? [path] : []));
  assert.deepEqual(
    paths,
    ['environments[1].file', 'environments[2]', 'environments[3]'],
    'paths are written as those in templates',
  );
  assert.ok(readInputs(new Map([['deployment.yaml', text]])).problems.length > 0);
  assert.ok(readInputs(new Map()).problems.length > 0);
});
