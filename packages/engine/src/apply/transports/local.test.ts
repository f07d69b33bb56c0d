import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { localTransport } from './local.ts';
import { bootId } from './process-identity.ts';
import { finished, programOf, scratchNode } from './testing/scratch-node.ts';

const id = 'store/run/1/1';

async function appears(path: string): Promise<void> {
  while (!existsSync(path) || readFileSync(path).length === 0) await sleep(5);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0) && !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

test('a program gives its status, what it said and its outputs', async (t) => {
  const { node, base } = scratchNode(t);
  const text = 'echo out; echo err >&2; printf "%s\\n" "$a" >"$heat_outputs_path.o"; exit 3';
  const here = localTransport({ directory: base });
  const record = await here.run(node, id, programOf(text, { a: 'ä' }, ['o', 'none']), {});
  assert.deepEqual(record, {
    kind: 'finished',
    status: 3,
    stdout: 'out\n',
    stderr: 'err\n',
    truncated: false,
    outputs: new Map([['o', 'ä\n']]),
  });
  assert.deepEqual(await here.ask(node, id, ['o']), record);
  assert.deepEqual(await here.wait(node, id, ['o'], {}), record);
  assert.deepEqual(await here.kill(node, id, ['o'], 'cancelled'), record);
  await here.remove(node, id);
  assert.deepEqual(await here.ask(node, id, ['o']), { kind: 'absent' });
  assert.deepEqual(readdirSync(join(base, 'actions')), []);
});

test('what a program left beside its outputs is removed with them, and so is what is not there', async (t) => {
  const { node, base } = scratchNode(t);
  const here = localTransport({ directory: base });
  const text =
    'mkdir -p "$heat_outputs_path.d/e" && echo f >"$heat_outputs_path.d/e/f" && ln -s / "$heat_outputs_path.l"';
  finished(await here.run(node, id, programOf(text), {}));
  await here.remove(node, id);
  assert.deepEqual(readdirSync(join(base, 'actions')), []);
  await here.remove(node, id);
});

test('a program runs by its own interpreter, with the environment of the node', async (t) => {
  const { node, base } = scratchNode(t);
  const here = localTransport({ directory: base, environment: { ...process.env, OF_NODE: 'node' } });
  const text = '#!/usr/bin/env -S bash -e\necho "$OF_NODE ${BASH_VERSION:+bash}"; false; echo never';
  const record = finished(await here.run(node, id, programOf(text), {}));
  assert.deepEqual([record.status, record.stdout], [1, 'node bash\n']);
});

test('an action ends with its process, whatever its children and daemons hold open', async (t) => {
  const { node, base } = scratchNode(t);
  const here = localTransport({ directory: base });
  const text = 'sleep 60 & echo $!; setsid sh -c "echo \\$\\$; exec sleep 60" & sleep 0.1';
  const record = finished(await here.run(node, id, programOf(text), {}));
  assert.equal(record.status, 0);
  const children = record.stdout.trim().split('\n').map(Number);
  assert.deepEqual(children.map(isAlive), [true, true]);
  for (const child of children) process.kill(child);
});

test('the same action begun twice at once runs once, and both get its end', async (t) => {
  const { node, base } = scratchNode(t);
  const witness = join(base, 'witness');
  const program = programOf(`echo x >>${witness}; sleep 0.2; exit 4`);
  const runs = [1, 2, 3].map(() => localTransport({ directory: base }).run(node, id, program, {}));
  const records = await Promise.all(runs);
  assert.deepEqual(
    records.map((each) => finished(each).status),
    [4, 4, 4],
  );
  assert.equal(readFileSync(witness, 'utf8'), 'x\n');
});

