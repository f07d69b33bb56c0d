import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { Float, Tainted, Unknown, type Value } from '../hot/value.ts';
import { checkProperties, withDefaults } from './check-properties.ts';
import { resourceType } from './resource-types.ts';

function type(name: string) {
  return resourceType(`OS::Heat::${name}`) ?? assert.fail(`no type ${name}`);
}

function check(name: string, properties: Readonly<Record<string, Value>>) {
  return checkProperties(type(name), new Map(Object.entries(properties)), { path: 'resources.x.properties' });
}

test('texts of numbers are read as the type wants them', () => {
  const { value, problems } = check('RandomString', { length: '12', salt: 7 });
  assert.deepEqual(problems, []);
  assert.deepEqual(
    [...(value ?? [])],
    [
      ['length', 12],
      ['salt', '7'],
    ],
  );
});

test('a property that the type does not have is a problem that names the nearest', () => {
  const [problem] = check('RandomString', { lenght: 12 }).problems;
  assert.equal(problem?.code, 'property-unknown');
  assert.match(problem?.hint ?? '', /length/);
});

test('every problem is told at once, each with its path', () => {
  const { problems } = check('SoftwareConfig', {
    inputs: [
      new Map<string, Value>([
        ['name', 'a'],
        ['type', 'Text'],
      ]),
      new Map<string, Value>([['kind', 'b']]),
    ],
    options: 'none',
    outputs: 5,
  });
  assert.deepEqual(
    problems.map((each) => [each.code, each.path]),
    [
      ['property-value', 'resources.x.properties.inputs[1].kind'],
      ['property-value', 'resources.x.properties.inputs[1]'],
      ['property-value', 'resources.x.properties.options'],
      ['property-value', 'resources.x.properties.outputs'],
    ],
  );
});

test('constraints hold for what was read, in lists and maps too', () => {
  assert.match(
    check('SoftwareConfig', {
      inputs: [
        new Map([
          ['name', 'a'],
          ['type', 'Text'],
        ]),
      ],
    }).problems[0]?.expected ?? '',
    /one of "String"/,
  );
  assert.match(check('RandomString', { length: 0 }).problems[0]?.expected ?? '', /from 1 to 512/);
  assert.equal(check('SoftwareDeployment', { server: 'a', actions: ['CREATE', 'EXPLODE'] }).problems.length, 1);
  assert.equal(check('SoftwareComponent', { configs: [] }).problems.length, 1);
});

test('a missing property that is required is a problem; a default is not put in', () => {
  assert.equal(check('SoftwareDeployment', {}).problems[0]?.code, 'property-missing');
  const { value } = check('SoftwareDeployment', { server: 'a' });
  assert.deepEqual([...(value?.keys() ?? [])], ['server']);
  const filled = withDefaults(type('SoftwareDeployment'), value ?? new Map());
  assert.deepEqual(filled.get('actions'), ['CREATE', 'UPDATE']);
});

test('what is not known yet, and what is secret, is left for later', () => {
  const unknown = new Unknown({ kind: 'attribute', address: 'a', path: ['out'] });
  const secret = new Tainted('abc', { kind: 'secret', name: 's', version: 1 });
  const { value, problems } = check('RandomString', { length: unknown, salt: secret });
  assert.deepEqual(problems, []);
  assert.equal(value?.get('length'), unknown);
  assert.equal(value?.get('salt'), secret);
});

test('null is the default of a property, or the empty value of its type', () => {
  assert.equal(check('RandomString', { length: null }).value?.get('length'), 32);
  assert.equal(check('SoftwareConfig', { config: null }).value?.get('config'), '');
});

test('numbers with a point are no text, and text that is no number is no number', () => {
  assert.equal(check('RandomString', { salt: new Float(1.5) }).problems.length, 1);
  assert.equal(check('RandomString', { length: 'twelve' }).problems.length, 1);
});

test('None takes anything', () => {
  assert.deepEqual(check('None', { anything: 1 }).problems, []);
});

test('a null in a list of maps is an empty map, which may lack what is required', () => {
  const [problem] = check('RandomString', { character_sequences: [null] }).problems;
  assert.match(problem?.message ?? '', /"sequence" is missing/);
});

test('text is no map, though it is JSON; a boolean is a number', () => {
  assert.equal(check('TestResource', { action_wait_secs: '{"create": 1}' }).problems.length, 1);
  assert.equal(check('TestResource', { wait_secs: true }).value?.get('wait_secs'), true);
  assert.deepEqual(check('TestResource', { wait_secs: ' 1e-3 ' }).value?.get('wait_secs'), new Float(0.001));
});

test('patterns and constraints that need no cloud hold; those that ask a cloud hold for anything', () => {
  const neutron = (name: string, properties: Readonly<Record<string, Value>>) =>
    checkProperties(resourceType(`OS::Neutron::${name}`) ?? assert.fail(), new Map(Object.entries(properties)), {
      path: 'x',
    }).problems.map((each) => `${each.code} ${each.path}`);
  assert.deepEqual(neutron('Subnet', { network: 'any', cidr: '10.0.0.0/24' }), []);
  assert.deepEqual(neutron('Subnet', { network: 'any', cidr: '10.0.0.0/99' }), ['property-value x.cidr']);
  assert.deepEqual(neutron('ProviderNet', { network_type: 'vlan', router_external: 'yes' }), [
    'property-value x.router_external',
  ]);
});

