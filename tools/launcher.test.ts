import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmod, copyFile, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';

/** A checkout with the real `bin/tyto`, in a folder whose name has a space; programs are shell texts by path. */
async function checkout(t: TestContext, programs: Record<string, string>): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'tyto launcher-'));
  t.after(() => rm(root, { recursive: true }));
  for (const folder of ['bin', 'path', 'links', 'node_modules/.bin'])
    await mkdir(join(root, folder), { recursive: true });
  await copyFile(`${import.meta.dirname}/../bin/tyto`, join(root, 'bin/tyto'));
  await symlink('/bin/ls', join(root, 'path/ls'));
  for (const [path, text] of Object.entries(programs)) {
    await writeFile(join(root, path), `#!/bin/sh\n${text}\n`);
    await chmod(join(root, path), 0o755);
  }
  return root;
}

function launch(
  root: string,
  program: string,
  args: readonly string[],
): { status: number | null; out: string; err: string } {
  const env = { PATH: join(root, 'path') };
  const child = spawnSync(program, args, { cwd: root, env, encoding: 'utf8' });
  return { status: child.status, out: child.stdout, err: child.stderr };
}

/** A Node that tells its version when asked alone, else its own name and its arguments. */
const fakeNode = (version: string, name: string): string =>
  `if [ "$*" = --version ]; then echo v${version}; else printf '%s\\n' ${name} "$@"; exit 7; fi`;

const own = { 'node_modules/.bin/node': fakeNode('24.0.0', 'own') };

test("the checkout's own Node runs with the arguments as given, and its status is kept", async (t) => {
  const root = await checkout(t, { ...own, 'path/node': fakeNode('26.0.0', 'system') });
  const { status, out, err } = launch(root, join(root, 'bin/tyto'), ['a b', '', '*']);
  assert.equal(err, '');
  assert.deepEqual(out.split('\n'), [
    'own',
    '--disable-warning=ExperimentalWarning',
    '--min-semi-space-size=4',
    `${root}/bin/../packages/cli/src/main.ts`,
    'a b',
    '',
    '*',
    '',
  ]);
  assert.equal(status, 7);
});

test('links to the program are followed, relative ones too', async (t) => {
  const root = await checkout(t, own);
  await symlink('../bin/tyto', join(root, 'links/relative'));
  await symlink(join(root, 'links/relative'), join(root, 'links/absolute link'));
  for (const link of ['links/relative', 'links/absolute link', 'bin/tyto']) {
    assert.match(launch(root, link, []).out, /^own\n/, link);
    assert.match(launch(root, join(root, link), []).out, /^own\n/, link);
  }
});

test("a system Node that is new enough stands in for the checkout's own", async (t) => {
  const root = await checkout(t, { 'path/node': fakeNode('24.1.0', 'system') });
  assert.match(launch(root, 'bin/tyto', []).out, /^system\n/);
});

test('without a Node that is new enough it says what to do', async (t) => {
  for (const programs of [{}, { 'path/node': fakeNode('20.9.0', 'old') }, { 'path/node': 'exit 1' }]) {
    const { status, out, err } = launch(await checkout(t, programs), 'bin/tyto', []);
    assert.equal(status, 1);
    assert.equal(out, '');
    assert.match(err, /^tyto: no Node 24 or newer was found; run `make install` in [^\n]+\n$/);
  }
});

test('without its packages it says what to do', async (t) => {
  const root = await checkout(t, { 'path/node': fakeNode('24.1.0', 'system') });
  await rm(join(root, 'node_modules'), { recursive: true });
  const { status, err } = launch(root, 'bin/tyto', []);
  assert.equal(status, 1);
  assert.match(err, /^tyto: its packages are not installed; run `make install`/);
});

test('the real program tells its version', () => {
  const child = spawnSync(`${import.meta.dirname}/../bin/tyto`, ['--version'], { encoding: 'utf8' });
  assert.equal(child.stderr, '');
  assert.match(child.stdout, /^tyto \d+\.\d+\.\d+\n$/);
});
