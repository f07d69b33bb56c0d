import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ExplainSample, explained, tryExplain } from './testing/explain-sample.ts';

const nested = `heat_template_version: wallaby
parameters:
  greeting: {type: string}
  extra: {type: string, default: zz}
resources:
  inner:
    type: OS::Heat::Value
    properties: {value: {list_join: [' ', [{get_param: greeting}, {get_param: extra}]]}}
outputs:
  said: {value: {get_attr: [inner, value]}}
`;

const stacks = `resources:
  outer:
    type: Local::Greeter
    properties:
      greeting: {str_replace: {template: hello X, params: {X: you}}}
  group:
    type: OS::Heat::ResourceGroup
    properties:
      count: 2
      resource_def:
        type: nested.yaml
        properties: {greeting: 'member %index%', extra: '7'}
  all:
    type: OS::Heat::Value
    properties: {value: {get_attr: [group, said]}}
outputs:
  said: {value: {get_attr: [outer, said]}}
`;

const withNested: ExplainSample = {
  files: { 'nested.yaml': nested, 'env.yaml': 'resource_registry:\n  Local::Greeter: nested.yaml\n' },
  environments: ['env.yaml'],
};

test('a value is followed through an output, a nested stack that a registry maps, and its parameters', () => {
  assert.deepEqual(explained(stacks, 'said', withNested), [
    'outputs.said = "hello you zz"',
    '  output said ← template.yaml:18:17',
    '    attribute outer@said ← template.yaml:18:17',
    '      output outer@said ← nested.yaml:10:17',
    '        attribute outer/inner@value ← nested.yaml:10:17',
    '          literal by list_join ← nested.yaml:8:38',
    '          parameter greeting "hello you" by list_join ← nested.yaml:8:44',
    '            property outer:greeting "hello you" wins ← template.yaml:6:17',
    '              literal by str_replace ← template.yaml:6:42',
    '              literal by str_replace ← template.yaml:6:63',
    '          parameter extra "zz" by list_join ← nested.yaml:8:67',
    '            default "zz" wins ← nested.yaml:4:34',
  ]);
  assert.deepEqual(explained(stacks, 'outputs.said', withNested), explained(stacks, 'said', withNested));
});

test('of a stack that is given its template, the output and what stands among its parameters are followed', () => {
  const body = `resources:
  other:
    type: OS::Heat::Stack
    properties:
      template: {get_file: nested.yaml}
      parameters:
        greeting: {str_replace: {template: hello X, params: {X: you}}}
outputs:
  said: {value: {get_attr: [other, outputs, said]}}
`;
  assert.deepEqual(explained(body, 'said', { files: { 'nested.yaml': nested } }), [
    'outputs.said = "hello you zz"',
    '  output said ← template.yaml:10:17',
    '    attribute other@outputs.said ← template.yaml:10:17',
    '      output other@said ← nested.yaml:10:17',
    '        attribute other/inner@value ← nested.yaml:10:17',
    '          literal by list_join ← nested.yaml:8:38',
    '          parameter greeting "hello you" by list_join ← nested.yaml:8:44',
    '            property other:parameters.greeting "hello you" wins ← template.yaml:8:19',
    '              literal by str_replace ← template.yaml:8:44',
    '              literal by str_replace ← template.yaml:8:65',
    '          parameter extra "zz" by list_join ← nested.yaml:8:67',
    '            default "zz" wins ← nested.yaml:4:34',
  ]);
});

test("a group's attribute comes from its members, each with what its definition says and its own name", () => {
  assert.deepEqual(explained(stacks, 'all:value[1]', withNested), [
    'all:value[1] = "member 1 7"',
    '  attribute group@said[1] ← template.yaml:16:25',
    '    output group/1@said ← nested.yaml:10:17',
    '      attribute group/1/inner@value ← nested.yaml:10:17',
    '        literal by list_join ← nested.yaml:8:38',
    '        parameter greeting "member 1" by list_join ← nested.yaml:8:44',
    '          property group/1:greeting "member 1" wins ← template.yaml:13:32',
    '            literal ← template.yaml:13:32',
    '            index %index% "1" ← template.yaml:12:9',
    '        parameter extra "7" by list_join ← nested.yaml:8:67',
    '          property group/1:extra "7" wins ← template.yaml:13:57',
    '            literal ← template.yaml:13:57',
    '          default "zz" loses ← nested.yaml:4:34',
  ]);
  assert.deepEqual(explained(stacks, 'group/0:greeting', withNested).slice(1), [
    '  literal ← template.yaml:13:32',
    '  index %index% "0" ← template.yaml:12:9',
  ]);
});

