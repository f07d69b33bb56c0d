import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { makeRig } from '../testing/rig.ts';

const main = join(import.meta.dirname, '..', 'main.ts');

/** Prints each module's place once it has ended, after all else. */
const listing = `data:text/javascript,import { registerHooks } from 'node:module';
const loaded = [];
registerHooks({ load: (url, context, next) => (loaded.push(url), next(url, context)) });
process.on('exit', () => process.stdout.write(loaded.map((url) => 'loaded ' + url + '\\n').join('')));`;

/** What `tyto hot outputs` prints for a template, and the modules that it loaded, by their path in the engine. */
function outputsOf(t: TestContext, template: string): { readonly out: string; readonly modules: readonly string[] } {
  const rig = makeRig(t);
  rig.write('template.yaml', template);
  const file = join(rig.directory, 'template.yaml');
  const words = ['--disable-warning=ExperimentalWarning', '--import', listing, main, 'hot', 'outputs', file];
  const { stdout, stderr, status } = spawnSync(process.execPath, words, { encoding: 'utf8', cwd: rig.directory });
  assert.equal(status, 0, stderr);
  const lines = stdout.split('\n');
  const modules = lines.flatMap((line) => /^loaded .*\/engine\/src\/(.*)$/.exec(line)?.[1] ?? []);
  return { out: lines.filter((line) => !line.startsWith('loaded ')).join('\n'), modules };
}

const plain = `heat_template_version: 2018-08-31
parameters:
  name: {type: string, default: web}
outputs:
  greeting: {value: {str_replace: {template: hello NAME, params: {NAME: {get_param: name}}}}}
`;

const rare = `heat_template_version: 2018-08-31
parameters:
  name: {type: string, default: web, constraints: [{allowed_pattern: 'w.*'}]}
outputs:
  sum: {value: {yaql: {expression: $.data.sum(), data: [20, 22]}}}
  digest: {value: {digest: [md5, {get_param: name}]}}
`;

test('what few templates need is loaded for those that need it', (t) => {
  const without = outputsOf(t, plain);
  assert.match(without.out, /hello web/);
  assert.ok(without.modules.includes('hot/functions/yaql.ts'));
  const late = ['hot/yaql/evaluate-yaql.ts', 'hot/pattern/compile-pattern.ts', 'hot/digest/algorithms.ts'];
  assert.deepEqual(
    without.modules.filter((path) => path.startsWith('hot/yaql/') || late.includes(path)),
    [],
  );
  const given = outputsOf(t, rare);
  assert.match(given.out, /42/);
  assert.match(given.out, /2567a5ec9705eb7ac2c984033e06189d/);
  for (const path of late) assert.ok(given.modules.includes(path), path);
});

test('no module is loaded twice under two names', (t) => {
  const { modules } = outputsOf(t, rare);
  assert.equal(new Set(modules).size, modules.length);
});
