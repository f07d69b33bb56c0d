import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { runnerPayload } from './payload.ts';
import { shellQuote } from './shell-quote.ts';
import { programOf, scratchNode } from './testing/scratch-node.ts';

const shells: readonly (readonly [string, ...string[]])[] = [
  ['/bin/sh'],
  ['dash'],
  ['bash', '--posix'],
  ['bash'],
  ['busybox', 'sh'],
];

const id = 'store/run/1/1';

/** Feeds a shell as a transport on another machine would: in a session of its own, with no directory made. */
function feed([command, ...args]: readonly [string, ...string[]], payload: string, home?: string) {
  const env = home === undefined ? process.env : { PATH: process.env.PATH, HOME: home };
  return spawnSync(command, args, { input: payload, env, encoding: 'utf8' });
}

for (const shell of shells) {
  const name = shell.join(' ');
  const missing = spawnSync(shell[0], [...shell.slice(1), '-c', ':']).error !== undefined;
  const skip = missing ? `${shell[0]} is not installed` : false;

  test(`${name}: the runner makes its place for its owner alone, runs the program and writes down its end`, {
    skip,
  }, (t) => {
    const { base } = scratchNode(t);
    const text =
      'cat; umask; pwd; echo "$0"; printf "%s\\n" "$a"; echo err >&2; printf "x\\n" >"$heat_outputs_path.o"; exit 7';
    const ran = feed(shell, runnerPayload(id, programOf(text, { a: "it's $(id) `id` \\n\n" }), { base }));
    assert.deepEqual([ran.status, ran.stdout, ran.stderr], [0, '', '']);
    const directory = join(base, 'actions/store-run-1-1');
    const umask = process.umask().toString(8).padStart(4, '0');
    const said = `${umask}\n${base}/work\n${directory}/program\nit's $(id) \`id\` \\n\n\n`;
    assert.equal(readFileSync(join(directory, 'stdout'), 'utf8'), said);
    assert.equal(readFileSync(join(directory, 'stderr'), 'utf8'), 'err\n');
    assert.equal(readFileSync(join(directory, 'outputs.o'), 'utf8'), 'x\n');
    assert.equal(readFileSync(join(directory, 'program'), 'utf8'), text);
    assert.match(
      readFileSync(join(directory, 'record'), 'utf8'),
      /^started (\d+ \d+ [0-9a-f-]{36}) 0\nrunning \1\nfinished 7\n$/,
    );
    assert.equal(statSync(directory).mode & 0o777, 0o700);
    assert.equal(statSync(join(directory, 'record')).mode & 0o777, 0o600);
    assert.equal(statSync(join(directory, 'program')).mode & 0o777, 0o700);
  });

  test(`${name}: a payload that was cut off anywhere does nothing`, { skip }, (t) => {
    const { base } = scratchNode(t);
    const payload = runnerPayload(id, programOf('exit 0\n', { a: "'\n}\n'" }), { base });
    const cuts = [...Array(25).keys()].map((part) => Math.floor((payload.trimEnd().length * part) / 25));
    for (const cut of [...cuts, payload.trimEnd().length - 1]) {
      feed(shell, payload.slice(0, cut));
      assert.deepEqual(readdirSync(base), [], `cut at ${cut}`);
    }
    feed(shell, payload.trimEnd());
    assert.deepEqual(readdirSync(base).sort(), ['actions', 'work']);
  });

  test(`${name}: any text reaches the environment and the program unchanged`, { skip }, (t) => {
    const { base } = scratchNode(t);
    let sequence = 0;
    const text = fc.string({ unit: 'binary' }).map((each) => each.replaceAll(/[\0\p{Cs}]/gu, ''));
    const special = fc.string({
      unit: fc.constantFrom("'", '"', '\\', '\n', '$', '(', ')', '`', '}', '\x01', '\x81', 'ā', '🦉', ' '),
    });
    fc.assert(
      fc.property(fc.oneof(text, special), (value) => {
        sequence += 1;
        const program = programOf(`printf %s "$value"\nexit 0\n: ${shellQuote(value)}`, { value });
        feed(shell, runnerPayload(`store/run/${sequence}/1`, program, { base }));
        const directory = join(base, `actions/store-run-${sequence}-1`);
        assert.equal(readFileSync(join(directory, 'stdout'), 'utf8'), value);
        assert.equal(readFileSync(join(directory, 'program'), 'utf8'), program.text);
      }),
      { numRuns: 60 },
    );
  });

  test(`${name}: an action that was sent twice runs once`, { skip }, (t) => {
    const { base } = scratchNode(t);
    const witness = join(base, 'witness');
    const payload = runnerPayload(id, programOf(`echo x >>${witness}`), { base });
    assert.equal(feed(shell, payload).status, 0);
    assert.equal(feed(shell, payload).status, 94);
    assert.equal(readFileSync(witness, 'utf8'), 'x\n');
  });

  test(`${name}: a program whose interpreter is missing says so, with the status of a shell`, { skip }, (t) => {
    const { base } = scratchNode(t);
    feed(shell, runnerPayload(id, programOf('#!/no/such -x\n'), { base }));
    const directory = join(base, 'actions/store-run-1-1');
    assert.match(readFileSync(join(directory, 'record'), 'utf8'), /\nfinished 127\n$/);
    assert.match(readFileSync(join(directory, 'stderr'), 'utf8'), /interpreter \/no\/such is missing on this node/);
  });
}

test('a runner that was sent before someone asked does not begin', (t) => {
  const { base } = scratchNode(t);
  feed(['/bin/sh'], runnerPayload('store/run/2/1', programOf('exit 0'), { base }));
  const record = join(base, 'actions/store-run-2-1/record');
  writeFileSync(record, 'void\n');
  const witness = join(base, 'witness');
  const program = programOf(`echo x >>${witness}`);
  assert.equal(feed(['/bin/sh'], runnerPayload('store/run/2/1', program, { base, voids: 0 })).status, 94);
  assert.ok(!existsSync(witness));
  assert.equal(feed(['/bin/sh'], runnerPayload('store/run/2/1', program, { base, voids: 1 })).status, 0);
  assert.ok(existsSync(witness));
});

test('a runner finds its place by its user where the payload names none', (t) => {
  const home = mkdtempSync(join(tmpdir(), 'tyto-home-'));
  t.after(() => rmSync(home, { recursive: true, force: true }));
  if (process.getuid?.() === 0) return t.skip('as root the place is /var/lib/tyto');
  feed(['/bin/sh'], runnerPayload(id, programOf('exit 0')), home);
  assert.ok(existsSync(join(home, '.local/state/tyto/actions/store-run-1-1/record')));
});

test('an id of another form is a bug, for it names a directory', () => {
  assert.throws(() => runnerPayload('../store/1/1', programOf('')), /not the id of an action/);
});
