import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import {
  commitPlan,
  deletePlan,
  diffPlan,
  findPlanVersion,
  listPlans,
  planExists,
  planRepositoryPath,
  planVersions,
  readPlan,
} from './plans.ts';
import { readPlanDirectory } from './read-plan-directory.ts';
import {
  expectCodes,
  expectValue,
  runInChild,
  startInChild,
  temporaryDirectory,
  temporaryStore,
  textTree,
} from './testing/temporary-store.ts';

function git(directory: string, ...args: string[]): string {
  const identity = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org'];
  return execFileSync('git', [...identity, ...args], { cwd: directory, encoding: 'utf8', stdio: 'pipe' }).trim();
}

test('a directory becomes a version, with its executables and links', async (t) => {
  const store = temporaryStore(t);
  const source = temporaryDirectory(t);
  mkdirSync(join(source, 'scripts'));
  mkdirSync(join(source, '.git'));
  writeFileSync(join(source, '.git', 'config'), 'no part of it');
  writeFileSync(join(source, 'plan.yaml'), 'name: web\n');
  writeFileSync(join(source, 'scripts', 'run.sh'), '#!/bin/sh\n');
  writeFileSync(join(source, 'scripts', 'data.bin'), Buffer.from([0xff, 0xfe, 0]));
  chmodSync(join(source, 'scripts', 'run.sh'), 0o755);
  symlinkSync('scripts', join(source, 'also'));
  symlinkSync('../plan.yaml', join(source, 'scripts', 'up.yaml'));
  const tree = expectValue(readPlanDirectory(source));
  const { version, isNew } = expectValue(await commitPlan(store, 'web', tree, 'Import web'));
  assert.equal(isNew, true);
  const plan = expectValue(await readPlan(store, 'web'));
  assert.equal(plan.version, version);
  assert.equal(plan.message, 'Import web');
  assert.deepEqual([...plan.files.keys()].sort(), [
    'also/run.sh',
    'also/up.yaml',
    'plan.yaml',
    'scripts/run.sh',
    'scripts/up.yaml',
  ]);
  assert.equal(plan.files.get('also/up.yaml'), 'name: web\n');
  assert.deepEqual([...plan.binary].sort(), ['also/data.bin', 'scripts/data.bin']);
  assert.deepEqual([...plan.executable].sort(), ['also/run.sh', 'scripts/run.sh']);
  assert.deepEqual(
    [...plan.links],
    [
      ['also', 'scripts'],
      ['scripts/up.yaml', '../plan.yaml'],
    ],
  );
});

test('a single template becomes a plan of one file', async (t) => {
  const source = temporaryDirectory(t);
  writeFileSync(join(source, 'web.yaml'), 'heat_template_version: wallaby\n');
  writeFileSync(join(source, 'other'), '');
  const tree = expectValue(readPlanDirectory(join(source, 'web.yaml')));
  assert.deepEqual([...tree.files.keys()], ['web.yaml']);
});

test('every file that no plan may hold is told, with its place', async (t) => {
  const source = temporaryDirectory(t);
  writeFileSync(join(source, 'large'), Buffer.alloc(16 * 2 ** 20 + 1));
  writeFileSync(join(source, 'just-right'), Buffer.alloc(16 * 2 ** 20));
  symlinkSync('/etc/passwd', join(source, 'absolute'));
  symlinkSync('../outside', join(source, 'up'));
  symlinkSync('nothing', join(source, 'dangling'));
  symlinkSync('circle', join(source, 'circle'));
  writeFileSync(Buffer.concat([Buffer.from(`${source}/name-`), Buffer.from([0xff])]), '');
  execFileSync('sh', ['-c', 'mkfifo "$0"', join(source, 'pipe')]);
  const server = createServer().listen(join(source, 'socket'));
  t.after(() => server.close());
  const checked = readPlanDirectory(source);
  assert.equal(checked.value, undefined);
  for (const name of ['large', 'absolute', 'up', 'dangling', 'circle', 'pipe', 'socket']) {
    const place = `'${join(source, name)}'`;
    assert.equal(checked.problems.filter((each) => each.message.includes(place)).length, 1, name);
  }
  assert.equal(checked.problems.length, 8);
  assert.ok(checked.problems.every((each) => each.hint !== undefined && each.path !== undefined));
});

test('what is no plan at all is told', (t) => {
  const source = temporaryDirectory(t);
  assert.deepEqual(expectCodes(readPlanDirectory(join(source, 'none'))), ['plan-source']);
  assert.deepEqual(expectCodes(readPlanDirectory(source)), ['plan-source']);
  assert.deepEqual(expectCodes(readPlanDirectory('/dev/null')), ['plan-source']);
});

