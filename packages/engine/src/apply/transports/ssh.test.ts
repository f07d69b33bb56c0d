import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { privateSshd, sshdMissing } from './testing/private-sshd.ts';
import { finished, programOf } from './testing/scratch-node.ts';
import type { NodeRecord } from './transport.ts';

const skip = sshdMissing() ?? false;
const id = 'store/run/1/1';

async function appears(path: string): Promise<void> {
  while (!existsSync(path) || readFileSync(path).length === 0) await sleep(5);
}

/** One that has ended and that nobody has waited for is not. */
function isAlive(pid: string): boolean {
  return existsSync(`/proc/${pid}/status`) && !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
}

function reasonOf(record: NodeRecord): string {
  return 'reason' in record ? `${record.kind}: ${record.reason}` : record.kind;
}

test('a program gives its status, what it said and its outputs, and is forgotten', { skip }, async (t) => {
  const { node, base, open } = await privateSshd(t);
  const there = open();
  const text =
    'cat; echo out; echo err >&2; printf "%s\\n" "$a" >"$heat_outputs_path.o"; : >"$heat_outputs_path.e"; exit 3';
  const record = await there.run(node, id, programOf(text, { a: "it's ä" }, ['o', 'none', 'e']), {});
  assert.deepEqual(record, {
    kind: 'finished',
    status: 3,
    stdout: 'out\n',
    stderr: 'err\n',
    truncated: false,
    outputs: new Map([
      ['o', "it's ä\n"],
      ['e', ''],
    ]),
  });
  assert.deepEqual(await there.ask(node, id, ['o', 'none', 'e']), record);
  assert.deepEqual(await there.wait(node, id, ['o', 'none', 'e'], {}), record);
  assert.deepEqual(await there.kill(node, id, ['o', 'none', 'e'], 'cancelled'), record);
  assert.equal(statSync(join(base, 'actions/store-run-1-1')).mode & 0o777, 0o700);
  assert.equal(statSync(join(base, 'actions/store-run-1-1/record')).mode & 0o777, 0o600);
  await there.remove(node, id);
  await there.close();
  assert.deepEqual(readdirSync(join(base, 'actions')), []);
});

test('what is no text, long, or like a frame comes as it is', { skip }, async (t) => {
  const { node, open } = await privateSshd(t);
  const there = open();
  const text = `printf '\\ntyto:0:end\\n\\377\\000b'; seq -f 'zeile ä %.0f' 0 199999 >&2
head -c 3000000 /dev/zero | tr '\\0' x >"$heat_outputs_path.o"; mkdir "$heat_outputs_path.d"`;
  const record = finished(await there.run(node, id, programOf(text, {}, ['o', 'd']), {}));
  assert.equal(record.status, 125);
  assert.equal(record.stdout, '\ntyto:0:end\n\ufffd\0b');
  assert.equal(record.outputs.get('o')?.length, 3_000_000);
  const lines = record.stderr.split('\n');
  assert.deepEqual([record.truncated, lines[0], lines.at(-3)], [true, 'zeile ä 0', 'zeile ä 199999']);
  assert.match(lines.at(-2) ?? '', /output "d" is not a plain file/);
  const marks = lines.slice(0, -2).filter((line) => !/^zeile ä \d+$/.test(line));
  assert.match(marks.join('|'), /^\[tyto: \d+ bytes left out\]\|?$/);
});

test('an action that was sent twice runs once, and both get its end', { skip }, async (t) => {
  const { node, directory, open } = await privateSshd(t);
  const there = open();
  const witness = join(directory, 'witness');
  const program = programOf(`echo x >>${witness}; sleep 0.3; exit 4`);
  const records = await Promise.all([there.run(node, id, program, {}), open().run(node, id, program, {})]);
  assert.deepEqual(
    records.map((each) => finished(each).status),
    [4, 4],
  );
  assert.equal(readFileSync(witness, 'utf8'), 'x\n');
});