test('of what a group gathers only the member that is meant is told', () => {
  const own = `${stacks}  ref: {value: {get_attr: [group, refs, 1]}}\n  map: {value: {get_attr: [group, attributes, said]}}\n`;
  assert.deepEqual(explained(own, 'ref', withNested), [
    'outputs.ref = "group/1"',
    '  output ref ← template.yaml:19:16',
    '    attribute group@refs[1] ← template.yaml:19:16',
    '      resource group/1 ← template.yaml:7:3',
    '        resource group/1 ← template.yaml:7:3',
  ]);
  assert.equal(explained(own, 'outputs.map.0', withNested)[3], '      output group/0@said ← nested.yaml:10:17');
  assert.deepEqual(explained(own, 'group@attributes.said.1', withNested).slice(0, 2), [
    'group@attributes.said.1 = "member 1 7"',
    '  output group/1@said ← nested.yaml:10:17',
  ]);
  assert.equal(explained(own, 'group@refs_map.0', withNested).length, 3);
});

test('what a parameter was given in many places comes by precedence, the winner first', () => {
  const body = `parameters: {port: {type: string, default: '80'}}
resources:
  v: {type: OS::Heat::Value, properties: {value: {get_param: port}}}
`;
  const environments = ['plan.yaml'];
  const files = { 'plan.yaml': 'parameters: {port: "81"}\nparameter_defaults: {port: "82"}\n' };
  const given = {
    'environments/0-env.yaml': 'parameters: {port: "83"}\n',
    'environments/1-env.yaml': 'parameters: {port: null}\nparameter_defaults: {port: "84"}\n',
  };
  const unset = explained(body, 'v:value', { environments, files, given });
  assert.deepEqual(unset, [
    'v:value = "83"',
    '  parameter port "83" ← template.yaml:4:50',
    '    environment inputs:environments/1-env.yaml null loses ← inputs:environments/1-env.yaml:1:20',
    '    environment inputs:environments/0-env.yaml "83" wins ← inputs:environments/0-env.yaml:1:20',
    '    environment plan.yaml "81" loses ← plan.yaml:1:20',
    '    parameter_defaults inputs:environments/1-env.yaml "84" loses ← inputs:environments/1-env.yaml:2:28',
    '    parameter_defaults plan.yaml "82" loses ← plan.yaml:2:28',
    '    default "80" loses ← template.yaml:2:44',
  ]);
  const set = explained(body, 'v:value', { environments, files, given, set: { port: '90' } });
  assert.equal(set[2], '    set port "90" wins ← inputs:deployment.yaml:10:9');
  assert.equal(set.filter((line) => line.includes(' wins ')).length, 1);
});

test('environments that are merged join; of a map the one that has the key wins', () => {
  const body = `parameters: {map: {type: json}, text: {type: string}}
resources:
  v: {type: OS::Heat::Value, properties: {value: [{get_param: [map, a]}, {get_param: text}], type: comma_delimited_list}}
`;
  const files = {
    'one.yaml': 'parameter_merge_strategies: {default: merge}\nparameters: {map: {a: 1, b: 2}, text: x}\n',
    'two.yaml': 'parameters: {map: {b: 3}, text: y}\n',
  };
  const lines = explained(body, 'v:value', { environments: ['one.yaml', 'two.yaml'], files });
  assert.deepEqual(lines, [
    'v:value[0] = 1',
    '  parameter map.a 1 ← template.yaml:4:51',
    '    environment two.yaml {"b":3} loses ← two.yaml:1:19',
    '    environment one.yaml 1 wins ← one.yaml:2:23',
    'v:value[1] = "xy"',
    '  parameter text "xy" ← template.yaml:4:74',
    '    environment two.yaml "y" joins ← two.yaml:1:33',
    '    environment one.yaml "x" joins ← one.yaml:2:39',
  ]);
});

