import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { Float, Tainted, Unknown, type Value } from '../hot/value.ts';
import { checkProperties, withDefaults } from './check-properties.ts';
import { resourceType } from './resource-types.ts';

function type(name: string) {
  return resourceType(`OS::Heat::${name}`) ?? assert.fail(`no type ${name}`);
}

function check(name: string, properties: Readonly<Record<string, Value>>) {
  return checkProperties(type(name), new Map(Object.entries(properties)), { path: 'resources.x.properties' });
}

test('texts of numbers are read as the type wants them', () => {
  const { value, problems } = check('RandomString', { length: '12', salt: 7 });
  assert.deepEqual(problems, []);
  assert.deepEqual(
    [...(value ?? [])],
    [
      ['length', 12],
      ['salt', '7'],
    ],
  );
});

test('a property that the type does not have is a problem that names the nearest', () => {
  const [problem] = check('RandomString', { lenght: 12 }).problems;
  assert.equal(problem?.code, 'property-unknown');
  assert.match(problem?.hint ?? '', /length/);
});

test('every problem is told at once, each with its path', () => {
  const { problems } = check('SoftwareConfig', {
    inputs: [
      new Map<string, Value>([
        ['name', 'a'],
        ['type', 'Text'],
      ]),
      new Map<string, Value>([['kind', 'b']]),
    ],
    options: 'none',
    outputs: 5,
  });
  assert.deepEqual(
    problems.map((each) => [each.code, each.path]),
    [
      ['property-value', 'resources.x.properties.inputs.1.kind'],
      ['property-value', 'resources.x.properties.inputs.1'],
      ['property-value', 'resources.x.properties.options'],
      ['property-value', 'resources.x.properties.outputs'],
    ],
  );
});

test('constraints hold for what was read, in lists and maps too', () => {
  assert.match(
    check('SoftwareConfig', {
      inputs: [
        new Map([
          ['name', 'a'],
          ['type', 'Text'],
        ]),
      ],
    }).problems[0]?.expected ?? '',
    /one of String/,
  );
  assert.match(check('RandomString', { length: 0 }).problems[0]?.expected ?? '', /from 1 to 512/);
  assert.equal(check('SoftwareDeployment', { server: 'a', actions: ['CREATE', 'EXPLODE'] }).problems.length, 1);
  assert.equal(check('SoftwareComponent', { configs: [] }).problems.length, 1);
});

test('a missing property that is required is a problem; a default is not put in', () => {
  assert.equal(check('SoftwareDeployment', {}).problems[0]?.code, 'property-missing');
  const { value } = check('SoftwareDeployment', { server: 'a' });
  assert.deepEqual([...(value?.keys() ?? [])], ['server']);
  const filled = withDefaults(type('SoftwareDeployment'), value ?? new Map());
  assert.deepEqual(filled.get('actions'), ['CREATE', 'UPDATE']);
});

test('what is not known yet, and what is secret, is left for later', () => {
  const unknown = new Unknown({ kind: 'attribute', address: 'a', path: ['out'] });
  const secret = new Tainted('abc', { kind: 'secret', name: 's', version: 1 });
  const { value, problems } = check('RandomString', { length: unknown, salt: secret });
  assert.deepEqual(problems, []);
  assert.equal(value?.get('length'), unknown);
  assert.equal(value?.get('salt'), secret);
});

test('null is the default of a property, or the empty value of its type', () => {
  assert.equal(check('RandomString', { length: null }).value?.get('length'), 32);
  assert.equal(check('SoftwareConfig', { config: null }).value?.get('config'), '');
});

test('numbers with a point are no text, and text that is no number is no number', () => {
  assert.equal(check('RandomString', { salt: new Float(1.5) }).problems.length, 1);
  assert.equal(check('RandomString', { length: 'twelve' }).problems.length, 1);
});

test('None takes anything', () => {
  assert.deepEqual(check('None', { anything: 1 }).problems, []);
});