test('more actions than a connection has sessions wait for their turn, and a kill does not wait for them', {
  skip,
}, async (t) => {
  const { node, directory, open } = await privateSshd(t);
  const there = open();
  const gate = join(directory, 'gate');
  const begun = Array.from({ length: 12 }, (_, index) => join(directory, `begun${index}`));
  const runs = begun.map((path, index) =>
    there.run(
      node,
      `store/run/${index}/1`,
      programOf(`echo x >${path}; while [ ! -e ${gate} ]; do sleep 0.02; done`),
      {},
    ),
  );
  await Promise.all(begun.slice(0, 9).map(appears));
  assert.ok(!begun.slice(9).some((path) => existsSync(path)));
  assert.equal(finished(await there.kill(node, 'store/run/0/1', [], 'cancelled')).killed, 'cancelled');
  writeFileSync(gate, '');
  const statuses = (await Promise.all(runs)).map((each) => finished(each).status);
  assert.deepEqual(
    statuses.slice(1),
    Array.from({ length: 11 }, () => 0),
  );
});

test('a program outlives the link, and its end is learnt when there is one again', { skip }, async (t) => {
  const { node, directory, open, stop, start } = await privateSshd(t);
  const there = open();
  const [gate, begun] = [join(directory, 'gate'), join(directory, 'begun')];
  const text = `echo x >${begun}; while [ ! -e ${gate} ]; do sleep 0.02; done; echo done; exit 5`;
  const run = there.run(node, id, programOf(text), {});
  await appears(begun);
  await stop();
  assert.match(reasonOf(await run), /^unreachable: the connection was lost, and then: .*Connection refused/);
  assert.match(reasonOf(await there.ask(node, id, [])), /^unreachable: .*Connection refused/);
  await start();
  assert.deepEqual(await there.ask(node, id, []), { kind: 'running' });
  const wait = there.wait(node, id, [], {});
  writeFileSync(gate, '');
  const record = finished(await wait);
  assert.deepEqual([record.status, record.stdout], [5, 'done\n']);
});

test('what can not be forgotten while there is no link is forgotten by a later transport', { skip }, async (t) => {
  const { node, base, open, stop, start } = await privateSshd(t);
  const there = open();
  await there.run(node, id, programOf('exit 0'), {});
  await there.remove(node, id);
  await stop();
  await there.close();
  await start();
  assert.deepEqual(readdirSync(join(base, 'actions')), ['store-run-1-1']);
  const later = open();
  await later.run(node, 'store/run/2/1', programOf('exit 0'), {});
  await later.remove(node, 'store/run/2/1');
  await later.close();
  assert.deepEqual(readdirSync(join(base, 'actions')), []);
});

test('a link that is lost for a moment is made again, and the end of what runs waited for', { skip }, async (t) => {
  const { node, directory, open, stop, start } = await privateSshd(t);
  const [gate, begun] = [join(directory, 'gate'), join(directory, 'begun')];
  const text = `echo x >${begun}; while [ ! -e ${gate} ]; do sleep 0.02; done; exit 5`;
  const run = open(60_000).run(node, id, programOf(text), {});
  await appears(begun);
  await stop();
  await start();
  writeFileSync(gate, '');
  assert.equal(finished(await run).status, 5);
});

test('a program that takes too long is killed with its children', { skip }, async (t) => {
  const { node, open } = await privateSshd(t);
  const record = finished(await open().run(node, id, programOf('sleep 60 & echo $!; wait'), { timeout: 1 }));
  assert.deepEqual([record.status, record.killed], [143, 'timeout']);
  assert.ok(!isAlive(record.stdout.trim()));
});

test('a program that does not listen is killed all the same', { skip }, async (t) => {
  const { node, directory, open } = await privateSshd(t);
  const there = open();
  const begun = join(directory, 'begun');
  const run = there.run(node, id, programOf(`trap '' TERM; echo x >${begun}; sleep 60; sleep 60`), {});
  await appears(begun);
  const record = finished(await there.kill(node, id, [], 'cancelled'));
  assert.deepEqual([record.status, record.killed], [137, 'cancelled']);
  await run;
});

test('a program whose runner was killed is lost', { skip }, async (t) => {
  const { node, directory, base, open } = await privateSshd(t);
  const there = open();
  const begun = join(directory, 'begun');
  const run = there.run(node, id, programOf(`echo x >${begun}; sleep 60`), {});
  await appears(begun);
  const [, pid = ''] = /^started (\d+)/.exec(readFileSync(join(base, 'actions/store-run-1-1/record'), 'utf8')) ?? [];
  process.kill(Number(pid), 'SIGKILL');
  assert.deepEqual(await run, { kind: 'lost' });
  assert.deepEqual(await there.kill(node, id, [], 'cancelled'), { kind: 'lost' });
});

