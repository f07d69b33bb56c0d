import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { parseJson } from './json-reader.ts';
import { parametersToJsonSchema } from './parameter-json-schema.ts';
import { emptyEnvironment } from './parse-environment.ts';
import { parseTemplate } from './parse-template.ts';
import { resolveParameters } from './resolve-parameters.ts';
import type { Template } from './template.ts';
import { someFunctions } from './testing/function-names.ts';

function templateOf(parameters: string, more = ''): Template {
  const text = `heat_template_version: 2018-08-31\n${more}parameters:\n${parameters}`;
  const { value, problems } = parseTemplate(text, 't.yaml', someFunctions);
  assert.deepEqual(problems, []);
  assert.ok(value !== undefined);
  return value;
}

function takenBySchema(template: Template) {
  return new Ajv2020({ strict: false, allowUnionTypes: true }).compile(parametersToJsonSchema(template));
}

/** Whether HOT takes what comes out of JSON as the parameters of a template. */
function takenByHot(template: Template, parameters: unknown): boolean {
  const values = parseJson(JSON.stringify(parameters));
  assert.ok(values instanceof Map);
  const overrides = new Map([...values].map(([name, value]) => [name, { value }]));
  return resolveParameters(template, emptyEnvironment, overrides).problems.length === 0;
}

const definitions = [
  '{type: string}',
  '{type: string, constraints: [{length: {min: 1, max: 3}}]}',
  '{type: string, constraints: [{allowed_values: [a, 1, true, "2", -3]}]}',
  '{type: string, constraints: [{allowed_pattern: "[a-c]+|xyz"}]}',
  '{type: string, constraints: [{allowed_pattern: "a|ab"}, {length: {max: 2}}]}',
  '{type: string, constraints: [{length: {min: 2}}, {length: {max: 1}}]}',
  '{type: number}',
  '{type: number, constraints: [{range: {min: 1, max: 10}}]}',
  '{type: number, constraints: [{range: {max: 2.5}}]}',
  '{type: number, constraints: [{modulo: {step: 2, offset: 0}}]}',
  '{type: number, constraints: [{allowed_values: [1, 2.5, "3"]}]}',
  '{type: number, constraints: [{range: {min: .inf}}]}',
  '{type: boolean}',
  '{type: boolean, constraints: [{allowed_values: [yes]}]}',
  '{type: comma_delimited_list}',
  '{type: comma_delimited_list, constraints: [{length: {min: 1, max: 2}}]}',
  '{type: comma_delimited_list, constraints: [{length: {max: 0}}]}',
  '{type: comma_delimited_list, constraints: [{length: {min: 2}}]}',
  '{type: comma_delimited_list, constraints: [{allowed_values: [a, b, "1"]}]}',
  '{type: json}',
  '{type: json, constraints: [{length: {min: 1, max: 2}}]}',
];

const texts = fc.constantFrom(
  '',
  'a',
  'ab',
  'abc',
  'xyz',
  'xyzz',
  'a,b',
  'a,,b',
  ',',
  'b,a,b',
  '1',
  '2',
  '-3',
  '2.5',
  '3',
  '1e3',
  ' 7 ',
  '0x1',
  'yes',
  'Yes',
  'YES',
  'yEs',
  'true',
  'True',
  'no',
  'off',
  '{}',
  '[1]',
  '{"a":1}',
  '😀',
  '😀😀😀',
  'a\n',
);
const leaf = fc.oneof(
  texts,
  fc.integer({ min: -4, max: 12 }),
  fc.constantFrom(2.5, 0.5, 1e21),
  fc.boolean(),
  fc.string(),
);
const value = fc.oneof(leaf, fc.array(leaf, { maxLength: 3 }), fc.dictionary(fc.constantFrom('a', 'b', 'c'), leaf));

for (const definition of definitions) {
  test(`what the schema of ${definition} takes HOT takes`, () => {
    const template = templateOf(`  p: ${definition}\n`);
    const taken = takenBySchema(template);
    fc.assert(
      fc.property(value, (p) => {
        assert.ok(!taken({ p }) || takenByHot(template, { p }), JSON.stringify(p));
      }),
      { numRuns: 300 },
    );
  });
}

/** What HOT takes and the schema does not, as its description says. */
function isListed(definition: string, p: unknown): boolean {
  const isConstrained = definition.includes('constraints');
  if (definition.includes('type: json')) return typeof p === 'string';
  if (definition.includes('type: string')) return typeof p === 'object' || (isConstrained && typeof p !== 'string');
  if (definition.includes('type: number'))
    return typeof p === 'boolean' || (typeof p === 'string' && (isConstrained || !/^[ ]*[-+0-9.]/.test(p)));
  if (definition.includes('type: boolean'))
    return typeof p === 'string' && p !== p.toLowerCase() && p !== p.toUpperCase();
  return isConstrained && Array.isArray(p) && p.some((item) => typeof item !== 'string');
}

