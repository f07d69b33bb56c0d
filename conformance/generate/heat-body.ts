import type { Body } from './body.ts';
import { call, type Doc, docOf, map, mapOf, written } from './doc.ts';
import { expression } from './expression.ts';
import { literal } from './literals.ts';
import type { Attribute, World } from './world.ts';

/** What software is deployed by, and what waits: types that come to something without a cloud. */
export function heatBody(world: World): Body {
  return world.random.weighted<Body>([
    [5, () => configBody(world)],
    [1, () => cloudConfigBody(world)],
    [1, () => mimeBody(world)],
    [1, () => componentBody(world)],
    [2, () => deploymentBody(world)],
    [1, () => deploymentGroupBody(world)],
    [1, () => serverBody(world)],
    [1, () => waitBody(world)],
  ]);
}

/** A SoftwareConfig or a StructuredConfig. */
function configBody(world: World): Body {
  const { random } = world;
  const inputs = random.percent(40)
    ? written(
        random.pick([
          '[{name: a}]',
          '[{name: a, type: Number, default: 1}]',
          '[{name: b, type: String}, {name: c, type: Json, default: {}}]',
        ]),
      )
    : undefined;
  const outputs = random.percent(20)
    ? written(random.pick(['[{name: o}]', '[{name: o, error_output: true}]']))
    : undefined;
  const isText = random.percent(60);
  const group = random.percent(70) ? docOf(random.pick(['script', 'ansible', 'x'])) : undefined;
  const config = expression(world, isText ? 'text' : 'map', 2);
  const properties = map({
    group,
    config,
    inputs,
    outputs,
    options: random.percent(10) ? literal(random, 'map') : undefined,
  });
  const type = isText ? 'OS::Heat::SoftwareConfig' : 'OS::Heat::StructuredConfig';
  return { type, properties, attributes: [{ path: ['config'], kind: isText ? 'text' : 'map' }] };
}

function cloudConfigBody(world: World): Body {
  return {
    type: 'OS::Heat::CloudConfig',
    properties: map({ cloud_config: world.random.percent(90) ? expression(world, 'map', 2) : undefined }),
    attributes: [{ path: ['config'], kind: 'text' }],
  };
}

/** Its boundary differs each time, so nothing asks for its config. */
function mimeBody(world: World): Body {
  const { random } = world;
  const part = (): Doc =>
    map({
      config: random.percent(60) ? (configReference(world) ?? 'x') : expression(world, 'text', 1),
      type: random.percent(30) ? random.pick(['text', 'multipart']) : undefined,
      subtype: random.percent(30) ? random.pick(['', 'cloud-config']) : undefined,
      filename: random.percent(30) ? 'a.sh' : undefined,
    });
  return {
    type: 'OS::Heat::MultipartMime',
    properties: map({
      parts: docOf(random.several(0, 2, part)),
      group: random.percent(30) ? docOf('g') : undefined,
    }),
    attributes: [],
  };
}

function componentBody(world: World): Body {
  const { random } = world;
  const all = ['CREATE', 'UPDATE', 'DELETE', 'SUSPEND', 'RESUME'];
  const config = (actions: readonly string[]): Doc =>
    map({
      actions: random.percent(98) ? docOf(actions) : undefined,
      config: random.percent(97) ? expression(world, 'text', 1) : undefined,
      tool: random.percent(98) ? docOf(random.pick(['script', 'ansible', ''])) : undefined,
    });
  const split = 1 + random.below(4);
  const sets = random.percent(50) ? [all.slice(0, split)] : [all.slice(0, split), all.slice(split)];
  const configs = random.percent(5) ? [all.slice(0, 2), all.slice(1, 3)] : sets;
  return {
    type: 'OS::Heat::SoftwareComponent',
    properties: map({
      configs: docOf(configs.map(config)),
      inputs: random.percent(30) ? written('[{name: a, type: Number, default: 1}]') : undefined,
      outputs: random.percent(20) ? written('[{name: o}]') : undefined,
      options: random.percent(10) ? literal(random, 'map') : undefined,
    }),
    attributes: [{ path: ['config'], kind: 'any' }],
  };
}

function deploymentBody(world: World): Body {
  const { random } = world;
  const names = ['OS::Heat::SoftwareDeployment', 'OS::Heat::StructuredDeployment'];
  return {
    type: random.pick(names),
    properties: map({ ...deployed(world), server: 'a-server' }),
    attributes: outcome.filter(() => random.percent(4)),
  };
}

function deploymentGroupBody(world: World): Body {
  const { random } = world;
  const names = [
    'SoftwareDeploymentGroup',
    'StructuredDeploymentGroup',
    'SoftwareDeployments',
    'StructuredDeployments',
  ];
  const servers = mapOf(random.some(['a', 'b', 'c'], 60).map((name) => [name, `id-${name}`]));
  return {
    type: `OS::Heat::${random.pick(names)}`,
    properties: map({ ...deployed(world), servers }),
    attributes: outcome
      .filter(() => random.percent(4))
      .map(({ path: [name] }) => ({ path: [`${name}s`], kind: 'map' })),
  };
}

/** What a deployment gives at its end: nothing, where it tells nothing. */
const outcome: readonly Attribute[] = ['deploy_stdout', 'deploy_stderr', 'deploy_status_code'].map((name) => ({
  path: [name],
  kind: 'any',
}));

function deployed(world: World) {
  const { random } = world;
  return {
    config: configReference(world),
    signal_transport: docOf('NO_SIGNAL'),
    name: random.percent(20) ? expression(world, 'text', 1) : undefined,
    input_values: random.percent(50) ? expression(world, 'map', 2) : undefined,
    actions: random.percent(20) ? docOf(random.pick([['CREATE'], ['UPDATE'], ['CREATE', 'DELETE'], []])) : undefined,
  };
}

function configReference({ random, resources }: World): Doc | undefined {
  const configs = resources.filter(({ isConfig }) => isConfig === true);
  return configs.length === 0 ? undefined : call('get_resource', random.pick(configs).name);
}

function serverBody(world: World): Body {
  const { random } = world;
  return {
    type: 'OS::Heat::DeployedServer',
    properties: map({
      name: random.percent(60) ? expression(world, 'text', 1) : undefined,
      metadata: random.percent(20) ? expression(world, 'map', 1) : undefined,
    }),
    attributes: [],
  };
}

function waitBody({ random }: World): Body {
  if (random.percent(60)) return { type: 'OS::Heat::WaitConditionHandle', attributes: [] };
  const zero = (): Doc => written(random.pick(['0', '"0"', '0.0']));
  return {
    type: 'OS::Heat::Delay',
    properties: map({
      min_wait: random.percent(60) ? zero() : undefined,
      max_jitter: random.percent(40) ? zero() : undefined,
      jitter_multiplier: random.percent(20) ? docOf(1) : undefined,
      actions: random.percent(20) ? docOf(['CREATE', 'UPDATE']) : undefined,
    }),
    attributes: [],
  };
}
