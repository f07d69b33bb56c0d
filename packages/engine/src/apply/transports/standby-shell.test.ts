import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { statFields } from './process-identity.ts';
import { StandbyShell } from './standby-shell.ts';
import { scratchNode } from './testing/scratch-node.ts';

function standbyShell(t: TestContext, environment: NodeJS.ProcessEnv = process.env): StandbyShell {
  const made = new StandbyShell(['/bin/sh'], environment);
  t.after(() => made.close());
  return made;
}

function livingChildrenOf(parent: number): readonly string[] {
  return readdirSync('/proc').filter((pid) => {
    const [state, of] = /^\d+$/.test(pid) ? (statFields(Number(pid)) ?? []) : [];
    return of === String(parent) && state !== 'Z';
  });
}

test('one shell after the other takes what it is fed, each the leader of a session of its own', async (t) => {
  const { base } = scratchNode(t);
  const said = join(base, 'said');
  const standby = standbyShell(t);
  for (const word of ['one', 'two', 'three']) {
    const input = `{\nread -r stat </proc/$$/stat\necho "${word} $$ \${stat##*) }" >>${said}\nexit 0\n}\n`;
    assert.deepEqual(await standby.run(input), { kind: 'done' });
  }
  const lines = readFileSync(said, 'utf8').trimEnd().split('\n');
  const shells = lines.map((line) => line.split(' '));
  assert.deepEqual(
    shells.map(([word]) => word),
    ['one', 'two', 'three'],
  );
  for (const [, pid, , , group, session] of shells) assert.deepEqual([group, session], [pid, pid]);
  assert.equal(new Set(shells.map(([, pid]) => pid)).size, 3);
});

test('after a bad end no shell comes that could read what is left of the input', async (t) => {
  const { base } = scratchNode(t);
  const witness = join(base, 'witness');
  const standby = standbyShell(t);
  const rest = `${'\n'.repeat(200_000)}echo x >${witness}\n`;
  assert.deepEqual(await standby.run(`{\nkill -9 $$\n}\n${rest}`), {
    kind: 'killed',
    reason: 'the runner was ended by SIGKILL',
  });
  assert.ok(standby.over);
  assert.deepEqual(await standby.run(`echo x >${witness}\n`), { kind: 'vanished' });
  await standby.close();
  assert.ok(!existsSync(witness));
});

test('what a runner says by its status is told as it is of one that was started bare', async (t) => {
  assert.deepEqual(await standbyShell(t).run('{\nexit 94\n}\n'), { kind: 'refused' });
  // Again and again, for its last word and its own end race.
  for (let turn = 0; turn < 20; turn += 1) {
    const failed = await standbyShell(t).run('{\nexit 92\n}\n');
    assert.deepEqual(failed, { kind: 'failed', reason: 'cannot enter the working directory' });
  }
});

test('where no session can be made, no shell takes the input', async (t) => {
  const standby = standbyShell(t, { PATH: '/nowhere' });
  assert.deepEqual(await standby.run('exit 0\n'), { kind: 'vanished' });
  assert.ok(standby.over);
});

test('one whose own process is ended while its shell works says that it does not know', async (t) => {
  const { base } = scratchNode(t);
  const [gate, done] = [join(base, 'gate'), join(base, 'done')];
  const standby = standbyShell(t);
  const input = `{\nkill -9 $PPID\nwhile [ ! -e ${gate} ]; do sleep 0.01; done\nmv ${gate} ${done}\nexit 0\n}\n`;
  assert.deepEqual(await standby.run(input), { kind: 'vanished' });
  const other = standbyShell(t);
  await other.run(`{\necho >${gate}\nexit 0\n}\n`);
  while (!existsSync(done)) await sleep(5);
});

test('closing leaves no process, neither its own nor the shell that waits', async (t) => {
  const { base } = scratchNode(t);
  const said = join(base, 'said');
  const standby = standbyShell(t);
  await standby.run(`{\necho $PPID >${said}\nexit 0\n}\n`);
  const own = Number(readFileSync(said, 'utf8'));
  while (livingChildrenOf(own).length === 0) await sleep(5);
  const [waiting] = livingChildrenOf(own);
  await standby.close();
  assert.equal(statFields(own), undefined);
  while (![undefined, 'Z'].includes(statFields(Number(waiting))?.[0])) await sleep(5);
});

for (const locale of [undefined, 'C.UTF-8']) {
  test(`a shell has the environment it is to have, with ${locale ?? 'no'} LC_ALL`, async (t) => {
    const { base } = scratchNode(t);
    const said = join(base, 'said');
    const { LC_ALL: _, ...rest } = process.env;
    const standby = standbyShell(t, locale === undefined ? rest : { ...rest, LC_ALL: locale });
    await standby.run(`{\nenv >${said}\nexit 0\n}\n`);
    const lines = readFileSync(said, 'utf8').split('\n');
    assert.deepEqual(
      lines.filter((line) => line.startsWith('LC_ALL=')),
      locale === undefined ? [] : [`LC_ALL=${locale}`],
    );
  });
}
