import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { makeDeployment, makeRig } from './testing/rig.ts';

const tyto = join(import.meta.dirname, '..', '..', '..', 'bin', 'tyto');

test('version and help are printed', async (t) => {
  const rig = makeRig(t);
  assert.match((await rig.run('--version')).out, /^tyto \d+\.\d+\.\d+\n$/);
  assert.match((await rig.run('help')).out, /^Usage: tyto COMMAND/m);
  assert.match((await rig.run('apply --help')).out, /^Usage: tyto apply NAME \[FILE\] \[OPTIONS\]$/m);
});

test('a wrong command line is told with the way out, and no trace', async (t) => {
  const rig = makeRig(t);
  const wrong = await rig.run('aply web-1');
  assert.equal(wrong.status, 1);
  assert.equal(wrong.err, "error[usage]: There is no command 'tyto aply'\n  hint: Did you mean 'tyto apply'?\n");
  const json = JSON.parse((await rig.run('plan list --jsno --json')).out);
  assert.equal(json.kind, 'Failure');
  assert.equal(json.problems[0].hint, "Did you mean '--json'?");
});

const hasTerminal = spawnSync('script', ['--version']).status === 0;

test('on a terminal there are colours, unless they are refused', { skip: !hasTerminal && 'script is missing' }, (t) => {
  const { directory } = makeRig(t);
  const told = (options: string, environment: NodeJS.ProcessEnv = {}): string =>
    spawnSync('script', ['-qec', `"${tyto}" plan show nonsuch --data ${directory} ${options}`, '/dev/null'], {
      env: { ...process.env, TERM: 'xterm', NO_COLOR: '', ...environment },
      encoding: 'utf8',
    }).stdout;
  const code = String.fromCharCode(27);
  assert.ok(told('').includes(`${code}[31merror`));
  assert.ok(!told('--no-color').includes(code));
  assert.ok(!told('', { NO_COLOR: '1' }).includes(code));
  assert.ok(!told('--no-color --nonsense').includes(code));
});

test('a data directory that cannot be one is told', async (t) => {
  const rig = makeRig(t);
  rig.write('file', '');
  const refused = await rig.run('plan list --data file');
  assert.equal(refused.status, 1);
  assert.match(refused.err, /error\[data-directory\].*is not a directory/);
});

test('looking at things makes nothing in the data directory', async (t) => {
  const rig = makeRig(t);
  assert.equal((await rig.run('plan list --data fresh')).status, 0);
  assert.equal((await rig.run('deployment list --data fresh')).status, 0);
  assert.equal((await rig.run('preview web-1 --data fresh')).status, 1);
  assert.deepEqual(rig.filesWith(''), []);
});

test('a reader that goes away early stops nothing and is not complained of', async (t) => {
  const rig = await makeDeployment(t);
  const environment = {
    ...process.env,
    TYTO_DATA: join(rig.directory, 'data'),
    TYTO_NODE_DIR: join(rig.directory, 'node'),
  };
  const piped = spawnSync('/bin/sh', ['-c', `"${tyto}" apply web-1 -y | true`], { env: environment, encoding: 'utf8' });
  assert.doesNotMatch(piped.stderr, /EPIPE|error/);
  assert.match((await rig.run('run list')).out, /r1 +web-1 +apply +done/);
});

const isUnwritable = existsSync('/dev/full');

test('output that cannot be written is a failure', { skip: !isUnwritable && 'there is no /dev/full' }, () => {
  for (const words of ['--version', 'help', 'hot eval 1']) {
    const { status, stderr } = spawnSync('/bin/sh', ['-c', `"${tyto}" ${words} > /dev/full`], { encoding: 'utf8' });
    assert.equal(status, 1, words);
    assert.match(stderr, /^error: standard output cannot be written: ENOSPC.*\n$/);
  }
});

test('a file without an end is too large', { skip: !existsSync('/dev/zero') && 'there is no /dev/zero' }, async (t) => {
  const rig = makeRig(t);
  const read = await rig.run('hot outputs /dev/zero');
  assert.equal(read.status, 1);
  assert.match(read.err, /"\/dev\/zero" is too large/);
});
