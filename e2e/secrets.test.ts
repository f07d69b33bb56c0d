import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { foundBelow, foundIn, watchArguments } from './testing/planted.ts';
import { type Ended, execute, makeRig, type Rig, sleep, startProcess } from './testing/rig.ts';
import { repositoriesOf } from './testing/snapshot.ts';

/** Each with what encoders and quoters change, and nothing that could be there by chance. */
const secrets = {
  'a file': 'pl4nted by file/+?&=',
  'standard input': 'pl4nted "by" input',
  'an environment': "pl4nted 'by' environment",
  'a map': 'pl4nted-in-a-map',
  'an inventory': 'pl4nted:inventory',
  'a new value': 'pl4nted-anew-by-file',
  'a wrong value': 'pl4nted-WRONG',
};

const script = `#!/bin/sh
set -eu
for each in "$by_file" "$by_input" "$by_environment" "$in_map" "$generated" "$composed"; do
  printf '%s\\n' "$each"
  printf '%s\\n' "$each" >&2
  printf '%s' "$each" | base64
  printf 'x%s' "$each" | base64 -w 0 >&2
  each=$each python3 -c 'import json, os, urllib.parse
print(urllib.parse.quote(os.environ["each"]), urllib.parse.quote(os.environ["each"], safe=""), json.dumps(os.environ["each"]))'
done
[ "$fails" = no ] || { echo "failing with $by_file and $generated" >&2; exit 1; }
printf '%s' "$by_file" >"$heat_outputs_path.whole"
printf 'https://user:%s@example.org' "$generated" >"$heat_outputs_path.within"
printf '%s' "$by_input" | base64 -w 0 >"$heat_outputs_path.encoded"
printf 'nothing to hide' >"$heat_outputs_path.plain"
`;

const template = [
  'heat_template_version: 2021-04-16',
  'parameters:',
  '  by_file: {type: string, hidden: true, constraints: [{allowed_pattern: "[^W]*"}]}',
  '  by_input: {type: string, hidden: true}',
  '  by_environment: {type: string, hidden: true}',
  '  in_map: {type: json, hidden: true}',
  '  fails: {type: string, default: "no"}',
  'resources:',
  '  generated: {type: OS::Heat::RandomString, properties: {length: 20}}',
  '  spy_scripts:',
  '    type: OS::Heat::SoftwareComponent',
  '    properties:',
  `      inputs: [${['by_file', 'by_input', 'by_environment', 'in_map', 'generated', 'composed', 'fails'].map((name) => `{name: ${name}}`).join(', ')}]`,
  '      outputs: [{name: whole}, {name: within}, {name: encoded}, {name: plain}]',
  '      configs:',
  '        - actions: [CREATE, UPDATE]',
  '          tool: script',
  '          config: {get_file: spy.sh}',
  '  spy:',
  '    type: OS::Heat::SoftwareDeployment',
  '    properties:',
  '      config: {get_resource: spy_scripts}',
  '      server: here',
  '      input_values:',
  '        by_file: {get_param: by_file}',
  '        by_input: {get_param: by_input}',
  '        by_environment: {get_param: by_environment}',
  '        in_map: {get_param: [in_map, inner, 0]}',
  '        generated: {get_attr: [generated, value]}',
  '        composed: {str_replace: {template: "postgres://u:P@db/$x", params: {P: {get_param: by_file}}}}',
  '        fails: {get_param: fails}',
  '  printer_config:',
  '    type: OS::Heat::SoftwareConfig',
  '    properties:',
  '      group: script',
  '      inputs: [{name: told}]',
  '      config:',
  '        str_replace: {template: "echo \\"$told\\"; echo \'S\'", params: {S: {get_param: [in_map, inner, 0]}}}',
  '  printer:',
  '    type: OS::Heat::SoftwareDeployment',
  '    properties:',
  '      config: {get_resource: printer_config}',
  '      server: here',
  '      actions: [CREATE, UPDATE]',
  '      input_values: {told: {list_join: [" ", [{get_attr: [spy, whole]}, {get_attr: [spy, within]}]]}}',
  'outputs:',
  '  whole: {value: {get_attr: [spy, whole]}}',
  '  within: {value: {get_attr: [spy, within]}}',
  '  encoded: {value: {get_attr: [spy, encoded]}}',
  '  parameter: {value: {get_param: by_input}}',
  '  plain: {value: {get_attr: [spy, plain]}}',
  '',
].join('\n');

