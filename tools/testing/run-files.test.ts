import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';

/** Runs `tools/test.ts` over a folder that holds only the test files given. */
async function runOver(
  t: TestContext,
  files: Record<string, string>,
): Promise<{ status: number | null; lines: string[] }> {
  const root = await mkdtemp(join(tmpdir(), 'tyto-run-files-'));
  t.after(() => rm(root, { recursive: true }));
  await mkdir(join(root, 'packages'));
  for (const [name, text] of Object.entries(files)) await writeFile(join(root, 'packages', name), text);
  // Node's runner refuses to run inside a test unless the mark that it leaves in the environment is gone.
  const { NODE_TEST_CONTEXT, ...env } = process.env;
  assert.notEqual(NODE_TEST_CONTEXT, '');
  const child = spawnSync(process.execPath, [`${import.meta.dirname}/../test.ts`, '--root', root, 'packages'], {
    encoding: 'utf8',
    env,
  });
  assert.equal(child.stderr, '');
  return { status: child.status, lines: child.stdout.trimEnd().split('\n') };
}

const head = "import { describe, test } from 'node:test';\n";

test('tests that pass are counted and the status is 0', async (t) => {
  const text = `${head}test('a', () => {});\ndescribe('s', () => { test('b', () => {}); });`;
  const { status, lines } = await runOver(t, { 'a.test.ts': text, 'b.test.ts': text });
  assert.equal(status, 0);
  assert.match(lines[0] ?? '', /^ok {4}packages\/[ab]\.test\.ts {2}2 tests {2}\d+\.\d\d s$/);
  assert.equal(lines.at(-1), '4 passed, 0 failed');
});

test('tests that fail are counted once, told with their place, and make the status 1', async (t) => {
  const text = `${head}describe('s', () => { test('b', () => { console.log('seen'); throw new Error('broken'); }); });`;
  const { status, lines } = await runOver(t, { 'a.test.ts': text });
  assert.equal(status, 1);
  assert.match(lines[0] ?? '', /^FAIL {2}packages\/a\.test\.ts {2}1 test /);
  assert.ok(lines.includes('FAIL  packages/a.test.ts:2  b'), lines.join('\n'));
  assert.ok(lines.includes('    Error: broken'), lines.join('\n'));
  assert.ok(lines.includes('    seen'), lines.join('\n'));
  assert.equal(lines.at(-1), '0 passed, 1 failed');
});

test('skipped tests are told with their reason', async (t) => {
  const text = `${head}test('a', () => {});\ntest('b', { skip: 'no git' }, () => {});\ntest('c', (t) => t.skip('no python'));`;
  const { status, lines } = await runOver(t, { 'a.test.ts': text });
  assert.equal(status, 0);
  assert.ok(lines.includes('skipped: b: no git'), lines.join('\n'));
  assert.ok(lines.includes('skipped: c: no python'), lines.join('\n'));
  assert.equal(lines.at(-1), '1 passed, 0 failed, 2 skipped');
});

test('a file that breaks outside its tests, or holds none, has failed', async (t) => {
  const { status, lines } = await runOver(t, {
    'empty.test.ts': '',
    'late.test.ts': `${head}test('a', () => {});\nprocess.on('exit', () => { process.exitCode = 3; });`,
    'killed.test.ts': `${head}test('a', () => { process.kill(process.pid, 'SIGKILL'); });`,
    'syntax.test.ts': 'let let;',
    'hook.test.ts': `${head}describe('s', () => { before(() => { throw 1; }); test('a', () => {}); });`,
  });
  assert.equal(status, 1);
  assert.ok(lines.includes('    holds no test'), lines.join('\n'));
  assert.ok(lines.includes('    its process ended with SIGKILL'), lines.join('\n'));
  assert.ok(lines.includes('    its process ended with status 3'), lines.join('\n'));
  assert.equal(lines.at(-1), '1 passed, 5 failed');
});

test('a run that finds no test has failed', async (t) => {
  const { status, lines } = await runOver(t, {});
  assert.equal(status, 1);
  assert.equal(lines.at(-1), '0 passed, 0 failed');
});