test('an older name is the newer one, told of as a warning; both are too many', () => {
  const port = resourceType('OS::Neutron::Port') ?? assert.fail();
  const read = (properties: Readonly<Record<string, Value>>) =>
    checkProperties(port, new Map(Object.entries(properties)), { path: 'x' });
  const older = read({ network_id: 'a', fixed_ips: [new Map([['subnet_id', 'b']])] });
  assert.deepEqual(older.value?.get('network'), 'a');
  assert.deepEqual(older.value?.get('fixed_ips'), [new Map([['subnet', 'b']])]);
  assert.deepEqual(
    older.problems.map(({ severity, code, hint }) => [severity, code, hint]),
    [['warning', 'deprecated', 'Use property network']],
  );
  assert.deepEqual(
    read({ network_id: 'a', network: 'b' })
      .problems.filter((each) => each.severity === 'error')
      .map((each) => each.path),
    ['x.network_id'],
  );
});

test('a property that Heat knows by name only is refused', () => {
  const vpc = resourceType('AWS::EC2::VPC') ?? assert.fail();
  const { problems } = checkProperties(vpc, new Map([['InstanceTenancy', 'default']]), { path: 'x' });
  assert.deepEqual(
    problems.map((each) => [each.severity, each.code]),
    [['error', 'property-unknown']],
  );
});

test('the default of an input is of the type that the input says', () => {
  const input = (type: string, value: Value) =>
    check('SoftwareConfig', {
      inputs: [
        new Map<string, Value>([
          ['name', 'a'],
          ['type', type],
          ['default', value],
        ]),
      ],
    }).problems.map((each) => each.path);
  for (const [type, value] of [
    ['Json', '{'],
    ['Json', ''],
    ['Json', [1]],
    ['Number', '1'],
    ['CommaDelimitedList', 'a,b'],
    ['Boolean', 'TRUE'],
  ] as const)
    assert.deepEqual(input(type, value), [], type);
  for (const [type, value] of [
    ['Json', 1],
    ['Number', 'x'],
    ['CommaDelimitedList', 3],
    ['Boolean', 'yes'],
  ] as const)
    assert.deepEqual(input(type, value), ['resources.x.properties.inputs[0].default'], type);
});

test('the sizes of a scaling group fit each other', () => {
  const sizes = (...[min_size, max_size, desired_capacity]: readonly Value[]) =>
    check('AutoScalingGroup', {
      resource: new Map([['type', 'OS::Heat::None']]),
      ...Object.fromEntries(
        Object.entries({ min_size, max_size, desired_capacity }).filter(([, each]) => each !== undefined),
      ),
    }).problems.map(({ message }) => message);
  assert.deepEqual(sizes(1, 3, 2), []);
  assert.match(sizes(5, 3).join(), /above the largest/);
  assert.match(sizes(1, 3, 9).join(), /not between/);
});

test('a scaling policy has a least step only where it scales by percents', () => {
  const paths = (adjustment_type: Value, more: Readonly<Record<string, Value>>) =>
    check('ScalingPolicy', {
      auto_scaling_group_id: 'g',
      scaling_adjustment: 1,
      adjustment_type,
      ...more,
    }).problems.map(({ path }) => path);
  const step = 'resources.x.properties.min_adjustment_step';
  assert.deepEqual(paths('percent_change_in_capacity', { min_adjustment_step: 1 }), []);
  assert.deepEqual(paths('exact_capacity', {}), []);
  assert.deepEqual(paths('exact_capacity', { min_adjustment_step: 1 }), [step]);
  assert.deepEqual(paths('exact_capacity', { min_adjustment_step: null }), [step]);
  const later = new Unknown({ kind: 'attribute', address: 'a', path: ['b'] });
  assert.deepEqual(paths(later, { min_adjustment_step: 1 }), []);
});

test('what Heat knows by name only is refused within lists and maps too', () => {
  const gateway = resourceType('AWS::EC2::InternetGateway') ?? assert.fail('no gateway');
  const tag = new Map([
    ['Key', 'a'],
    ['Value', 'b'],
  ]);
  const { problems } = checkProperties(gateway, new Map([['Tags', [tag]]]), { path: 'p' });
  assert.deepEqual(
    problems.map(({ path }) => path),
    ['p.Tags[0]'],
  );
  assert.deepEqual(checkProperties(gateway, new Map([['Tags', []]]), { path: 'p' }).problems, []);
  const instance = resourceType('AWS::EC2::Instance') ?? assert.fail('no instance');
  const device = new Map([
    ['DeviceName', 'vdb'],
    ['VirtualName', 'x'],
  ]);
  const given = new Map<string, Value>([
    ['ImageId', 'i'],
    ['InstanceType', 't'],
    ['BlockDeviceMappings', [device]],
  ]);
  assert.deepEqual(
    checkProperties(instance, given, { path: 'p' }).problems.map(({ path }) => path),
    ['p.BlockDeviceMappings[0].VirtualName'],
  );
});
