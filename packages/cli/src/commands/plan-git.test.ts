import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { makeRig, plan, type Rig } from '../testing/rig.ts';

const identity = {
  GIT_AUTHOR_NAME: 'Ann',
  GIT_AUTHOR_EMAIL: 'ann@example.org',
  GIT_COMMITTER_NAME: 'Ann',
  GIT_COMMITTER_EMAIL: 'ann@example.org',
};

/** A repository with a plan in three commits: `v1`, `v2` (tags) and the head of `main`, and a bare clone of it. */
function makeOrigin(t: TestContext): { rig: Rig; git: (...args: string[]) => string; bare: string } {
  const rig = makeRig(t);
  const work = join(rig.directory, 'work');
  mkdirSync(work);
  const git = (...args: string[]): string =>
    execFileSync('git', args, { cwd: work, encoding: 'utf8', env: { ...process.env, ...identity } }).trim();
  git('init', '-q', '-b', 'main');
  for (const version of ['v1', 'v2', 'v3']) {
    rig.write('work/template.yaml', plan.replace('hello', version));
    rig.write('work/nested/template.yaml', plan.replace('hello', `nested ${version}`));
    git('add', '.');
    git('commit', '-q', '-m', `Bring ${version}`);
    if (version !== 'v3') git('tag', '-m', version, version);
  }
  const bare = join(rig.directory, 'origin.git');
  git('clone', '-q', '--bare', '.', bare);
  return { rig, git, bare };
}

const versionsOf = async (rig: Rig): Promise<readonly string[]> =>
  JSON.parse((await rig.run('plan log web --json')).out).versions.map((each: { version: string }) => each.version);

test('a repository is imported with its history: each version is the very commit', async (t) => {
  const { rig, git, bare } = makeOrigin(t);
  const first = await rig.run(`plan import file://${bare}@v1 --name web`);
  assert.equal(first.status, 0, first.err);
  assert.match(first.out, new RegExp(`^Imported web@${git('rev-parse', 'v1^{commit}').slice(0, 12)} from file://`));
  assert.match((await rig.run(`plan import ${bare} --name web`)).out, /^Imported/);
  assert.deepEqual(await versionsOf(rig), git('rev-list', 'HEAD').split('\n'));
  assert.match((await rig.run('plan log web')).out, /Bring v3/);
  assert.match((await rig.run(`plan import ${bare} --name web`)).out, /^Unchanged: web@/);
  assert.match((await rig.run(`plan import ${bare}@v2 --name web`)).out, /^Unchanged: web@.* is a version already/);
  assert.match((await rig.run('plan show web@v1')).out, /"v1"/);
  const short = git('rev-parse', 'HEAD~1').slice(0, 9);
  assert.match((await rig.run(`plan import work@${short} --name other`)).out, new RegExp(`^Imported other@${short}`));
});

test('a directory of a repository becomes a version that says where it is from', async (t) => {
  const { rig, git, bare } = makeOrigin(t);
  const imported = await rig.run(`plan import file://${bare}@main:nested --name web`);
  assert.equal(imported.status, 0, imported.err);
  const log = (await rig.run('plan log web')).out;
  assert.ok(log.includes(`Import web from nested of file://${bare} at ${git('rev-parse', 'main')}`), log);
  assert.match((await rig.run('plan show web')).out, /"nested v3"/);
  assert.match((await rig.run(`plan import file://${bare}@main:nowhere --name web`)).err, /'nowhere' holds no files/);
});

test('a history that was rewritten is refused, and nothing is changed', async (t) => {
  const { rig, git, bare } = makeOrigin(t);
  await rig.run(`plan import ${bare} --name web`);
  const before = await versionsOf(rig);
  git('reset', '-q', '--hard', 'v1');
  rig.write('work/template.yaml', plan.replace('hello', 'rewritten'));
  git('commit', '-q', '-a', '-m', 'Rewrite');
  git('push', '-q', '--force', bare, 'main');
  const refused = await rig.run(`plan import ${bare} --name web`);
  assert.equal(refused.status, 1);
  assert.match(refused.err, /does not contain the latest version of 'web'[\s\S]*--name/);
  assert.deepEqual(await versionsOf(rig), before);
});