test('environments that are merged as the client merges them join part by part', () => {
  const body = `
parameters: {map: {type: json, default: {}}, text: {type: string, default: d}}
resources:
  v: {type: OS::Heat::Value, properties: {value: [{get_param: map}, {get_param: [map, a]}, {get_param: text}], type: comma_delimited_list}}
`;
  const files = {
    'one.yaml': 'parameters: {map: {a: 1, b: 2}, text: x}\n',
    'two.yaml': 'parameters: {map: {b: 3}, text: null}\n',
  };
  const lines = explained(body, 'v:value', { environments: ['one.yaml', 'two.yaml'], files, merge: 'client' });
  assert.deepEqual(lines, [
    'v:value[0].a = 1',
    '  parameter map.a 1 ← template.yaml:5:51',
    '    environment two.yaml {"b":3} loses ← two.yaml:1:19',
    '    environment one.yaml 1 wins ← one.yaml:1:23',
    '    default {} loses ← template.yaml:3:41',
    'v:value[0].b = 3',
    '  parameter map.b 3 ← template.yaml:5:51',
    '    environment two.yaml 3 wins ← two.yaml:1:23',
    '    environment one.yaml 2 loses ← one.yaml:1:29',
    '    default {} loses ← template.yaml:3:41',
    'v:value[1] = 1',
    '  parameter map.a 1 ← template.yaml:5:69',
    '    environment two.yaml {"b":3} loses ← two.yaml:1:19',
    '    environment one.yaml 1 wins ← one.yaml:1:23',
    '    default {} loses ← template.yaml:3:41',
    'v:value[2] = "d"',
    '  parameter text "d" ← template.yaml:5:92',
    '    environment two.yaml null loses ← two.yaml:1:33',
    '    environment one.yaml "x" loses ← one.yaml:1:39',
    '    default "d" wins ← template.yaml:3:76',
  ]);
});

test('a condition is told with what decided it, and only the branch that was taken', () => {
  const body = `parameters: {size: {type: number, default: 3}}
conditions:
  big: {equals: [{get_param: size}, 9]}
  small: {not: big}
resources:
  v: {type: OS::Heat::Value, properties: {value: {if: [small, little, large]}}}
outputs:
  none: {value: 1, condition: big}
`;
  assert.deepEqual(explained(body, 'v:value'), [
    'v:value = "little"',
    '  literal by if ← template.yaml:7:63',
    '  condition small true decides by if ← template.yaml:7:56',
    '    condition big false decides by not ← template.yaml:5:16',
    '      parameter size 3 decides by equals ← template.yaml:4:18',
    '        default 3 wins ← template.yaml:2:44',
    '      literal decides by equals ← template.yaml:4:37',
  ]);
  assert.deepEqual(explained(body, 'none').slice(0, 3), [
    'outputs.none = null',
    '  output none ← template.yaml:9:17',
    '    condition big false decides ← template.yaml:9:31',
  ]);
});

test('a long chain is followed as far as anybody reads', () => {
  const links = Array.from(
    { length: 3000 },
    (_, index) => `  r${index + 1}: {type: OS::Heat::Value, properties: {value: {get_attr: [r${index}, value]}}}`,
  );
  const body = `resources:\n  r0: {type: OS::Heat::Value, properties: {value: end}}\n${links.join('\n')}\n`;
  assert.equal(explained(body, 'r50:value').length, 52);
  const lines = explained(body, 'r3000:value');
  assert.ok(lines.length > 50 && lines.length < 3000);
  assert.match(lines.at(-1) ?? '', / cut$/);
});

test('what is not written is explained by its default, of a nested template or of a type', () => {
  assert.deepEqual(explained(stacks, 'outer:extra', withNested), [
    'outer:extra = "zz"',
    '  default "zz" wins ← nested.yaml:4:34',
  ]);
  assert.deepEqual(explained(stacks, 'group:index_var', withNested), [
    'group:index_var = "%index%"',
    '  default OS::Heat::ResourceGroup "%index%"',
  ]);
});

test('what does not exist is a problem with the nearest name that does', () => {
  const told = (asked: string) =>
    tryExplain(stacks, asked, withNested).problems.map(({ message, hint }) => `${message}. ${hint ?? ''}`);
  assert.deepEqual(told('outr'), ['"d" has no resource or output "outr". Did you mean "outer"?']);
  assert.deepEqual(told('outer:greting'), ['"outer" has no property "greting". Did you mean "greeting"?']);
  assert.deepEqual(told('outer@sad'), ['"outer" has no output or member "sad". Did you mean "said"?']);
  assert.deepEqual(told('outputs.sayd'), ['"d" has no output "sayd". Did you mean "said"?']);
  assert.deepEqual(told('all:value[7]'), ['"all:value" has no part "7". One of: 0, 1']);
  assert.deepEqual(told('inventry.yaml:1'), [
    'The revision has no file "inventry.yaml". Did you mean "inventory.yaml"?',
  ]);
  assert.deepEqual(told('inventory.yaml:99'), ['"inventory.yaml" has no line 99. ']);
  assert.equal(tryExplain(stacks, 'a:b:c', withNested).problems[0]?.code, 'usage');
});