test('a program outlives the process that began it, and its end is there to be asked for', async (t) => {
  const { node, base } = scratchNode(t);
  const here = localTransport({ directory: base });
  const [gate, begun] = [join(base, 'gate'), join(base, 'begun')];
  const text = `echo $$ >${begun}; while [ ! -e ${gate} ]; do sleep 0.01; done; echo done; exit 5`;
  const script = `
    import { localTransport } from '${import.meta.dirname}/local.ts';
    await localTransport({ directory: ${JSON.stringify(base)} }).run({}, '${id}', {
      text: ${JSON.stringify(text)}, environment: new Map(), outputs: [] }, {});`;
  const other = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: 'inherit' });
  await appears(begun);
  other.kill('SIGKILL');
  assert.deepEqual(await here.ask(node, id, []), { kind: 'running' });
  const again = here.run(node, id, programOf('echo never'), {});
  writeFileSync(gate, '');
  const record = finished(await here.wait(node, id, [], {}));
  assert.deepEqual([record.status, record.stdout], [5, 'done\n']);
  assert.deepEqual(await again, record);
});

test('a program that does not end is killed with its children when its time is over', async (t) => {
  const { node, base } = scratchNode(t);
  const here = localTransport({ directory: base });
  const record = finished(await here.run(node, id, programOf('sleep 60 & echo $!; wait'), { timeout: 0.2 }));
  assert.deepEqual([record.status, record.killed], [143, 'timeout']);
  assert.ok(!isAlive(Number(record.stdout)));
  assert.deepEqual(await here.ask(node, id, []), record);
});

test('a program that does not listen to TERM is killed all the same', async (t) => {
  const { node, base } = scratchNode(t);
  const here = localTransport({ directory: base });
  const text = 'trap "" TERM; echo $$; sleep 60; sleep 60';
  const record = finished(await here.run(node, id, programOf(text), { timeout: 0.2 }));
  assert.deepEqual([record.status, record.killed], [137, 'timeout']);
  assert.ok(!isAlive(Number(record.stdout)));
});

test('what a program does when asked to end is waited for', async (t) => {
  const { node, base } = scratchNode(t);
  const here = localTransport({ directory: base });
  const text = 'trap "echo bye; exit 9" TERM; sleep 60 & wait';
  const record = finished(await here.run(node, id, programOf(text), { timeout: 0.2 }));
  assert.deepEqual([record.status, record.killed, record.stdout], [9, 'timeout', 'bye\n']);
});

test('an aborted run is cancelled, and one that was aborted before it began is absent', async (t) => {
  const { node, base } = scratchNode(t);
  const here = localTransport({ directory: base });
  const stop = new AbortController();
  const begun = join(base, 'begun');
  const run = here.run(node, id, programOf(`echo x >${begun}; sleep 60`), { signal: stop.signal });
  await appears(begun);
  stop.abort();
  assert.equal(finished(await run).killed, 'cancelled');
  const late = here.run(node, 'store/run/2/1', programOf(`echo x >${base}/late`), { signal: stop.signal });
  assert.deepEqual(await late, { kind: 'absent' });
  assert.ok(!existsSync(join(base, 'late')));
});

test('a runner that was killed leaves its action lost, and what it started can still be killed', async (t) => {
  const { node, base } = scratchNode(t);
  const here = localTransport({ directory: base });
  const begun = join(base, 'begun');
  const run = here.run(node, id, programOf(`echo "$$ $PPID" >${begun}; sleep 60`), {});
  await appears(begun);
  const [program = 0, runner = 0] = readFileSync(begun, 'utf8').trim().split(' ').map(Number);
  process.kill(runner, 'SIGKILL');
  assert.deepEqual(await run, { kind: 'lost' });
  assert.ok(isAlive(program));
  assert.deepEqual(await here.kill(node, id, [], 'cancelled'), { kind: 'lost' });
  assert.ok(!isAlive(program));
});

test('an action whose waiting shell was killed before it came is run all the same', async (t) => {
  const { node, base } = scratchNode(t);
  const here = localTransport({ directory: base });
  const first = finished(
    await here.run(node, id, programOf('echo $PPID; read -r stat <"/proc/$PPID/stat"; echo "$stat"'), {}),
  );
  const standby = Number(first.stdout.split(') ')[1]?.split(' ')[1]);
  process.kill(standby, 'SIGSTOP');
  const run = here.run(node, 'store/run/2/1', programOf('echo once'), {});
  process.kill(standby, 'SIGKILL');
  assert.equal(finished(await run).stdout, 'once\n');
});