test('the same files make no new version, others do', async (t) => {
  const store = temporaryStore(t);
  const first = expectValue(await commitPlan(store, 'web', textTree({ a: '1', 'd/b': '2' }), 'One'));
  const again = expectValue(await commitPlan(store, 'web', textTree({ 'd/b': '2', a: '1' }), 'Again'));
  assert.deepEqual(again, { version: first.version, isNew: false });
  const second = expectValue(await commitPlan(store, 'web', textTree({ a: '1' }), 'Two'));
  assert.equal(second.isNew, true);
  const versions = expectValue(await planVersions(store, 'web'));
  assert.deepEqual(
    versions.map((each) => [each.version, each.message]),
    [
      [second.version, 'Two'],
      [first.version, 'One'],
    ],
  );
  assert.match(expectValue(await diffPlan(store, 'web', first.version)), /^-2$/m);
});

test('versions are named by commit, short commit, tag or branch, and by nothing else', async (t) => {
  const store = temporaryStore(t);
  const { version } = expectValue(await commitPlan(store, 'web', textTree({ a: '1' }), 'One'));
  expectValue(await commitPlan(store, 'web', textTree({ a: '2' }), 'Two'));
  const path = planRepositoryPath(store, 'web');
  git(path, 'tag', '-a', '-m', 'a tag', 'v1.0', version);
  git(path, 'branch', 'old/line', version);
  for (const name of [version, version.slice(0, 8), 'v1.0', 'old/line']) {
    assert.equal(expectValue(await findPlanVersion(store, 'web', name)).version, version, name);
  }
  for (const name of [
    'none',
    'v1.0:a',
    'main~1',
    ':/One',
    '',
    '-x',
    'main\n',
    '../../heads/main',
    'main@{0}',
    'f'.repeat(40),
  ]) {
    assert.deepEqual(expectCodes(await readPlan(store, 'web', name)), ['plan-version'], name);
  }
  assert.deepEqual(expectCodes(await readPlan(store, 'other')), ['plan-unknown']);
  assert.deepEqual(expectCodes(await readPlan(store, '../web')), ['plan-unknown']);
  assert.deepEqual(expectCodes(await commitPlan(store, '../web', textTree({ a: '' }), '')), ['name-form']);
});

test('what plain git pushes is a version, and plain git can clone it', async (t) => {
  const store = temporaryStore(t);
  expectValue(await commitPlan(store, 'web', textTree({ a: '1' }), 'One'));
  const clone = join(temporaryDirectory(t), 'clone');
  git('/', 'clone', '--quiet', planRepositoryPath(store, 'web'), clone);
  writeFileSync(join(clone, 'b'), 'two');
  git(clone, 'add', 'b');
  git(clone, 'commit', '--quiet', '-m', 'Add b');
  git(clone, 'push', '--quiet', 'origin', 'HEAD');
  const plan = expectValue(await readPlan(store, 'web'));
  assert.deepEqual(
    [...plan.files],
    [
      ['a', '1'],
      ['b', 'two'],
    ],
  );
  assert.equal(plan.author, 'Ada <ada@example.org>');
  assert.equal(plan.version, git(clone, 'rev-parse', 'HEAD'));
  // A version that a deployment may be pinned to is never taken away.
  git(clone, 'commit', '--quiet', '--amend', '-m', 'Another');
  assert.throws(() => git(clone, 'push', '--quiet', '--force', 'origin', 'HEAD'));
  assert.throws(() => git(clone, 'push', '--quiet', 'origin', ':main'));
});

test('links and large files that were pushed are told when they are read, and the rest is read', async (t) => {
  const store = temporaryStore(t);
  expectValue(await commitPlan(store, 'web', textTree({ a: '1' }), 'One'));
  const clone = join(temporaryDirectory(t), 'clone');
  git('/', 'clone', '--quiet', planRepositoryPath(store, 'web'), clone);
  symlinkSync('/etc/passwd', join(clone, 'secret'));
  symlinkSync('../../x', join(clone, 'up'));
  symlinkSync('.', join(clone, 'here'));
  mkdirSync(join(clone, 'd'));
  symlinkSync('..', join(clone, 'd', 'back'));
  writeFileSync(join(clone, 'large'), Buffer.alloc(17 * 2 ** 20));
  git(clone, 'add', '.');
  git(clone, 'commit', '--quiet', '-m', 'More');
  git(clone, 'push', '--quiet', 'origin', 'HEAD');
  const { value, problems } = await readPlan(store, 'web');
  assert.equal(value?.files.get('a'), '1');
  assert.equal(value?.files.has('secret'), false);
  assert.deepEqual(
    [...(value?.tooLarge ?? [])].filter(([path]) => path === 'large'),
    [['large', 17 * 2 ** 20]],
  );
  assert.deepEqual(problems.map((each) => [each.path, each.code]).sort(), [
    ['d/back', 'file-missing'],
    ['here', 'file-missing'],
    ['secret', 'file-outside'],
    ['up', 'file-outside'],
  ]);
});

