import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { explanation, knownDifferences } from './known-differences.ts';

test('every difference that is known by a rule is told in docs/hot-conformance.md with its reason', () => {
  const page = readFileSync(`${import.meta.dirname}/../../docs/hot-conformance.md`, 'utf8');
  for (const { name } of knownDifferences)
    assert.match(page, new RegExp(`^\\| \`${name}\` \\| .{40,} \\|$`, 'm'), name);
});

test('a set in another order is known, and other members are not', () => {
  const asked = { heat: null, tyto: null, line: '{"template": "outputs: {o: {value: !!set {a, b}}}"}' };
  const answers = (tyto: readonly string[]) => [{ what: 'output o', heat: ['b', 'a'], tyto }];
  assert.equal(explanation(answers(['a', 'b']), asked), 'order-of-set');
  assert.equal(explanation(answers(['a', 'c']), asked), undefined);
  assert.equal(explanation(answers(['a', 'b']), { ...asked, line: '{}' }), undefined);
});

test('an attribute is lost only of a resource whose metadata ask for others', () => {
  const template = (metadata: string): string =>
    JSON.stringify({
      template: `resources: {r: {type: T, metadata: ${metadata}}}\noutputs: {o: {value: [{get_attr: [r, v]}]}, p: {value: 1}}\n`,
    });
  const named = (what: string, line: string) =>
    explanation([{ what, heat: null, tyto: 1 }], { heat: null, tyto: null, line });
  const line = template('{m: {get_attr: [s, v]}}');
  assert.equal(named('error of output o', line), 'attributes-in-metadata');
  assert.equal(named('output p', line), undefined);
  assert.equal(named('after output o', line), undefined);
  assert.equal(named('output o', template('{m: {get_param: p}}')), undefined);
});

test('a number and its text are one name to groups, and two numbers are not', () => {
  const named = (path: string) => {
    const template = `resources: {g: {type: OS::Heat::ResourceGroup}}\noutputs: {o: {value: [{get_attr: [g, v, 0]}, {get_attr: ${path}}]}}\n`;
    const asked = { heat: null, tyto: null, line: JSON.stringify({ template }) };
    return explanation([{ what: 'output o', heat: [null], tyto: ['t'] }], asked);
  };
  assert.equal(named('[g, v, "0"]'), 'number-in-path');
  assert.equal(named('[g, v, 1]'), undefined);
});

test('an override for one resource that maps a type to another is known where it spreads, and one to a template is not', () => {
  const asked = (target: string) => ({
    heat: null,
    tyto: null,
    line: JSON.stringify({
      template: '',
      env: `resource_registry: {resources: {r: {"OS::Heat::Value": "${target}"}}}`,
    }),
  });
  const differences = [{ what: 'output o', heat: null, tyto: 1 }];
  assert.equal(explanation(differences, asked('OS::Heat::None')), 'override-that-spreads');
  assert.equal(explanation(differences, asked('child.yaml')), undefined);
  assert.equal(explanation([{ what: 'status', heat: 'REFUSED', tyto: 'VALID' }], asked('OS::Heat::None')), undefined);
});

test('what Heat took and went to a cloud with may not be refused', () => {
  const reason = 'Resource CREATE failed: ConnectFailure: resources.r0: Unable to establish connection to http://x';
  const heat = new Map([
    ['status', 'CREATE_FAILED'],
    ['reason', reason],
  ]);
  const refusing = (path: string) => ({
    heat,
    tyto: new Map([['errors', [new Map([['path', path]])]]]),
    line: '{}',
  });
  const differences = [{ what: 'status', heat: 'CREATE_FAILED', tyto: 'REFUSED' }];
  assert.equal(explanation(differences, refusing('resources.r1.properties.a')), 'when-told');
  assert.equal(explanation(differences, refusing('resources.r0.properties.a')), undefined);
});