test('to be told that an action is absent forbids what was sent before, but not to begin it anew', {
  skip,
}, async (t) => {
  const { node, open } = await privateSshd(t);
  const there = open();
  assert.deepEqual(await there.ask(node, id, []), { kind: 'absent' });
  assert.deepEqual(await there.wait(node, id, [], {}), { kind: 'absent' });
  assert.equal(finished(await there.run(node, id, programOf('exit 6'), {})).status, 6);
});

test('a host whose key has changed is refused, and the way out told', { skip }, async (t) => {
  const { node, open, newHostKey, stop, start, knownHosts } = await privateSshd(t);
  const first = open();
  assert.equal(finished(await first.run(node, id, programOf('exit 0'), {})).status, 0);
  await first.close();
  await stop();
  newHostKey();
  await start();
  const reason = reasonOf(await open().run(node, 'store/run/2/1', programOf('exit 0'), {}));
  assert.match(reason, /^not begun: the key of .* is not the one that was seen first/);
  const [command = ''] = /ssh-keygen .*/.exec(reason) ?? [];
  execFileSync('sh', ['-c', command], { stdio: 'ignore' });
  assert.ok(existsSync(knownHosts));
  assert.equal(finished(await open().run(node, 'store/run/3/1', programOf('exit 0'), {})).status, 0);
});

test('who is not let in is told with which key', { skip }, async (t) => {
  const { nodeWith, directory, open } = await privateSshd(t);
  const wrong = join(directory, 'host-key');
  const reason = reasonOf(await open().run(nodeWith({ privateKeyFile: wrong }), id, programOf('exit 0'), {}));
  assert.match(reason, /^not begun: .* does not let us in with .*host-key: .*Permission denied/);
});

test('what can not be begun for want of room was not begun', { skip }, async (t) => {
  const { node, base, open } = await privateSshd(t);
  mkdirSync(base, { recursive: true });
  writeFileSync(join(base, 'actions'), 'in the way');
  assert.equal(
    reasonOf(await open().run(node, id, programOf('exit 0'), {})),
    'not begun: cannot make the directory of the action',
  );
});

test('a user who may become another by sudo without being asked does', { skip }, async (t) => {
  const { nodeWith, directory, open } = await privateSshd(t);
  const bin = join(directory, 'bin');
  mkdirSync(bin);
  const [asked, sudo] = ['-H -n -u app -- /bin/sh -c setsid /bin/sh; exit', join(bin, 'sudo')];
  writeFileSync(sudo, `#!/bin/sh\n[ "$*" = "${asked}" ] || exit 9\nshift 5\nexec "$@"\n`);
  chmodSync(sudo, 0o755);
  const there = open();
  const node = nodeWith({ become: 'app' });
  const record = finished(await there.run(node, id, programOf('ps -o sid= -p $PPID; echo "$PPID"'), {}));
  const [session, parent] = record.stdout.split('\n').map((line) => line.trim());
  assert.equal(session, parent);
  writeFileSync(sudo, '#!/bin/sh\necho "sudo: a password is required" >&2\nexit 1\n');
  assert.match(
    reasonOf(await there.run(node, 'store/run/2/1', programOf('exit 0'), {})),
    /^not begun: sudo on .* does not let us become 'app' without asking: sudo: a password is required/,
  );
});

test('nothing secret stands in an argument', { skip }, async (t) => {
  const { node, directory, open } = await privateSshd(t);
  const [gate, begun] = [join(directory, 'gate'), join(directory, 'begun')];
  const text = `: planted-text-2\necho x >${begun}; while [ ! -e ${gate} ]; do sleep 0.01; done; test -n "$password"`;
  const run = open().run(node, id, programOf(text, { password: 'planted-value-1' }), {});
  await appears(begun);
  const holders = readdirSync('/proc').filter((pid) => {
    if (!/^\d+$/.test(pid) || !existsSync(`/proc/${pid}/cmdline`)) return false;
    return /planted-(?:value-1|text-2)/.test(readFileSync(`/proc/${pid}/cmdline`, 'utf8'));
  });
  assert.deepEqual(holders, []);
  writeFileSync(gate, '');
  assert.equal(finished(await run).status, 0);
});