test('an action of an earlier boot, or of a process that is another now, is lost', async (t) => {
  const { node, base } = scratchNode(t);
  const here = localTransport({ directory: base });
  const startTime = readFileSync('/proc/self/stat', 'utf8').split(') ')[1]?.split(' ')[19];
  const records = {
    1: [`${process.pid} ${startTime} ${bootId()}`, 'running'],
    2: [`${process.pid} ${startTime} 00000000-0000-0000-0000-000000000000`, 'lost'],
    3: [`${process.pid} 1 ${bootId()}`, 'lost'],
  };
  for (const [sequence, [self, kind]] of Object.entries(records)) {
    mkdirSync(join(base, `actions/store-run-${sequence}-1`), { recursive: true });
    writeFileSync(join(base, `actions/store-run-${sequence}-1/record`), `started ${self} 0\nrunning ${self}\n`);
    assert.equal((await here.ask(node, `store/run/${Number(sequence)}/1`, [])).kind, kind, sequence);
  }
});

test('to be told that an action is absent forbids that a runner on its way begins it, but not to begin it anew', async (t) => {
  const { node, base } = scratchNode(t);
  const here = localTransport({ directory: base });
  const directory = join(base, 'actions/store-run-1-1');
  mkdirSync(directory, { recursive: true });
  mkdirSync(join(base, 'work'));
  writeFileSync(join(directory, 'record'), 'star');
  assert.deepEqual(await here.ask(node, id, []), { kind: 'absent' });
  assert.deepEqual(readFileSync(join(directory, 'record'), 'utf8'), 'star\nvoid\n');
  assert.equal(finished(await here.run(node, id, programOf('exit 6'), {})).status, 6);
});

test('an end that is torn is no end', async (t) => {
  const { node, base } = scratchNode(t);
  const here = localTransport({ directory: base });
  await here.run(node, id, programOf('exit 0'), {});
  const path = join(base, 'actions/store-run-1-1/record');
  writeFileSync(path, readFileSync(path, 'utf8').replace(/finished 0\n$/, 'finished 0'));
  assert.deepEqual(await here.ask(node, id, []), { kind: 'lost' });
  appendFileSync(path, '\n');
  assert.equal((await here.ask(node, id, [])).kind, 'finished');
});

test('no process has a secret in its arguments, and no file but the program has it', async (t) => {
  const { node, base } = scratchNode(t);
  const here = localTransport({ directory: base });
  const [gate, begun] = [join(base, 'gate'), join(base, 'begun')];
  const secrets = ['planted-value-1', 'planted-text-2'];
  const text = `: ${secrets[1]}\necho x >${begun}; while [ ! -e ${gate} ]; do sleep 0.01; done; test -n "$password"`;
  const run = here.run(node, id, programOf(text, { password: 'planted-value-1' }), {});
  await appears(begun);
  const holders = readdirSync('/proc').filter((pid) => {
    if (!/^\d+$/.test(pid)) return false;
    const line = existsSync(`/proc/${pid}/cmdline`) ? readOf(`/proc/${pid}/cmdline`) : '';
    return secrets.some((secret) => line.includes(secret));
  });
  assert.deepEqual(holders, []);
  writeFileSync(gate, '');
  assert.equal(finished(await run).status, 0);
  const directory = join(base, 'actions/store-run-1-1');
  const files = readdirSync(directory).filter((file) =>
    secrets.some((each) => readOf(join(directory, file)).includes(each)),
  );
  assert.deepEqual(files, ['program']);
  assert.ok(!readOf(join(directory, 'program')).includes('planted-value-1'));
});

function readOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

