import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Unknown } from '../hot/value.ts';
import { outputOf, problemsOf, renderSample } from './testing/render-sample.ts';

const group = (servers: string, type = 'Software'): string => `
resources:
  conf:
    type: OS::Heat::${type}Config
    properties: {group: script, config: ${type === 'Software' ? "'echo hi'" : '{a: 1}'}, outputs: [{name: url}]}
  all:
    type: OS::Heat::${type}DeploymentGroup
    properties:
      servers: ${servers}
      config: {get_resource: conf}
      input_values: {port: 80}
      name: everywhere
outputs:
  said: {value: {get_attr: [all, deploy_stdouts]}}
  urls: {value: {get_attr: [all, url]}}
  one: {value: {get_attr: [all, url, a]}}
`;

test('a group of deployments has one for each server, by its key, with all else of the group', () => {
  const { graph } = renderSample(group('{a: local, b: local}'));
  assert.equal(graph.nodes.get('all')?.kind, 'container');
  const member = graph.nodes.get('all/b');
  assert.ok(member?.kind === 'resource');
  assert.equal(member.type, 'OS::Heat::SoftwareDeployment');
  assert.equal(member.within, 'all');
  assert.deepEqual(new Set(member.properties.keys()), new Set(['config', 'input_values', 'name', 'server']));
  assert.equal(member.properties.get('server'), 'local');
});

test('attributes of a group are maps of those of its members', () => {
  const sample = renderSample(group('{a: local, b: local}'));
  const later = (address: string, name: string) => new Unknown({ kind: 'attribute', address, path: [name] });
  assert.deepEqual(
    outputOf(sample, 'said'),
    new Map([
      ['a', later('all/a', 'deploy_stdout')],
      ['b', later('all/b', 'deploy_stdout')],
    ]),
  );
  assert.deepEqual(
    outputOf(sample, 'urls'),
    new Map([
      ['a', later('all/a', 'url')],
      ['b', later('all/b', 'url')],
    ]),
  );
  assert.deepEqual(outputOf(sample, 'one'), later('all/a', 'url'));
});

test('what no member of a group has is found out when it is asked', () => {
  const asking = (name: string): string =>
    group('{a: local}').replace(
      'outputs:\n',
      `  v: {type: OS::Heat::Value, properties: {value: {get_attr: [all, ${name}]}}}\noutputs:\n`,
    );
  for (const name of ['show', 'nope']) {
    assert.match(
      problemsOf(asking(name)).join(),
      new RegExp(`member-unknown: "all" has no output or member "${name}"`),
    );
  }
});

test('a group of structured deployments has structured ones', () => {
  const { graph } = renderSample(group('{a: local}', 'Structured'));
  assert.equal(graph.nodes.get('all/a')?.type, 'OS::Heat::StructuredDeployment');
});

test('a key that can be no name, and servers that are no map, are told at their place', () => {
  assert.match(problemsOf(group('{a/b: local}')).join(), /property-value.*"a\/b"/);
  assert.match(problemsOf(group('[local]')).join(), /property-value.*not a map/);
});

test('a problem of all members is told once', () => {
  assert.equal(
    problemsOf(group('{a: local, b: local}').replace('port: 80}', 'port: 80}\n      actions: [EXPLODE]')).length,
    1,
  );
});
