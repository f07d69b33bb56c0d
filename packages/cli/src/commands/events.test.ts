import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { makeDeployment } from '../testing/rig.ts';

const kindsOf = (out: string): readonly string[] =>
  out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line).kind);

test('the events of runs are told: of the latest, since a run or a time, of one deployment', async (t) => {
  const rig = await makeDeployment(t);
  assert.equal((await rig.run('events')).out, '');
  await rig.run('apply web-1 -y');
  await rig.run('deployment create web-2 --plan web -i hosts.yaml');
  await rig.run('apply web-2 -y');
  const latest = kindsOf((await rig.run('events --json')).out);
  assert.equal(latest[0], 'run-started');
  assert.equal(latest.at(-1), 'run-ended');
  assert.equal(latest.filter((kind) => kind === 'run-started').length, 1);
  const text = (await rig.run('events web-1')).out;
  assert.match(text, /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ web-1 r1 ✓ first: created/m);
  assert.match(text, /web-1 r1 Run r1 ended: done\n$/);
  assert.doesNotMatch(text, /web-2/);
  for (const since of ['r1', '1h', '2020-01-01', '2020-01-01T00:00:00+01:00']) {
    const started = kindsOf((await rig.run(`events --json --since ${since}`)).out).filter(
      (kind) => kind === 'run-started',
    );
    assert.equal(started.length, 2, since);
  }
  assert.equal((await rig.run('events --since 2999-01-01')).out, '');
  for (const [line, told] of [
    ['events --since r9', /no run 'r9'/],
    ['events --since yesterday', /neither a run nor a time/],
    ['events web-3', /no deployment 'web-3'/],
  ] as const) {
    const refused = await rig.run(line);
    assert.equal(refused.status, 1, line);
    assert.match(refused.err, told);
  }
});

test('followed events come from runs of other processes while they go on, until ^C', async (t) => {
  const rig = await makeDeployment(t);
  const { child, ended } = rig.start('events -f --json');
  const seen: string[] = [];
  const whole = new Promise<void>((resolve) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      seen.push(chunk.toString());
      if (seen.join('').includes('"run-ended"')) resolve();
    });
  });
  await rig.run('apply web-1 -y');
  await whole;
  child.kill('SIGINT');
  const { status, err } = await ended;
  assert.equal(status, 0);
  assert.equal(err, '');
  const kinds = kindsOf(seen.join(''));
  assert.equal(kinds[0], 'run-started');
  assert.equal(kinds.filter((kind) => kind === 'action-ended').length, 2);
});

test('events end when nobody reads them any more', async (t) => {
  const rig = await makeDeployment(t);
  await rig.run('apply web-1 -y');
  const tyto = join(import.meta.dirname, '..', '..', '..', '..', 'bin', 'tyto');
  const data = join(rig.directory, 'data');
  // The writer is to notice at its next event: another run, of which the reader takes nothing.
  const line = `{ "${tyto}" events -f --data "${data}"; echo "ended $?" >&2; } | head -n 1; true`;
  const waiting = spawnSync(
    '/bin/sh',
    ['-c', `( sleep 2; "${tyto}" remove web-1 -y --data "${data}" >/dev/null 2>&1 ) & ${line}; wait`],
    {
      env: { ...process.env, TYTO_NODE_DIR: join(rig.directory, 'node') },
      encoding: 'utf8',
      timeout: 60_000,
    },
  );
  assert.equal(waiting.signal, null);
  assert.equal(waiting.stderr, 'ended 0\n');
});