for (const definition of definitions) {
  test(`what HOT takes for ${definition} its schema takes, but for what is listed`, () => {
    const template = templateOf(`  p: ${definition}\n`);
    const taken = takenBySchema(template);
    fc.assert(
      fc.property(value, (p) => {
        assert.ok(!takenByHot(template, { p }) || taken({ p }) || isListed(definition, p), JSON.stringify(p));
      }),
      { numRuns: 300 },
    );
  });
}

/** Any definition of a parameter, with up to three constraints that its type takes. */
const bounds = fc
  .record({ min: fc.integer({ min: 0, max: 3 }), max: fc.integer({ min: 0, max: 4 }) }, { requiredKeys: [] })
  .filter((each) => Object.keys(each).length > 0);
const words = fc.array(fc.constantFrom('a', 'ab', 'b', '1', ''), { minLength: 1, maxLength: 3 });
const length = bounds.map((each) => ({ length: each }));
const perType: Readonly<Record<string, fc.Arbitrary<object>>> = {
  string: fc.oneof(
    length,
    words.map((each) => ({ allowed_values: each })),
    fc.constantFrom('a|ab', '[a-c]*', '.+', 'a{2}').map((each) => ({ allowed_pattern: each })),
  ),
  number: fc.oneof(
    bounds.map((each) => ({ range: each })),
    fc.integer({ min: 1, max: 3 }).map((step) => ({ modulo: { step, offset: 0 } })),
    fc.array(fc.constantFrom(1, 2, 2.5, '3'), { minLength: 1, maxLength: 3 }).map((each) => ({ allowed_values: each })),
  ),
  boolean: fc.constantFrom(true, false, 'yes').map((each) => ({ allowed_values: [each] })),
  comma_delimited_list: fc.oneof(
    length,
    words.map((each) => ({ allowed_values: each })),
  ),
  json: length,
};
const anyDefinition = fc
  .constantFrom(...Object.keys(perType))
  .chain((type) => fc.tuple(fc.constant(type), fc.array(perType[type] ?? fc.constant({}), { maxLength: 3 })))
  .map(([type, constraints]) => JSON.stringify(constraints.length === 0 ? { type } : { type, constraints }))
  .map((json) => json.replaceAll('"type":"', '"type": "').replace(/"type": "(\w+)"/, 'type: $1'));

test('what the schema of any definition takes HOT takes, and the other way round but for what is listed', () => {
  fc.assert(
    fc.property(anyDefinition, fc.array(value, { minLength: 10, maxLength: 10 }), (definition, values) => {
      const template = templateOf(`  p: ${definition}\n`);
      const taken = takenBySchema(template);
      for (const p of values) {
        // What a float is a multiple of, nobody's arithmetic tells.
        if (p === 1e21 && definition.includes('modulo')) continue;
        const [bySchema, byHot] = [taken({ p }), takenByHot(template, { p })];
        const told = `${definition}: ${JSON.stringify(p)}`;
        assert.ok(bySchema ? byHot : !byHot || isListed(definition, p), told);
      }
    }),
    { numRuns: 300 },
  );
});

test('required are parameters without a default, and others than those that there are do not pass', () => {
  const template = templateOf('  a: {type: string}\n  b: {type: string, default: x}\n');
  const taken = takenBySchema(template);
  assert.equal(taken({ a: 'x' }), true);
  assert.equal(taken({ b: 'x' }), false);
  assert.equal(taken({ a: 'x', c: 'x' }), false);
});

test('labels, descriptions, defaults, groups and the rest are given; a hidden default is not', () => {
  const template = templateOf(
    `  a: {type: number, label: A, description: First, default: 1.5, immutable: true, tags: [t], constraints: [{custom_constraint: x.y}, {modulo: {step: 2, offset: 1}}]}
  b: {type: json, default: {k: [1]}, hidden: true}
`.replace('default: 1.5, ', ''),
    'description: All\nparameter_groups: [{label: G, description: d, parameters: [b, a]}]\n',
  );
  assert.deepEqual(parametersToJsonSchema(template), {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    description: 'All',
    properties: {
      a: {
        title: 'A',
        description: 'First',
        allOf: [{ type: 'number' }, { 'x-modulo': { step: 2, offset: 1 } }],
        'x-type': 'number',
        'x-custom-constraints': ['x.y'],
        'x-immutable': true,
        'x-tags': ['t'],
      },
      b: { type: ['object', 'array', 'number', 'boolean'], writeOnly: true, 'x-type': 'json' },
    },
    required: ['a'],
    additionalProperties: false,
    'x-groups': [{ label: 'G', description: 'd', parameters: ['b', 'a'] }],
  });
});

test('a default is given as it is written', () => {
  const schema = parametersToJsonSchema(templateOf('  a: {type: json, default: {k: [1, 1.5, null]}}\n'));
  assert.match(JSON.stringify(schema), /"default":\{"k":\[1,1.5,null\]\}/);
});