test('of a flood the beginning and the end are kept, cut between lines', async (t) => {
  const { node, base } = scratchNode(t);
  const here = localTransport({ directory: base });
  const text = 'seq -f "zeile ä %.0f" 0 1999999';
  const record = finished(await here.run(node, id, programOf(text), {}));
  assert.ok(statSync(join(base, 'actions/store-run-1-1/stdout')).size > 20_000_000);
  assert.ok(record.truncated);
  assert.ok(Buffer.byteLength(record.stdout) < 1_050_000);
  const lines = record.stdout.split('\n');
  assert.deepEqual([lines[0], lines.at(-2)], ['zeile ä 0', 'zeile ä 1999999']);
  const marks = lines.filter((line) => !/^zeile ä \d+$/.test(line));
  assert.match(marks.join('|'), /^\[tyto: \d+ bytes left out\]\|$/);
});

test('output that is not text comes with marks in its place', async (t) => {
  const { node, base } = scratchNode(t);
  const here = localTransport({ directory: base });
  const record = finished(await here.run(node, id, programOf("printf 'a\\377\\000b'"), {}));
  assert.equal(record.stdout, 'a\ufffd\0b');
});

test('an output that is too large or no file fails the action and says why', async (t) => {
  const { node, base } = scratchNode(t);
  const here = localTransport({ directory: base });
  const text =
    'head -c 16777217 /dev/zero >"$heat_outputs_path.big"; mkfifo "$heat_outputs_path.pipe"; echo a >"$heat_outputs_path.ok"';
  const record = finished(await here.run(node, id, programOf(text, {}, ['big', 'pipe', 'ok']), {}));
  assert.equal(record.status, 125);
  assert.match(record.stderr, /output "big" is larger than 16 MiB.*\n.*output "pipe" is not a plain file/);
  assert.deepEqual([...record.outputs], [['ok', 'a\n']]);
});

test('the name of an output never leads out of the directory', async (t) => {
  const { node, base } = scratchNode(t);
  const here = localTransport({ directory: base });
  for (const name of ['x/../../y', 'a\0b', ''])
    await assert.rejects(here.ask(node, id, [name]), /not the name of an output/);
});

test('a machine that can not is unreachable and says why', async (t) => {
  const { node, base } = scratchNode(t);
  const blocked = join(base, 'file');
  writeFileSync(blocked, '');
  const program = programOf('exit 0');
  const cases: readonly (readonly [Parameters<typeof localTransport>[0], RegExp])[] = [
    [{ directory: join(blocked, 'x') }, /ENOTDIR/],
    [{ directory: '/proc/tyto' }, /ENOENT/],
    [{ directory: base, shell: ['/no/shell'] }, /cannot start \/no\/shell: .*ENOENT/],
    [{ directory: base, shell: ['/bin/false'] }, /runner ended with status 1/],
  ];
  for (const [options, reason] of cases) {
    const record = await localTransport(options).run(node, id, program, {});
    assert.equal(record.kind, 'unreachable');
    assert.match(record.kind === 'unreachable' ? record.reason : '', reason);
  }
  assert.equal(finished(await localTransport({ directory: base }).run(node, id, program, {})).status, 0);
});

test('a program that can not be written to the disk is not begun', async (t) => {
  const { node, base } = scratchNode(t);
  const here = localTransport({ directory: base });
  const directory = join(base, 'actions/store-run-1-1');
  mkdirSync(directory, { recursive: true });
  mkdirSync(join(base, 'work'));
  writeFileSync(join(directory, 'record'), '');
  symlinkSync('/dev/full', join(directory, 'program'));
  const record = await here.run(node, id, programOf('exit 0'), {});
  assert.deepEqual(record, { kind: 'unreachable', reason: 'cannot write the program' });
});

test('a directory that can not be written is unreachable', async (t) => {
  if (process.getuid?.() === 0) return t.skip('root may write everywhere');
  const { node, base } = scratchNode(t);
  chmodSync(base, 0o500);
  const record = await localTransport({ directory: join(base, 'x') }).run(node, id, programOf('exit 0'), {});
  chmodSync(base, 0o700);
  assert.match(record.kind === 'unreachable' ? record.reason : record.kind, /EACCES/);
});