test('a submodule is passed over', async (t) => {
  const store = temporaryStore(t);
  const { version } = expectValue(await commitPlan(store, 'web', textTree({ a: '1' }), 'One'));
  const clone = join(temporaryDirectory(t), 'clone');
  git('/', 'clone', '--quiet', planRepositoryPath(store, 'web'), clone);
  git(clone, 'update-index', '--add', '--cacheinfo', `160000,${version},module`);
  git(clone, 'commit', '--quiet', '-m', 'Module');
  git(clone, 'push', '--quiet', 'origin', 'HEAD');
  assert.deepEqual([...expectValue(await readPlan(store, 'web')).files.keys()], ['a']);
});

test('plans are listed and deleted; one into which nothing was pushed has no version', async (t) => {
  const store = temporaryStore(t);
  assert.deepEqual(listPlans(store), []);
  expectValue(await commitPlan(store, 'b', textTree({ a: '1' }), 'One'));
  git(join(store.directory, 'plans'), 'init', '--quiet', '--bare', '--initial-branch=main', 'a.git');
  mkdirSync(join(store.directory, 'plans', 'Not a plan'));
  assert.deepEqual(listPlans(store), ['a', 'b']);
  assert.deepEqual(expectValue(await planVersions(store, 'a')), []);
  assert.deepEqual(expectCodes(await readPlan(store, 'a')), ['plan-version']);
  assert.equal(planExists(store, 'b'), true);
  expectValue(deletePlan(store, 'b'));
  assert.equal(planExists(store, 'b'), false);
  assert.deepEqual(expectCodes(deletePlan(store, 'b')), ['plan-unknown']);
});

test('several processes import into one fresh plan at once, and every version is kept', async (t) => {
  const store = temporaryStore(t);
  const body = (who: string): string => `
    for (let number = 0; number < 5; number += 1) {
      const files = new Map([['who', { mode: '100644', content: '${who} ' + number }]]);
      const done = await room.commitPlan(store, 'web', { kind: 'PlanTree', files }, '${who} ' + number);
      if (done.value === undefined) throw new Error(done.problems[0].message);
    }`;
  await Promise.all(['a', 'b', 'c'].map((who) => runInChild(store.directory, './plans.ts', body(who))));
  const versions = expectValue(await planVersions(store, 'web'));
  assert.equal(new Set(versions.map((each) => each.message)).size, 15);
  assert.deepEqual(listPlans(store), ['web']);
});

test('an import killed at any instant leaves the plan as it was or with the whole new version', async (t) => {
  const store = temporaryStore(t);
  expectValue(await commitPlan(store, 'web', textTree({ number: '-1' }), 'First'));
  for (const delay of [30, 60, 75, 90, 120]) {
    const child = startInChild(
      store.directory,
      './plans.ts',
      `console.log('begun');
       for (let number = 0; ; number += 1) {
         const files = new Map();
         for (let each = 0; each < 200; each += 1) {
           files.set('file-' + each, { mode: '100644', content: number + ' ' + each + '\\n'.repeat(500) });
         }
         await room.commitPlan(store, 'web', { kind: 'PlanTree', files }, 'Number ' + number);
       }`,
    );
    await new Promise((resolve) => child.stdout?.once('data', resolve));
    await new Promise((resolve) => setTimeout(resolve, delay));
    child.kill('SIGKILL');
    await new Promise((resolve) => child.once('close', resolve));
    const plan = expectValue(await readPlan(store, 'web'));
    const numbers = new Set([...plan.files.values()].map((text) => text.split(' ')[0]));
    assert.equal(numbers.size, 1);
    assert.ok(plan.files.size === 200 || plan.files.size === 1);
    assert.equal(expectValue(await commitPlan(store, 'web', textTree({ number: `${delay}` }), 'After')).isNew, true);
  }
});
