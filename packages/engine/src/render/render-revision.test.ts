import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { planFilesOf } from '../plan/plan-files.ts';
import { readPlan } from '../plan/read-plan.ts';
import { readGraph } from './graph-text.ts';
import { type RenderedRevision, renderRevision } from './render-revision.ts';
import { line, memorySecrets, sampleInputs } from './testing/render-sample.ts';

const root = fileURLToPath(new URL('../../testdata/render/', import.meta.url));

/** All files below a folder by path. */
function readTree(folder: string): Map<string, string> {
  const found = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = found.map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1)).sort();
  return new Map(paths.map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}

/** Writes what was rendered as what is expected from now on; asked for with UPDATE_GOLDEN=1. */
function writeTree(folder: string, files: ReadonlyMap<string, string>): void {
  rmSync(folder, { recursive: true, force: true });
  for (const [path, text] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

const parameters = { node: 'node-1', token: 'correct horse battery' };

function render(name: string, secrets = memorySecrets()): RenderedRevision {
  const plan = readPlan(undefined, 'v1', planFilesOf(readTree(join(root, name, 'plan')))).value;
  assert.ok(plan);
  const inventory = readFileSync(join(root, name, 'inventory.yaml'), 'utf8');
  const inputs = sampleInputs({ set: parameters, inventory });
  const rendered = renderRevision({ deployment: `${name}-1`, plan, inputs, secrets });
  assert.ok(rendered.value, rendered.problems.map(line).join('\n'));
  return rendered.value;
}

for (const name of readdirSync(root)) {
  test(`the plan ${name} renders to the tree that is written down, byte for byte`, () => {
    const { files } = render(name);
    const folder = join(root, name, 'expected');
    if (process.env.UPDATE_GOLDEN === '1') writeTree(folder, files);
    const expected = readTree(folder);
    assert.deepEqual([...files.keys()], [...expected.keys()]);
    for (const [path, text] of files) assert.equal(text, expected.get(path), path);
  });

  test(`the tree of ${name} holds no secret in clear, and is the same each time`, () => {
    const first = render(name);
    for (const [path, text] of first.files) assert.ok(!text.includes('horse'), path);
    assert.deepEqual(render(name).files, first.files);
  });

  test(`the graph of ${name} is read from its tree as it was rendered`, () => {
    const secrets = memorySecrets();
    const { files, graph } = render(name, secrets);
    const read = readGraph(files.get('tyto/graph.json') ?? '', secrets.reveal);
    assert.deepEqual(read.problems, []);
    assert.deepEqual(read.value, graph);
  });
}
