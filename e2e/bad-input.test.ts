import assert from 'node:assert/strict';
import { chmodSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { execute, inventoryText, makeRig, type Rig, type TytoOptions } from './testing/rig.ts';
import { takeSnapshot } from './testing/snapshot.ts';

const template = (rest: string): string => `heat_template_version: 2021-04-16\n${rest}`;

const goodTemplate = template(`
parameters:
  count: {type: number, default: 1, constraints: [{range: {min: 1, max: 9}}]}
  password: {type: string, hidden: true, default: unset}
resources:
  config:
    type: OS::Heat::SoftwareConfig
    properties: {group: script, config: 'echo $count'}
  thing:
    type: OS::Heat::SoftwareDeployment
    properties:
      config: {get_resource: config}
      server: here
      input_values: {count: {get_param: count}}
`);

/** A command that must be refused, and what it must say. */
interface Case {
  readonly name: string;
  readonly args: readonly string[];
  readonly status?: number;
  readonly says: readonly RegExp[];
  readonly options?: TytoOptions;
}

/** Runs a command that must fail: in one way that is told, with nothing changed. */
async function refuse(rig: Rig, { name, args, status = 1, says, options }: Case): Promise<void> {
  const before = await takeSnapshot(rig);
  const ended = await rig.tyto(args, options);
  const told = `${name}: ${ended.err}`;
  assert.equal(ended.signal, null, told);
  assert.equal(ended.status, status, told);
  assert.doesNotMatch(ended.out + ended.err, /^\s+at /m, told);
  assert.doesNotMatch(ended.err, /internal error/, told);
  assert.match(ended.err, /error\[[a-z-]+\]: /, told);
  for (const text of says) assert.match(ended.err, text, told);
  assert.ok(ended.err.length < 20_000, `${name}: it says too much`);
  assert.deepEqual(await takeSnapshot(rig), before, `${name}: something has changed`);
}

async function refuseAll(t: TestContext, rig: Rig, cases: readonly Case[]): Promise<void> {
  for (const each of cases) await t.test(each.name, () => refuse(rig, each));
}

/** A rig with a plan `good`, deployed once as `good-1`. */
async function goodRig(t: TestContext): Promise<Rig> {
  const rig = makeRig(t);
  await rig.must(['plan', 'import', rig.write('good.yaml', goodTemplate), '--name', 'good']);
  const inventory = rig.write('inventory.yaml', inventoryText);
  await rig.must(['deployment', 'create', 'good-1', '--plan', 'good', '-i', inventory]);
  await rig.must(['apply', 'good-1', '-y']);
  return rig;
}

function importOf(rig: Rig, name: string, text: string, files: Readonly<Record<string, string>> = {}): string[] {
  rig.write(`${name}/template.yaml`, template(text));
  for (const [path, content] of Object.entries(files)) rig.write(`${name}/${path}`, content);
  return ['plan', 'import', join(rig.directory, name), '--name', 'bad'];
}

const resource = (properties: string, type = 'OS::Heat::SoftwareConfig'): string =>
  `resources:\n  thing:\n    type: ${type}\n    properties: ${properties}\n`;

test('a plan that is wrong is refused with every problem and its place', async (t) => {
  const rig = await goodRig(t);
  const bomb = Array.from({ length: 30 }, (_, level) => `  - &a${level + 1} [*a${level}, *a${level}, *a${level}]`);
  const linked = importOf(rig, 'linked', resource('{config: {get_file: scripts/out}}'), { 'scripts/in': 'x' });
  symlinkSync('/etc/passwd', join(rig.directory, 'linked/scripts/out'));
  const linkedAway = importOf(rig, 'linked-away', resource('{config: x}'), { 'scripts/in': 'x' });
  symlinkSync('../..', join(rig.directory, 'linked-away/up'));
  const big = 'a'.repeat(50 * 1024 * 1024);
  await refuseAll(t, rig, [
    {
      name: 'malformed YAML',
      args: importOf(rig, 'malformed', 'resources:\n  thing: [unclosed\n  other: {a: b}\n'),
      says: [/template\.yaml:\d+:\d+: error\[yaml-syntax\]/],
    },
    {
      name: 'a file that is missing',
      args: importOf(rig, 'missing', resource('{config: {get_file: scripts/nope.sh}}')),
      says: [/template\.yaml:5:\d+: error\[file-missing\]/, /scripts\/nope\.sh/],
    },
    {
      name: 'a file outside the plan',
      args: importOf(rig, 'outside', resource('{config: {get_file: ../../etc/passwd}}')),
      says: [/template\.yaml:5:\d+: error\[file-outside\]/, /\.\.\/\.\.\/etc\/passwd/],
    },
    {
      name: 'an absolute path',
      args: importOf(rig, 'absolute', resource('{config: {get_file: /etc/passwd}}')),
      says: [/template\.yaml:5:\d+: error\[file-/, /\/etc\/passwd/],
    },
    {
      name: 'a file by file:///',
      args: importOf(rig, 'url', resource('{config: {get_file: "file:///etc/passwd"}}')),
      says: [/template\.yaml:5:\d+: error\[file-/, /\/etc\/passwd/],
    },
    { name: 'a link that leads out', args: linked, says: [/scripts\/out/, /link/] },
    { name: 'a link to a directory above', args: linkedAway, says: [/up/, /link/] },
    {
      name: 'a bomb of aliases',
      args: importOf(rig, 'bomb', `description: &a0 [x, x]\nbomb:\n${bomb.join('\n')}\n`),
      says: [/template\.yaml:\d+:\d+: error\[yaml-limit\]/],
    },
    {
      name: 'a template of 50 MB',
      args: importOf(rig, 'big', `description: ${big}\n`),
      says: [/template\.yaml/, /16 M/],
    },
    {
      name: 'a script of 50 MB',
      args: importOf(rig, 'big-script', resource('{config: {get_file: big.sh}}'), { 'big.sh': big }),
      says: [/big\.sh/, /16 M/],
    },
    {
      name: 'a template that is nested in itself',
      args: importOf(rig, 'nested', 'resources:\n  again: {type: template.yaml}\n'),
      says: [/template\.yaml:\d+:\d+: error\[template-nesting\]/],
    },
    {
      name: 'several problems at once, all told',
      args: importOf(
        rig,
        'several',
        [
          'resources:',
          '  a: {type: OS::Heat::SoftwareConfig, properties: {config: {get_file: nope.sh}}}',
          '  b: {type: OS::Heat::SoftwareDeployment, properties: {config: {get_resource: zz}, server: here}}',
          'outputs:',
          '  o: {value: {get_attr: [gone, b]}}',
          '',
        ].join('\n'),
      ),
      says: [
        /template\.yaml:3:\d+: error\[file-missing\].*nope\.sh/,
        /template\.yaml:4:\d+: error\[name-unknown\].*zz/,
        /template\.yaml:6:\d+: error\[name-unknown\].*gone/,
        /^3 errors$/m,
      ],
    },
    {
      name: 'several of the form, all told',
      args: importOf(
        rig,
        'forms',
        [
          'parameters:',
          '  size: {type: numbr}',
          '  high: {type: number, constraints: [{rang: {min: 1}}]}',
          'resources:',
          '  a: {properties: {}}',
          '  b: {type: OS::Heat::None, depend_on: a}',
          'output: {}',
          '',
        ].join('\n'),
      ),
      says: [
        /template\.yaml:3:\d+: error\[parameter-schema\].*numbr/,
        /template\.yaml:4:\d+: error\[parameter-schema\].*rang/,
        /template\.yaml:6:\d+: error\[template-resource\]/,
        /template\.yaml:7:\d+: error\[template-resource\].*depend_on/,
        /template\.yaml:8:\d+: error\[template-section\].*output/,
      ],
    },
    {
      name: 'a plan.yaml that is wrong',
      args: importOf(rig, 'described', '', { 'plan.yaml': 'name: bad\ntemplate: [a]\nenvironment: x\n' }),
      says: [/plan\.yaml:\d+:\d+: error\[plan-form\]/],
    },
    { name: 'nothing there', args: ['plan', 'import', join(rig.directory, 'nowhere')], says: [/nowhere/] },
    {
      name: 'a name that leads out',
      args: ['plan', 'import', join(rig.directory, 'good.yaml'), '--name', '../good'],
      says: [/'\.\.\/good'/, /small letters/],
    },
    {
      name: 'a name in capitals',
      args: ['plan', 'import', join(rig.directory, 'good.yaml'), '--name', 'Good'],
      says: [/name-form/],
    },
  ]);
});

test('what only inputs show to be wrong in a plan is told when it is rendered, and nothing is applied', async (t) => {
  const rig = await goodRig(t);
  const cases = {
    'a circle': {
      text: 'resources:\n  a: {type: OS::Heat::None, depends_on: b}\n  b: {type: OS::Heat::None, depends_on: a}\n',
      says: [/template\.yaml:[34]:\d+: error\[reference-cycle\]/],
    },
    'a circle by references': {
      text: [
        'resources:',
        '  a: {type: OS::Heat::Value, properties: {value: {get_attr: [b, value]}}}',
        '  b: {type: OS::Heat::Value, properties: {value: {get_attr: [a, value]}}}',
        '',
      ].join('\n'),
      says: [/template\.yaml:[34]:\d+: error\[reference-cycle\]/],
    },
    'a parameter that is not there': {
      text: resource('{config: {get_param: nope}}'),
      says: [/template\.yaml:5:\d+: error\[parameter-undefined\]/, /nope/],
    },
    'several at once': {
      text: [
        'resources:',
        '  a: {type: OS::Heat::SoftwareConfg}',
        '  b: {type: OS::Heat::SoftwareConfig, properties: {confg: x}}',
        '  c: {type: OS::Heat::RandomString, properties: {length: many}}',
        '  d: {type: OS::Heat::RandomString, properties: {length: 0}}',
        '  e: {type: OS::Heat::SoftwareDeployment, properties: {server: here}}',
        '',
      ].join('\n'),
      says: [
        /template\.yaml:3:\d+: error\[resource-type\].*SoftwareConfg/,
        /template\.yaml:4:\d+: error\[property-unknown\].*confg/,
        /template\.yaml:5:\d+: error\[property-value\]/,
        /template\.yaml:6:\d+: error\[property-value\]/,
      ],
    },
    'a node that is not there': {
      text: [
        'resources:',
        '  c: {type: OS::Heat::SoftwareConfig, properties: {group: script, config: x}}',
        '  d: {type: OS::Heat::SoftwareDeployment, properties: {config: {get_resource: c}, server: hree}}',
        '',
      ].join('\n'),
      says: [/template\.yaml:4:\d+: error\[node-unknown\]/, /hree/],
    },
    'a tool that is not there': {
      text: [
        'resources:',
        '  c: {type: OS::Heat::SoftwareConfig, properties: {group: scrpit, config: x}}',
        '  d: {type: OS::Heat::SoftwareDeployment, properties: {config: {get_resource: c}, server: here}}',
        '',
      ].join('\n'),
      says: [/template\.yaml:\d+:\d+: error\[tool-unknown\]/, /scrpit/],
    },
  };
  for (const [name, { text, says }] of Object.entries(cases)) {
    await t.test(name, async () => {
      const imported = await rig.tyto(importOf(rig, name.replaceAll(' ', '-'), text));
      const create = ['deployment', 'create', 'bad-1', '--plan', 'bad', '-i', join(rig.directory, 'inventory.yaml')];
      if (imported.status !== 0)
        return refuse(rig, { name, args: importOf(rig, name.replaceAll(' ', '-'), text), says });
      const created = await rig.tyto(create);
      if (created.status !== 0) return refuse(rig, { name, args: create, says });
      for (const command of ['validate', 'preview']) {
        await refuse(rig, { name: command, args: [command, 'bad-1'], says });
      }
      await refuse(rig, { name: 'apply', args: ['apply', 'bad-1', '-y'], says });
      await rig.must(['deployment', 'delete', 'bad-1']);
    });
  }
});

test('what git push brings is refused before it is applied', async (t) => {
  const rig = await goodRig(t);
  const clone = join(rig.directory, 'clone');
  const git = (...args: readonly string[]): Promise<string> =>
    execute('git', ['-C', clone, '-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args]);
  await execute('git', ['clone', '--quiet', join(rig.data, 'plans/good.git'), clone]);
  const path = join(clone, 'good.yaml');
  symlinkSync('/etc/passwd', join(clone, 'secret.sh'));
  writeFileSync(path, readFileSync(path, 'utf8').replace("'echo $count'", '{get_file: secret.sh}'));
  await git('add', '.');
  await git('commit', '--quiet', '-m', 'A link that leads out');
  await git('push', '--quiet');
  const set = ['deployment', 'set', 'good-1', '--plan', 'good'];
  await rig.tyto(set);
  for (const args of [
    ['validate', 'good-1'],
    ['preview', 'good-1'],
    ['apply', 'good-1', '-y'],
  ]) {
    await refuse(rig, { name: args.join(' '), args, says: [/good\.yaml:\d+:\d+: error/, /secret\.sh/, /link/] });
  }
  await git('rm', '--quiet', 'secret.sh');
  writeFileSync(path, template('resources: {a: {type: OS::Nova::Srver}}\n'));
  await git('add', '.');
  await git('commit', '--quiet', '-m', 'A type that is not known');
  await git('push', '--quiet');
  await rig.tyto(set);
  for (const args of [
    ['validate', 'good-1'],
    ['preview', 'good-1'],
    ['apply', 'good-1', '-y'],
  ]) {
    await refuse(rig, {
      name: args.join(' '),
      args,
      says: [/good\.yaml:2:\d+: error\[resource-type\]/, /OS::Nova::Srver/],
    });
  }
});

test('inputs that are wrong are refused with every problem and its place', async (t) => {
  const rig = await goodRig(t);
  const set = ['deployment', 'set', 'good-1'];
  const file = (name: string, text: string): string => rig.write(name, text);
  const inventory = (name: string, text: string): string[] => [...set, '-i', file(name, text)];
  const environment = (name: string, text: string): string[] => [...set, '-e', file(name, text)];
  await refuseAll(t, rig, [
    { name: 'an unknown parameter', args: [...set, '--set', 'cuont=1'], says: [/cuont/, /Did you mean "?count/] },
    { name: 'a wrong type', args: [...set, '--set', 'count=many'], says: [/count/, /many/] },
    { name: 'a value out of range', args: [...set, '--set', 'count=10'], says: [/count/, /1.*9/] },
    {
      name: 'several at once',
      args: [...set, '--set', 'count=many', '--set', 'nope=1', '--unset', 'gone'],
      says: [/many/, /nope/, /gone/, /3 errors/],
    },
    {
      name: 'a hidden parameter in an argument',
      args: [...set, '--set', 'password=planted-in-argument'],
      says: [/secret-argument/, /--set-file password=/],
    },
    { name: 'no NAME=VALUE', args: [...set, '--set', 'count'], says: [/NAME=VALUE/] },
    {
      name: 'an environment that is malformed',
      args: environment('malformed-env.yaml', 'parameters:\n  count: [1\n'),
      says: [/malformed-env\.yaml:\d+:\d+: error\[yaml-syntax\]/],
    },
    {
      name: 'an environment with unknown things',
      args: environment('unknown-env.yaml', 'parameters:\n  nope: 1\n  noep: 2\n'),
      says: [/unknown-env\.yaml:2:\d+: error\[parameter-unknown\]/, /unknown-env\.yaml:3:\d+: error/],
    },
    {
      name: 'an environment with sections that there are not',
      args: environment('section-env.yaml', 'paramters: {}\nregistry: {}\n'),
      says: [/section-env\.yaml:1:1: error\[environment-section\]/, /section-env\.yaml:2:1: error/],
    },
    {
      name: 'an environment with a wrong type',
      args: environment('wrong-env.yaml', 'parameters:\n  count: [1]\n'),
      says: [/wrong-env\.yaml:2:\d+: error\[parameter-value\]/],
    },
    {
      name: 'an environment of 50 MB',
      args: environment('big-env.yaml', `parameters:\n  count: ${'1'.repeat(50 * 1024 * 1024)}\n`),
      says: [/big-env\.yaml/, /16 M/],
    },
    { name: 'an environment that is missing', args: [...set, '-e', 'nowhere.yaml'], says: [/nowhere\.yaml/] },
    { name: "an environment that the plan doesn't have", args: [...set, '-e', 'plan:no.yaml'], says: [/no\.yaml/] },
    {
      name: 'an environment of the plan that leads out of it',
      args: [...set, '-e', 'plan:../../key'],
      says: [/error\[file-/, /\.\.\/\.\.\/key/],
    },
    { name: 'an inventory that is missing', args: [...set, '-i', 'nowhere.yaml'], says: [/nowhere\.yaml/] },
    {
      name: 'an inventory that is malformed',
      args: inventory('malformed-hosts.yaml', 'all: {hosts: [\n'),
      says: [/malformed-hosts\.yaml:\d+:\d+: error/],
    },
    { name: 'a version that is not there', args: [...set, '--plan', 'good@ffffffff'], says: [/ffffffff/] },
    {
      name: 'a plan that is not there',
      args: ['deployment', 'create', 'new', '--plan', 'gold', '-i', join(rig.directory, 'inventory.yaml')],
      says: [/plan 'gold'/, /good/],
    },
    {
      name: 'a name that a deployment has',
      args: ['deployment', 'create', 'good-1', '--plan', 'good', '-i', join(rig.directory, 'inventory.yaml')],
      says: [/good-1/, /deployment set/],
    },
    {
      name: 'a name that leads out',
      args: ['deployment', 'create', '../x', '--plan', 'good', '-i', join(rig.directory, 'inventory.yaml')],
      says: [/'\.\.\/x'/],
    },
    ...['preview', 'apply', 'validate', 'render', 'outputs', 'remove'].map((command) => ({
      name: `${command} of a deployment that is not there`,
      args: [command, 'good-2', ...(command === 'apply' || command === 'remove' ? ['-y'] : [])],
      says: [/There is no deployment 'good-2'/, /hint: /],
    })),
    { name: 'a command that is not there', args: ['deploy'], says: [/usage/, /deploy/] },
    { name: 'an option that is not there', args: ['apply', 'good-1', '--yes-please'], says: [/--yes-please/] },
    { name: 'a number that is none', args: ['apply', 'good-1', '-y', '--parallel', '0'], says: [/--parallel/] },
    { name: 'nobody to ask', args: ['apply', 'good-1'], says: [/terminal/, /-y/] },
    { name: 'a run that is not there', args: ['run', 'show', 'r99'], says: [/r99/] },
    { name: 'a run that is finished', args: ['run', 'resume', 'r1'], says: [/r1/, /done/] },
    { name: 'a resource that is not there', args: ['resource', 'show', 'good-1', 'thnig'], says: [/thnig/] },
    { name: 'a revision that is not there', args: ['preview', 'good-1', '--revision', 'abcdef12'], says: [/abcdef12/] },
    {
      name: 'a plan in use',
      args: ['plan', 'delete', 'good'],
      status: 5,
      says: [/good-1/],
    },
    {
      name: 'a deployment that is deployed',
      args: ['deployment', 'delete', 'good-1'],
      status: 5,
      says: [/tyto remove/],
    },
  ]);
});

test('a node that can only be reached in another way is told with its place before anything is applied', async (t) => {
  const rig = await goodRig(t);
  const reached = { winrm: 'ansible_connection: winrm', Jinja: "ansible_connection: '{{ how }}'" };
  for (const [name, variable] of Object.entries(reached)) {
    const file = rig.write(`${name}.yaml`, `all:\n  hosts:\n    here:\n      ${variable}\n`);
    const set = ['deployment', 'set', 'good-1', '--set', 'count=3', '-i', file];
    const says = [/\.yaml:4:\d+: error\[inventory-connection\]/, new RegExp(name)];
    if ((await rig.tyto(set)).status !== 0) await refuse(rig, { name, args: set, says });
    else
      for (const args of [
        ['validate', 'good-1'],
        ['apply', 'good-1', '-y'],
      ])
        await refuse(rig, { name, args, says });
  }
});

test('a change set is applied as it was made, at the moment that it was made for, or not at all', async (t) => {
  const rig = await goodRig(t);
  const kept = join(rig.directory, 'changes.json');
  const apply = ['apply', 'good-1', kept, '-y'];
  await rig.must(['deployment', 'set', 'good-1', '--set', 'count=2']);
  await rig.must(['preview', 'good-1', '--out', kept]);
  const text = readFileSync(kept, 'utf8');
  const tampered = (name: string, change: (text: string) => string): Case => {
    const other = change(text);
    assert.notEqual(other, text, name);
    return { name, args: ['apply', 'good-1', rig.write('tampered.json', other), '-y'], says: [/error/] };
  };
  const stale = [/error\[change-set-stale\]/, /tyto preview good-1/];
  await refuse(rig, {
    ...tampered('another value', (all) => all.replace('"new": 2', '"new": 3')),
    status: 5,
    says: stale,
  });
  await refuse(rig, {
    ...tampered('another kind', (all) => all.replace('"update"', '"delete"')),
    status: 5,
    says: stale,
  });
  await refuse(rig, { ...tampered('cut off', (all) => all.slice(0, -20)), says: [/tampered\.json:\d+:\d+: error/] });
  await refuse(rig, { ...tampered('not one', () => '{"kind": "Something"}'), says: [/error\[change-set-form\]/] });
  await refuse(rig, {
    ...tampered('of later', (all) => all.replace('"formatVersion": 1', '"formatVersion": 2')),
    says: [/error\[change-set-form\]/],
  });
  await rig.must(['deployment', 'create', 'good-2', '--plan', 'good', '-i', join(rig.directory, 'inventory.yaml')]);
  await refuse(rig, { name: 'of another', args: ['apply', 'good-2', kept, '-y'], says: [/'good-1', not of 'good-2'/] });
  await rig.must(apply);
  await refuse(rig, { name: 'applied already', args: apply, status: 5, says: stale });
});

test('a data directory that can not be used is told, and why', async (t) => {
  const rig = await goodRig(t);
  const file = rig.write('file', '');
  const list = ['deployment', 'list'];
  await refuse(rig, { name: 'under a file', args: [...list, '--data', join(file, 'x')], says: [/is not a directory/] });
  await refuse(rig, { name: 'a file', args: [...list, '--data', file], says: [/is not a directory/] });
  chmodSync(join(rig.data, 'key'), 0o644);
  await refuse(rig, { name: 'key', args: ['preview', 'good-1'], says: [/error\[data-key\]/, /chmod 600/] });
  chmodSync(join(rig.data, 'key'), 0o600);
  chmodSync(rig.data, 0o777);
  await refuse(rig, { name: 'open', args: ['preview', 'good-1'], says: [/error\[data-directory\]/, /chmod/] });
  chmodSync(rig.data, 0o700);
  const options = { environment: { PATH: '/nowhere' } };
  await refuse(rig, { name: 'no git', args: ['preview', 'good-1'], options, says: [/error\[data-git\]/, /git/] });
  if (process.getuid?.() !== 0) {
    chmodSync(rig.data, 0o500);
    const args = ['deployment', 'create', 'new', '--plan', 'good', '-i', join(rig.directory, 'inventory.yaml')];
    await refuse(rig, { name: 'unwritable', args, says: [/error\[data-/] });
    chmodSync(rig.data, 0o700);
  }
  const other = rig.write('other/tyto.db', 'this is no database, and long enough to be taken for none\n'.repeat(40));
  chmodSync(join(other, '..'), 0o700);
  await refuse(rig, {
    name: 'damaged',
    args: ['run', 'list', '--data', join(other, '..')],
    says: [/error\[data-database\]/],
  });
});
