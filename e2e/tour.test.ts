import assert from 'node:assert/strict';
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { checkout, makeRig, type Rig, startProcess } from './testing/rig.ts';

/** Blocks of a page that are meant to be run: those marked `sh` that call tyto. Others show what is only to be read. */
function shellBlocks(page: string): readonly string[] {
  const text = readFileSync(join(checkout, page), 'utf8');
  const blocks = [...text.matchAll(/^```sh\n(.*?)^```$/gms)].map((match) => match[1] ?? '');
  return blocks.filter((block) => /^tyto /m.test(block));
}

const pages = ['README.md', ...readdirSync(join(checkout, 'docs')).map((name) => `docs/${name}`)].filter(
  (page) => page.endsWith('.md') && shellBlocks(page).length > 0,
);

/** Runs the blocks of a page one after the other, as a reader would, in a copy; what is in /tmp/tyto-… goes elsewhere. */
async function runPage(t: TestContext, page: string): Promise<{ readonly rig: Rig; readonly out: string }> {
  const rig = makeRig(t);
  const place = join(rig.directory, 'checkout');
  mkdirSync(join(place, 'bin'), { recursive: true });
  symlinkSync(join(checkout, 'bin', 'tyto'), join(place, 'bin', 'tyto'));
  cpSync(join(checkout, 'plans'), join(place, 'plans'), { recursive: true });
  const text = shellBlocks(page)
    .join('\n')
    .replaceAll(/\/tmp\/tyto-[a-z]+/g, join(rig.directory, 'tour'));
  assert.doesNotMatch(text, /\/tmp\/(?!tyto-)/, 'examples stay in directories that the test can move');
  const environment = { ...rig.environment, PATH: `${join(place, 'bin')}:${process.env.PATH}` };
  const shell = startProcess('bash', ['-e', '-u', '-o', 'pipefail'], { cwd: place, env: environment }, text);
  const { status, out, err } = await shell.ended;
  assert.equal(status, 0, `${page}\n${out}\n${err}`);
  assert.doesNotMatch(err, /^error/m);
  return { rig, out };
}

test('the tour of the README does what it says', async (t) => {
  assert.ok(pages.includes('README.md'));
  const { rig, out } = await runPage(t, 'README.md');
  assert.match(out, /^front end, with a page from back end 1\.0$/m);
  assert.match(out, /^front end, with a page from back end 2\.0$/m);
  assert.match(out, /1 to replace/);
  const list = ['deployment', 'list', '--json', '--data', join(rig.directory, 'tour', 'data')];
  assert.deepEqual(JSON.parse((await rig.must(list)).out).deployments, [], 'nothing is left deployed');
});

for (const page of pages.filter((each) => each !== 'README.md')) {
  test(`the examples of ${page} run as they stand`, async (t) => {
    await runPage(t, page);
  });
}