const inventory = `all:\n  hosts:\n    here:\n      ansible_connection: local\n      ansible_password: '${secrets['an inventory']}'\n`;

/** A rig whose commands' whole output is kept, to be searched. */
interface Listening {
  readonly rig: Rig;
  readonly said: Map<string, string>;
  readonly run: (args: readonly string[], status?: number, input?: string) => Promise<Ended>;
}

function listen(rig: Rig): Listening {
  const said = new Map<string, string>();
  const run = async (args: readonly string[], status = 0, input?: string): Promise<Ended> => {
    const ended = await rig.must(args, status, input === undefined ? {} : { input });
    said.set(`${said.size + 1} tyto ${args.join(' ')}`, `${ended.out}\n${ended.err}`);
    return ended;
  };
  return { rig, said, run };
}

test('planted secrets are in clear nowhere: no file, output, event or argument', async (t) => {
  const rig = makeRig(t);
  const mine = makeRig(t);
  const { said, run } = listen(rig);
  const planted = new Map<string, string>(Object.entries(secrets));
  const canary = new Map([['canary', 'c4nary-in-an-argument']]);
  const [watch, canaryWatch] = [watchArguments(planted), watchArguments(canary)];
  t.after(() => [watch, canaryWatch].map((each) => each.stop()));
  await startProcess('/bin/sh', ['-c', 'sleep 0.2', 'c4nary-in-an-argument'], {}).ended;

  rig.write('plan/spy.sh', script);
  await run(['plan', 'import', rig.write('plan/template.yaml', template).replace(/\/[^/]*$/, ''), '--name', 'spy']);
  await deploy(mine, run);
  const generated = await lookEverywhere(rig, mine, run);
  planted.set('what was generated', generated);
  await failAndChange(mine, run);

  assert.deepEqual(watch.stop(), [], 'arguments and environments');
  assert.notDeepEqual(canaryWatch.stop(), [], 'the watch sees arguments');
  for (const [command, text] of said) assert.deepEqual(foundIn(text, planted), [], `${command}\n${text}`);
  assert.deepEqual(foundBelow(rig.directory, planted), [], 'files');
  for (const repository of repositoriesOf(rig.data)) {
    const objects = await execute('git', [
      '-C',
      join(rig.data, repository),
      'cat-file',
      '--batch-all-objects',
      '--batch',
    ]);
    assert.ok(objects.length > 100, repository);
    assert.deepEqual(foundIn(objects, planted), [], repository);
  }
  await showThem(rig, generated);
});

async function deploy(mine: Rig, run: Listening['run']): Promise<void> {
  const files = [
    ['--set-file', `by_file=${mine.write('by-file', `${secrets['a file']}\n`)}`],
    ['--set-file', 'by_input=-'],
    ['--set-file', `in_map=${mine.write('map.json', JSON.stringify({ inner: [secrets['a map']] }))}`],
    ['-e', mine.write('environment.yaml', `parameters:\n  by_environment: "${secrets['an environment']}"\n`)],
    ['-i', mine.write('inventory.yaml', inventory)],
  ].flat();
  await run(['deployment', 'create', 'spy-1', '--plan', 'spy', ...files], 0, secrets['standard input']);
  await run(['preview', 'spy-1']);
  await run(['preview', 'spy-1', '--json']);
  await run(['apply', 'spy-1', '-y', '--json']);
}

