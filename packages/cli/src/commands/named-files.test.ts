import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { makeRig } from '../testing/rig.ts';

const version = 'heat_template_version: wallaby\n';
const parameter = `${version}parameters: {p: {type: string}}\noutputs: {o: {value: {get_param: p}}}\n`;

test('a file that is missing or no text is told with what it was to be and what to do, all of them at once', async (t) => {
  const rig = makeRig(t);
  rig.write('site.yaml', `${version}outputs: {o: {value: 1}}\n`);
  mkdirSync(join(rig.directory, 'lab.yaml'));
  writeFileSync(join(rig.directory, 'values.json'), Uint8Array.of(0xff, 0xfe, 0x00));
  const { status, err } = await rig.run('validate sit.yaml -e lab.yaml -p values.json --files none');
  assert.equal(status, 1);
  assert.equal(
    err,
    `error[input-file]: There is no file "sit.yaml"
  expected: a HOT template, by its path from where the command is called
  hint: Did you mean "site.yaml"?

error[input-file]: "lab.yaml" is a directory
  expected: an environment
  hint: Name the file in it

error[input-file]: "values.json" is not text
  expected: a JSON file with values of parameters, as text in UTF-8
  hint: Check that it is the file that is meant, or convert it to UTF-8

error[input-file]: There is no directory "none"
  expected: the directory in which files are found by their names
  hint: Check the path

4 errors
`,
  );
  const inventory = await rig.run('deployment create a --plan p -i far/nodes.yaml');
  assert.match(
    inventory.err,
    /no file "far\/nodes\.yaml"\n {2}expected: an Ansible inventory.*\n {2}hint: Check the path/,
  );
});

test('a template comes from standard input, and finds its files where the command is called', async (t) => {
  const rig = makeRig(t);
  rig.write('text.txt', 'here');
  const text = `${version}outputs: {o: {value: {get_file: text.txt}}}\n`;
  assert.equal((await rig.run('validate -', text)).out, "'-' is valid: 0 resources\n");
  assert.match((await rig.run('hot outputs - --json', text)).out, /"outputs":\{"o":"here"\}/);
  const wrong = await rig.run('validate -', 'heat_template_version: wallaby\noutput: {}\n');
  assert.equal(wrong.status, 1);
  assert.match(wrong.err, /^-:2:1: error/);
});

test('an environment, values and a template to update to come from standard input', async (t) => {
  const rig = makeRig(t);
  rig.write('site.yaml', parameter);
  const environment = 'parameters: {p: one}\n';
  assert.match((await rig.run('hot outputs site.yaml -e - --json', environment)).out, /"o":"one"/);
  assert.match((await rig.run('hot outputs site.yaml -p - --json', '{"p": "two"}')).out, /"o":"two"/);
  rig.write('p.json', '{"p": "x"}');
  const next = `${parameter}resources: {a: {type: OS::Heat::None}}\n`;
  assert.match((await rig.run('hot preview site.yaml -p p.json --to -', next)).out, /\+ a/);
});

test('standard input is read once only', async (t) => {
  const rig = makeRig(t);
  for (const line of [
    'validate - -e -',
    'hot outputs x.yaml -e - -e -',
    'deployment create a --plan p -e - --set-file p=-',
  ]) {
    const { status, err } = await rig.run(line, parameter);
    assert.equal(status, 1, line);
    assert.match(
      err,
      /error\[usage\]: Standard input can be read once only, and '-' is given twice\n.*Use files/,
      line,
    );
  }
});

test('standard input is read no further than it can be taken', async () => {
  const shell = `yes | '${join(import.meta.dirname, '..', '..', '..', '..', 'bin', 'tyto')}' validate -`;
  const { stderr, status } = spawnSync('sh', ['-c', shell], { encoding: 'utf8' });
  assert.equal(status, 1);
  assert.match(stderr, /Standard input is too large\n {2}expected: a HOT template of at most 16 MB/);
});

test('a change set and a signal come from standard input too', async (t) => {
  const rig = makeRig(t);
  assert.match((await rig.run('apply a - -y', 'no JSON')).err, /error\[(?!input-file)/);
  assert.match((await rig.run('apply a gone -y')).err, /no file "gone"\n {2}expected: a change set/);
  for (const body of ['-', '@-']) {
    assert.match((await rig.run(`signal a b --data ${body}`, '{}')).err, /There is no deployment 'a'/, body);
  }
});

test("a deployment's environment comes from standard input, with what it refers to", async (t) => {
  const rig = makeRig(t);
  rig.write(
    'plan/template.yaml',
    `${version}resources: {a: {type: My::Type}}\noutputs: {o: {value: {get_attr: [a, o]}}}\n`,
  );
  rig.write('plan/plan.yaml', 'name: p\ntemplate: template.yaml\n');
  rig.write('nodes.yaml', 'all: {hosts: {local: {ansible_connection: local}}}\n');
  rig.write('mine.yaml', `${version}outputs: {o: {value: 1}}\n`);
  const imported = await rig.run('plan import plan');
  assert.equal(imported.status, 0, imported.err);
  const created = await rig.run(
    'deployment create a --plan p -e - -i nodes.yaml',
    'resource_registry: {"My::Type": mine.yaml}\n',
  );
  assert.equal(created.status, 0, created.err);
  rig.write('standard-input.yaml', 'parameters: {\n');
  const both = await rig.run('deployment set a -e - -e standard-input.yaml', 'parameter_defaults: {}\n');
  assert.match(both.err, /^standard-input\.yaml:2:1: error/m);
  assert.equal((await rig.run('validate a')).status, 0);
  const wrong = await rig.run('deployment set a -e -', 'parameters: [\n');
  assert.match(wrong.err, /^-:2:1: error/m);
});