test('what cannot be imported is told, and leaves nothing behind', async (t) => {
  const { rig, git, bare } = makeOrigin(t);
  const told: readonly (readonly [string, RegExp])[] = [
    [`${bare}@v9`, /has no 'v9'[\s\S]*a branch, a tag or a commit/],
    [`file://${rig.directory}/nowhere.git`, /cannot be fetched: .*nowhere\.git/],
    ['ext::sh', /There is no directory or file/],
    ['ext://sh', /can't be fetched by 'ext'/],
    [`${bare}@v1:../outside`, /leads out of the repository/],
    [`${bare}@--upload-pack=x`, /cannot be a branch/],
    ['https://host/x.git@a..b', /cannot be a branch/],
  ];
  for (const [source, message] of told) {
    const refused = await rig.run(`plan import ${source} --name web`);
    assert.equal(refused.status, 1, source);
    assert.match(refused.err, message, source);
  }
  rig.write('work/template.yaml', plan.replace('get_param: words', 'get_param: wrods'));
  git('commit', '-q', '-a', '-m', 'Break');
  const broken = await rig.run('plan import work@main --name web');
  assert.equal(broken.status, 1);
  assert.match(broken.err, /template\.yaml:25:\d+: error\[parameter-undefined\]/);
  assert.deepEqual(JSON.parse((await rig.run('plan list --json')).out).plans, []);
  assert.equal(existsSync(join(rig.directory, 'data', 'plans', 'web.git')), false);
});

test('a password in a URL serves, and is neither shown nor stored', async (t) => {
  const { rig, bare } = makeOrigin(t);
  execFileSync('git', ['--git-dir', bare, 'update-server-info']);
  const wanted = `Basic ${Buffer.from('ann:planted/secret').toString('base64')}`;
  const server = createServer((request, response) => {
    if (request.headers.authorization !== wanted) {
      response.writeHead(401, { 'WWW-Authenticate': 'Basic realm="plans"' }).end();
      return;
    }
    const path = join(bare, new URL(request.url ?? '/', 'http://x').pathname.replace('/web.git', ''));
    if (existsSync(path) && statSync(path).isFile()) response.end(readFileSync(path));
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  const at = `127.0.0.1:${(server.address() as AddressInfo).port}/web.git`;
  const imported = await rig.run(`plan import http://ann:planted%2Fsecret@${at}@main --name web`);
  assert.equal(imported.status, 0, imported.err);
  assert.match(imported.out, /from http:\/\/ann@127/);
  const refused = await rig.run(`plan import http://ann:planted%2Fwrong@${at}@main --name web`);
  assert.equal(refused.status, 1);
  assert.match(refused.err, /cannot be fetched[\s\S]*credential helper/);
  const asked = await rig.run(`plan import http://${at} --name web`);
  assert.match(asked.err, /credential helper/);
  assert.doesNotMatch([imported, refused, asked].map((each) => each.out + each.err).join(''), /planted/);
  assert.deepEqual(rig.filesWith('planted'), []);
});

test('a plan is exported as it is, into a directory that is empty or an archive that is new', async (t) => {
  const rig = makeRig(t);
  rig.write('plan/template.yaml', plan);
  rig.write('plan/.gitattributes', 'secret.txt export-ignore\nscript.sh text eol=crlf\n');
  rig.write('plan/secret.txt', 'kept\n');
  writeFileSync(join(rig.directory, 'plan', 'script.sh'), '#!/bin/sh\n', { mode: 0o755 });
  symlinkSync('script.sh', join(rig.directory, 'plan', 'link'));
  await rig.run('plan import plan --name web');
  const exported = await rig.run('plan export web -o out');
  assert.equal(exported.status, 0, exported.err);
  assert.match(exported.out, /^Exported web@[0-9a-f]{12} to out$/m);
  execFileSync('diff', ['-r', '--no-dereference', 'plan', 'out'], { cwd: rig.directory });
  assert.equal(statSync(join(rig.directory, 'out', 'script.sh')).mode & 0o111, 0o111 & ~process.umask());
  assert.match((await rig.run('plan export web -o out')).err, /not empty/);
  for (const file of ['web.tar', 'web.tar.gz']) {
    assert.equal((await rig.run(`plan export web -o ${file}`)).status, 0);
    mkdirSync(join(rig.directory, `from ${file}`));
    execFileSync('tar', ['-xf', file, '-C', `from ${file}`], { cwd: rig.directory });
    execFileSync('diff', ['-r', '--no-dereference', 'plan', `from ${file}`], { cwd: rig.directory });
    assert.match((await rig.run(`plan export web -o ${file}`)).err, /cannot be written: file already exists/);
  }
  assert.match((await rig.run('plan export web@v9 -o other')).err, /no version 'v9'/);
  assert.equal(existsSync(join(rig.directory, 'other')), false);
  assert.match((await rig.run('plan export web')).err, /-o DIR/);
});