/** Asks for everything there is to see; gives what was generated, for which it must ask by name. */
async function lookEverywhere(rig: Rig, mine: Rig, run: Listening['run']): Promise<string> {
  await run(['render', 'spy-1', '-o', join(rig.directory, 'tree')]);
  await run(['validate', 'spy-1']);
  for (const command of [
    'plan show spy',
    'plan schema spy',
    'deployment show spy-1',
    'deployment log spy-1',
    'run list',
  ]) {
    await run(command.split(' '));
    await run([...command.split(' '), '--json']);
  }
  for (const resource of ['spy', 'printer', 'generated', 'spy_scripts', 'printer_config']) {
    await run(['resource', 'show', 'spy-1', resource]);
    await run(['resource', 'show', 'spy-1', resource, '--json']);
  }
  for (const more of [[], ['--json'], ['--log', 'spy'], ['--log', 'printer'], ['--log', 'spy', '--json']]) {
    await run(['run', 'show', 'r1', ...more]);
  }
  await run(['outputs', 'spy-1']);
  await run(['outputs', 'spy-1', '--json']);
  for (const output of ['whole', 'within', 'encoded', 'parameter']) await run(['outputs', 'spy-1', output, '--raw'], 1);
  assert.equal((await run(['outputs', 'spy-1', 'plain', '--raw'])).out, 'nothing to hide\n');
  // Wrong values are told without being shown.
  const set = ['deployment', 'set', 'spy-1'];
  const wrong = secrets['a wrong value'];
  await run([...set, '--set-file', `by_file=${mine.write('wrong', wrong)}`], 1);
  await run([...set, '--set-file', `in_map=${mine.write('wrong.json', `{"inner": [${wrong}`)}`], 1);
  await run([...set, '-e', mine.write('wrong.yaml', `parameters:\n  by_environment: "${wrong}" oops: [\n`)], 1);
  // A map is text in the end, as in Heat, and as secret.
  await run([...set, '-e', mine.write('typed.yaml', `parameters:\n  by_environment: {a: ${wrong}}\n`)]);
  await run([...set, '-e', join(mine.directory, 'environment.yaml')]);
  await run([...set, '-i', mine.write('wrong-hosts.yaml', `${inventory.replace('local', 'winrm')}${wrong}`)], 1);
  const shown = await mine.tyto([
    'resource',
    'show',
    'spy-1',
    'generated',
    '--json',
    '--show-secrets',
    '--data',
    rig.data,
  ]);
  const generated = /"value": *"([^"]+)"/.exec(shown.out)?.[1] ?? '';
  assert.equal(generated.length, 20);
  return generated;
}

async function failAndChange(mine: Rig, run: Listening['run']): Promise<void> {
  const set = ['deployment', 'set', 'spy-1'];
  await run([...set, '--set-file', `by_file=${mine.write('anew', secrets['a new value'])}`]);
  await run(['preview', 'spy-1', '--out', mine.write('changes.json', '')]);
  await run(['preview', 'spy-1', '--json']);
  await run(['apply', 'spy-1', join(mine.directory, 'changes.json'), '-y']);
  await run([...set, '--set', 'fails=yes']);
  const failed = await run(['apply', 'spy-1', '-y'], 3);
  assert.match(failed.out + failed.err, /failing with \*{6} and \*{6}/);
  await run(['run', 'show', 'r3', '--log', 'spy']);
  await run(['run', 'show', 'r3', '--json']);
  const changes = await execute('cat', [join(mine.directory, 'changes.json')]);
  assert.deepEqual(foundIn(changes, new Map(Object.entries(secrets))), [], 'the change set');
  await sleep(50);
}

/** Asked for by name they are shown, or a test that finds none would say nothing. */
async function showThem(rig: Rig, generated: string): Promise<void> {
  const outputs = await rig.must(['outputs', 'spy-1', '--show-secrets']);
  for (const text of [secrets['a new value'], generated, secrets['standard input']]) {
    assert.ok(
      outputs.out.includes(JSON.stringify(text).slice(1, -1)) || outputs.out.includes(text),
      `${text}\n${outputs.out}`,
    );
  }
  const raw = await rig.must(['outputs', 'spy-1', 'whole', '--raw', '--show-secrets']);
  assert.equal(raw.out, `${secrets['a new value']}\n`);
  const resource = await rig.must(['resource', 'show', 'spy-1', 'spy', '--show-secrets']);
  assert.ok(resource.out.includes(secrets['a map']), resource.out);
  await rig.must(['deployment', 'set', 'spy-1', '--set', 'fails=no', '--unset', 'by_file'], 0);
  const preview = await rig.tyto(['preview', 'spy-1', '--show-secrets']);
  assert.equal(preview.status, 1, 'a parameter without a value');
}
