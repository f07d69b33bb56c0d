import assert from 'node:assert/strict';
import { cpSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { checkout, execute, makeRig, type Rig } from './testing/rig.ts';

const web = join(checkout, 'plans', 'web');

async function importedRig(t: TestContext): Promise<Rig> {
  const rig = makeRig(t);
  await rig.must(['plan', 'import', web, '--name', 'web']);
  return rig;
}

function create(rig: Rig): Promise<unknown> {
  const inputs = ['--set', 'run_directory=/nowhere/run', '--inventory', join(web, 'inventory.yaml')];
  return rig.must(['deployment', 'create', 'web-1', '--plan', 'web', ...inputs]);
}

/** Plain git in a directory, as a person with a name of their own. */
function gitIn(directory: string): (...args: readonly string[]) => Promise<string> {
  const who = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org'];
  return async (...args) => (await execute('git', ['-C', directory, ...who, ...args])).trim();
}

/** Every file below a directory with its text, but for what git keeps. */
function filesBelow(directory: string): ReadonlyMap<string, string> {
  const paths = readdirSync(directory, { recursive: true, encoding: 'utf8' }).sort();
  const files = paths.filter((path) => !/^\.git(\/|$)/.test(path) && statSync(join(directory, path)).isFile());
  return new Map(files.map((path) => [path, readFileSync(join(directory, path), 'latin1')]));
}

test('a plan is cloned, changed and pushed with plain git, and what was pushed is a version of it', async (t) => {
  const rig = await importedRig(t);
  await create(rig);
  const shown: { repository: string; version: string } = JSON.parse(
    (await rig.must(['plan', 'show', 'web', '--json'])).out,
  );
  const clone = join(rig.directory, 'clone');
  await execute('git', ['clone', '--quiet', shown.repository, clone]);
  assert.deepEqual(filesBelow(clone), filesBelow(web), 'the clone is what was imported');
  const git = gitIn(clone);
  assert.equal(await git('rev-parse', 'HEAD'), shown.version);

  const environment = join(clone, 'environment.yaml');
  writeFileSync(environment, readFileSync(environment, 'utf8').replace('"1.0"', '"1.5"'));
  await git('commit', '--quiet', '-am', 'Start with 1.5');
  await git('push', '--quiet');
  const pushed = await git('rev-parse', 'HEAD');
  const log: { versions: { version: string; author: string; message: string }[] } = JSON.parse(
    (await rig.must(['plan', 'log', 'web', '--json'])).out,
  );
  assert.deepEqual(
    log.versions.map((each) => each.version),
    [pushed, shown.version],
  );
  assert.match(log.versions[0]?.author ?? '', /Ada/);
  assert.match(log.versions[0]?.message ?? '', /^Start with 1\.5/);
  const diff = (await rig.must(['plan', 'diff', 'web', shown.version.slice(0, 10)])).out;
  assert.match(diff, /^-.*"1\.0"$/m);
  assert.match(diff, /^\+.*"1\.5"$/m);

  const before = await rig.must(['preview', 'web-1']);
  assert.match(before.out, /backend_version: "1\.0"/, 'a deployment stays with its version');
  await rig.must(['deployment', 'set', 'web-1', '--plan', `web@${pushed.slice(0, 12)}`]);
  assert.match((await rig.must(['preview', 'web-1'])).out, /backend_version: "1\.5"/);
  await rig.must(['deployment', 'set', 'web-1', '--plan', `web@${shown.version}`]);
  assert.match((await rig.must(['preview', 'web-1'])).out, /backend_version: "1\.0"/);

  // Importing again goes on from what was pushed.
  await rig.must(['plan', 'import', web, '--name', 'web']);
  await git('pull', '--quiet', '--ff-only');
  assert.deepEqual(filesBelow(clone), filesBelow(web));
  assert.equal(await git('rev-list', '--count', 'HEAD'), '3');
});

test('inputs and revisions are read with plain git', async (t) => {
  const rig = await importedRig(t);
  await create(rig);
  await rig.must(['deployment', 'set', 'web-1', '--set', 'backend_version=2.0']);
  const tree = join(rig.directory, 'tree');
  await rig.must(['render', 'web-1', '-o', tree]);
  const inputs = join(rig.directory, 'inputs');
  await execute('git', ['clone', '--quiet', '--branch', 'web-1', join(rig.data, 'inputs.git'), inputs]);
  assert.equal(await gitIn(inputs)('rev-list', '--count', 'HEAD'), '2');
  assert.ok([...filesBelow(inputs).values()].some((text) => /backend_version: *['"]?2\.0/.test(text)));
  assert.ok(existsSync(join(inputs, 'inventory.yaml')));

  // What is rendered and not applied is not a branch yet.
  const revisions = join(rig.directory, 'revisions');
  await execute('git', ['clone', '--quiet', '--mirror', join(rig.data, 'revisions.git'), revisions]);
  const git = gitIn(revisions);
  assert.equal(await git('for-each-ref', '--format=%(refname)'), 'refs/tyto/rendered/web-1');
  const rendered = join(rig.directory, 'rendered');
  await execute('git', ['clone', '--quiet', '--no-checkout', revisions, rendered]);
  await gitIn(rendered)('fetch', '--quiet', 'origin', 'refs/tyto/rendered/web-1');
  await gitIn(rendered)('checkout', '--quiet', 'FETCH_HEAD');
  assert.deepEqual(filesBelow(rendered), filesBelow(tree), 'render -o writes what git holds');
  const graph: { kind: string } = JSON.parse(readFileSync(join(tree, 'tyto', 'graph.json'), 'utf8'));
  assert.equal(typeof graph.kind, 'string');
  for (const repository of ['plans/web.git', 'inputs.git', 'revisions.git']) {
    await gitIn(join(rig.data, repository))('fsck', '--strict', '--no-dangling');
  }
});

test('the same inputs give the same tree, byte for byte, in any data directory', async (t) => {
  const trees: string[] = [];
  const contents: ReadonlyMap<string, string>[] = [];
  for (const zone of ['UTC', 'Asia/Kathmandu']) {
    const rig = makeRig(t);
    const options = { environment: { TZ: zone, LC_ALL: zone === 'UTC' ? 'C' : 'C.UTF-8' } };
    const plan = join(rig.directory, 'plan');
    cpSync(web, plan, { recursive: true });
    await rig.must(['plan', 'import', plan, '--name', 'web'], 0, options);
    await create(rig);
    await rig.must(['render', 'web-1', '-o', join(rig.directory, 'tree')], 0, options);
    contents.push(filesBelow(join(rig.directory, 'tree')));
    trees.push(await gitIn(join(rig.data, 'revisions.git'))('rev-parse', 'refs/tyto/rendered/web-1^{tree}'));
  }
  assert.equal(trees[0], trees[1]);
  assert.deepEqual(contents[0], contents[1]);
  assert.ok((contents[0]?.size ?? 0) > 3);
});
