import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { Difference } from './compare-answers.ts';
import { knownBy } from './explain-differences.ts';
import type { Disagreement } from './known-difference.ts';
import { knownDifferences } from './known-differences.ts';

/** The name of what explains the first of the differences; undefined where one of them is not known. */
function explanation(differences: readonly Difference[], asked: Disagreement): string | undefined {
  return knownBy(differences, asked)?.[0]?.rule.name;
}

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

test('a group of another type is asked for what was asked before, and one of the same type is not', () => {
  const template = (type: string) => `resources: {g: {type: G, properties: {resource_def: {type: ${type}}}}}`;
  const reason =
    'StackValidationFailed: resources.g: outputs.a, o.value[0].get_attr: The Referenced Attribute (0 o) is incorrect.';
  const known = (type: string) => {
    const line = JSON.stringify({ template: template('a.yaml'), update: { template: template(type) } });
    const heat = new Map([['after', new Map([['reason', reason]])]]);
    const difference = { what: 'after status', heat: 'UPDATE_FAILED', tyto: 'UPDATE_COMPLETE' };
    return explanation([difference], { heat, tyto: null, line });
  };
  assert.equal(known('b.yaml'), 'attributes-asked-before');
  assert.equal(known('a.yaml'), undefined);
});

test('a value that YAML alone has is known by its own tag', () => {
  const named = (type: string, line: string) => {
    const heat = new Map([['error', `Parameter 'p' is invalid: Object of type ${type} is not JSON serializable`]]);
    const differences = [{ what: 'status', heat: 'REFUSED', tyto: 'CREATE_COMPLETE' }];
    return explanation(differences, { heat, tyto: null, line });
  };
  assert.equal(named('set', '!!set {a}'), 'yaml-alone-in-environment');
  assert.equal(named('bytes', '!!binary AA=='), 'yaml-alone-in-environment');
  assert.equal(named('set', '!!binary AA=='), undefined);
  assert.equal(named('date', '!!set {a}'), undefined);
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

test('wrong properties are known where the resource is only taken in, and nowhere else', () => {
  const named = (path: string) => {
    const template = 'resources: {a: {type: T, external_id: x}, b: {type: T}}\n';
    const tyto = new Map([
      [
        'errors',
        [
          new Map([
            ['code', 'function-argument'],
            ['path', path],
          ]),
        ],
      ],
    ]);
    const differences = [{ what: 'status', heat: 'CREATE_COMPLETE', tyto: 'REFUSED' }];
    return explanation(differences, { heat: null, tyto, line: JSON.stringify({ template }) });
  };
  assert.equal(named('resources.a.properties.value'), 'properties-of-what-is-taken-in');
  assert.equal(named('resources.b.properties.value'), undefined);
  assert.equal(named('resources.a.metadata'), undefined);
  const lacking = (name: string) => {
    const template = 'resources: {a: {type: T, external_id: x}, b: {type: T}}\n';
    const heat = `The Referenced Attribute (${name} value) is incorrect.`;
    const asked = { heat: null, tyto: null, line: JSON.stringify({ template }) };
    return explanation([{ what: 'error of output o', heat, tyto: 'v' }], asked);
  };
  assert.equal(lacking('a'), 'properties-of-what-is-taken-in');
  assert.equal(lacking('b'), undefined);
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
  assert.equal(explanation(differences, refusing('resources.r1.properties.a')), 'made-by-a-cloud');
  assert.equal(explanation(differences, refusing('resources.r0.properties.a')), undefined);
});

test('a rare digest explains what fails for it, and no value of another output', () => {
  const line = '{"template": "outputs: {o: {value: {digest: [sm3, x]}}, p: {value: 1}}"}';
  const tyto = new Map([['errors', [new Map([['message', '"digest" has no algorithm "sm3"']])]]]);
  const named = (what: string) => explanation([{ what, heat: 'd', tyto: 1 }], { heat: null, tyto, line });
  assert.equal(named('error of output o'), 'rare-digest');
  assert.equal(named('output p'), undefined);
});

test('what a deployment gives is not known, and all else of a stack that has one is', () => {
  const asked = { heat: null, tyto: null, line: '{"template": "r: {type: OS::Heat::SoftwareDeployment}"}' };
  const named = (what: string, tyto: string) => explanation([{ what, heat: null, tyto }], asked);
  assert.equal(named('error of output o', 'Output "o" waits for d:deploy_stdout'), 'outputs-of-deployments');
  assert.equal(named('error of output o', 'There is no parameter "d"'), undefined);
  assert.equal(named('output p', 'x'), undefined);
});

test('a refusal without errors is known by none of its errors, and an output may be called status', () => {
  const asked = { heat: null, tyto: new Map(), line: '{"template": "get_resource", "envs": []}' };
  const named = (what: string) => explanation([{ what, heat: 'CREATE_COMPLETE', tyto: 'REFUSED' }], asked);
  assert.equal(named('status'), undefined);
  const failing = { ...asked, heat: new Map([['reason', 'Test Resource failed r']]) };
  const differences = (what: string) => [{ what, heat: 'CREATE_FAILED', tyto: 'CREATE_COMPLETE' }];
  assert.equal(explanation(differences('status'), failing), 'failing-test-resource');
  assert.equal(explanation(differences('output status'), failing), undefined);
});
