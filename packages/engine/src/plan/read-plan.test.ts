import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type FileContent, type PlanFiles, planFilesOf } from './plan-files.ts';
import { readPlan } from './read-plan.ts';

const template = 'heat_template_version: wallaby\n';
const read = (files: Record<string, string>, name: string | undefined = 'web') =>
  readPlan(name, 'v1', planFilesOf(new Map(Object.entries(files))));
const told = (files: Record<string, string>, name?: string) =>
  read(files, name).problems.map(
    ({ at, code, message }) => `${at ? `${at.file}:${at.line}:${at.column}` : '?'} ${code}: ${message}`,
  );

test('a plan says its root template, environments and description in plan.yaml', () => {
  const { value, problems } = read({
    'plan.yaml': 'name: other\ndescription: d\ntemplate: site/t.yaml\nenvironments: [e/a.yaml, e/b.yaml]\n',
    'site/t.yaml': template,
    'e/a.yaml': '',
    'e/b.yaml': '',
  });
  assert.deepEqual(problems, []);
  const { files: _, ...rest } = value ?? { files: undefined };
  assert.deepEqual(rest, {
    kind: 'Plan',
    name: 'web',
    version: 'v1',
    description: 'd',
    template: 'site/t.yaml',
    environments: ['e/a.yaml', 'e/b.yaml'],
  });
});

test('the name in plan.yaml serves where none is given', () => {
  const files = { 'plan.yaml': 'name: other\n', 'template.yaml': template };
  assert.equal(readPlan(undefined, 'v1', planFilesOf(new Map(Object.entries(files)))).value?.name, 'other');
});

test('without plan.yaml, template.yaml is the root, or a template that stands alone', () => {
  assert.equal(read({ 'template.yaml': template, 'other.yaml': template }).value?.template, 'template.yaml');
  assert.equal(
    read({ 'site.yaml': template, 'values.yaml': 'a: 1\n', 'sub/x.yaml': template }).value?.template,
    'site.yaml',
  );
  assert.deepEqual(told({ 'a.yaml': template, 'b.yaml': template }), [
    '? plan-form: The plan does not say which template is its root',
  ]);
  assert.deepEqual(told({}), ['? plan-form: The plan is empty']);
  assert.deepEqual(told({ 'plan.yaml': 'name: web\n' }), [
    '? plan-form: The plan does not say which template is its root',
  ]);
});

test('all that is wrong in plan.yaml is told with its place', () => {
  assert.deepEqual(
    told({
      'plan.yaml': 'nam: x\ntemplate: 5\nenvironments: [e.yaml, ../out.yaml, {a: b}]\n',
      'template.yaml': template,
    }),
    [
      'plan.yaml:1:1 plan-form: Unknown key "nam"',
      'plan.yaml:2:11 plan-form: This is not a text',
      'plan.yaml:3:16 file-missing: The plan has no file "e.yaml"',
      'plan.yaml:3:24 file-outside: "../out.yaml" leads out of the plan',
      'plan.yaml:3:37 plan-form: This is not a text',
    ],
  );
  const listed = read({ 'plan.yaml': 'environments: [{a: b}, {}]\n', 'template.yaml': template });
  assert.deepEqual(
    listed.problems.map(({ path }) => path),
    ['environments[0]', 'environments[1]'],
  );
  assert.deepEqual(told({ 'plan.yaml': '- a\n', 'template.yaml': template }), [
    'plan.yaml:1:1 plan-form: This is a list, not a map',
  ]);
  assert.match(told({ 'plan.yaml': 'a: [\n' })[0] ?? '', /^plan.yaml:\d+:\d+ yaml-syntax/);
});

test('a name that is none is told', () => {
  for (const name of ['Web', '-web', 'a_b', 'x'.repeat(64), '']) {
    assert.match(told({ 'template.yaml': template }, name).join(), /name-form/, name);
  }
});

test('links, binary files and large ones are told of as what they are', () => {
  const contents: readonly FileContent[] = [{ kind: 'link' }, { kind: 'binary' }, { kind: 'too-large' }];
  for (const content of contents) {
    const files: PlanFiles = { paths: ['plan.yaml'], read: () => content };
    const { value, problems } = readPlan('web', 'v1', files);
    assert.equal(value, undefined);
    assert.equal(problems[0]?.code, 'file-unreadable');
  }
});

test('a plan may say that its environments are merged as the client merges them', () => {
  const files = (merge: string) => ({ 'plan.yaml': `environment_merge: ${merge}\n`, 'template.yaml': template });
  assert.equal(read(files('client')).value?.merge, 'client');
  assert.equal(read(files('server')).value?.merge, 'server');
  assert.deepEqual(told(files('deep')), ['plan.yaml:1:20 plan-form: Environments are not merged by "deep"']);
});

test('the only file of a plan is its template, whatever is in it, so that what is wrong in it is told', () => {
  const { value, problems } = readPlan('one', 'v', planFilesOf(new Map([['site.yaml', 'resources: [']])));
  assert.deepEqual(problems, []);
  assert.equal(value?.template, 'site.yaml');
});
