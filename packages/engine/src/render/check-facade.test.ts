import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problemsOf } from './testing/render-sample.ts';

/** What is wrong where a template with these sections is to stand for a type. */
function misfits(
  type: string,
  parameters: string,
  outputs: string,
  registry = `${type}: wrap.yaml`,
): readonly string[] {
  return problemsOf(`\nresources: {a: {type: '${type}'}}\n`, {
    environments: ['e.yaml'],
    files: {
      'e.yaml': `resource_registry: {${registry}}\n`,
      'wrap.yaml': `heat_template_version: wallaby\nparameters: ${parameters}\noutputs: ${outputs}\n`,
    },
  }).map((each) => each.replace(/^.*cannot stand for /, ''));
}

test('a template stands for a type whose attributes it has and whose properties fit', () => {
  assert.deepEqual(
    misfits('OS::Heat::RandomString', '{length: {type: number, default: 1}}', '{value: {value: 1}}'),
    [],
  );
  assert.deepEqual(misfits('OS::Heat::RandomString', '{other: {type: string, default: x}}', '{value: {value: 1}}'), []);
});

test('what a type needs, of which type and what it gives is told of a template that does not', () => {
  assert.deepEqual(misfits('OS::Heat::RandomString', '{length: {type: string, default: x}, x: {type: json}}', '{}'), [
    'OS::Heat::RandomString: its parameter "length" is of another type',
    'OS::Heat::RandomString: it needs the parameter "x", which OS::Heat::RandomString does not have',
    'OS::Heat::RandomString: it has no output "value"',
  ]);
  assert.deepEqual(misfits('OS::Heat::Value', '{}', '{value: {value: 1}}'), [
    'OS::Heat::Value: it has no parameter "value"',
  ]);
});

test('nothing stands for a type by a property of any type', () => {
  assert.deepEqual(misfits('OS::Heat::Value', '{value: {type: string, default: x}}', '{value: {value: 1}}'), [
    'OS::Heat::Value: no parameter can be its property "value"',
  ]);
});

test('a type that is there by the registry alone takes any template', () => {
  assert.deepEqual(misfits('My::Type', '{x: {type: string, default: x}}', '{}'), []);
  assert.deepEqual(misfits('OS::Heat::Value', '{}', '{}', 'OS::Heat::Value: My::Type, My::Type: wrap.yaml'), [
    'OS::Heat::Value: it has no parameter "value"',
    'OS::Heat::Value: it has no output "value"',
  ]);
});

test('a template takes the place of a type that is mapped to another as it is', () => {
  const mapped = 'My::A: OS::Heat::RandomString, "Our::*": "OS::Heat::*", OS::Heat::RandomString: wrap.yaml';
  assert.deepEqual(misfits('My::A', '{}', '{}', mapped), []);
  assert.deepEqual(misfits('Our::RandomString', '{}', '{}', mapped), []);
  assert.equal(misfits('OS::Heat::RandomString', '{}', '{}', mapped).length, 1);
});

test('the template for one resource has what the template for the type has', () => {
  const both = 'resources: {a: {My::Type: wrap.yaml}}, My::Type: e2.yaml';
  const problems = problemsOf("\nresources: {a: {type: 'My::Type'}}\n", {
    environments: ['e.yaml'],
    files: {
      'e.yaml': `resource_registry: {${both}}\n`,
      'wrap.yaml': 'heat_template_version: wallaby\noutputs: {p: {value: 1}}\n',
      'e2.yaml': 'heat_template_version: wallaby\noutputs: {o: {value: 1}}\n',
    },
  });
  assert.deepEqual(problems, [
    'template.yaml:3:23 template-facade: wrap.yaml cannot stand for e2.yaml: it has no output "o"',
  ]);
});
