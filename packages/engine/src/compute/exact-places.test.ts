import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Value } from '../hot/value.ts';
import { readCase } from './answer-case.ts';
import { validateLooseStack } from './validate-loose-stack.ts';

const value = 'type: OS::Heat::Value';
const group = (definition: string, rest = '') =>
  `resources:\n  g: {type: OS::Heat::ResourceGroup, ${rest}properties: {count: 2, resource_def: ${definition}}}\n`;
const output = (written: string) => `outputs:\n  o: {value: ${written}}\n`;

/** Templates with one mistake each, `«` where it must be told. */
const templates: readonly string[] = [
  '«paramaters»: {}\n',
  'parameters:\n  p: {type: «integer»}\n',
  'parameters:\n  p: {type: string, «defualt»: 1}\n',
  'parameters:\n  p: {type: number, default: «many»}\n',
  'parameters:\n  p: {type: string, constraints: [{«range»: {max: 3}}]}\n',
  'parameters:\n  p: {type: string, constraints: [{length: {max: «three»}}]}\n',
  'parameters:\n  p: {type: string, default: a, constraints: [{custom_constraint: «ip_adr»}]}\n',
  'parameter_groups: [{«lable»: a, parameters: []}]\n',
  'conditions:\n  c: {and: [true, «d»]}\n',
  'conditions:\n  c: {equals: [{get_param: «q»}, a]}\n',
  `conditions: {c: true}\nresources:\n  r: {${value}, condition: «d», properties: {value: 1}}\n`,
  'resources:\n  r: {type: «OS::Heat::Valu»}\n',
  'resources:\n  r: {type: «nope.yaml»}\n',
  `resources:\n  r: {${value}, depends_on: [«s»], properties: {value: 1}}\n`,
  `resources:\n  a: {${value}, depends_on: «b», properties: {value: 1}}\n  b: {${value}, depends_on: a, properties: {value: 1}}\n`,
  `resources:\n  r: {${value}, deletion_policy: «keep», properties: {value: 1}}\n`,
  `resources:\n  r: {${value}, metadata: {a: [{get_param: «q»}]}, properties: {value: 1}}\n`,
  `resources:\n  r: {${value}, properties: {«valu»: 1}}\n`,
  `resources:\n  r: {${value}, properties: «{type: string}»}\n`,
  'resources:\n  r: {type: OS::Heat::RandomString, properties: {character_classes: [{class: letters}, {«clas»: digits}]}}\n',
  'resources:\n  r: {type: OS::Heat::RandomString, properties: {character_classes: [{class: letters}, {class: «digit»}]}}\n',
  group(`{${value}, properties: {value: 1}}`, 'update_policy: {«rolling»: {}}, '),
  group(`{${value}, properties: {value: 1}}`, 'update_policy: {rolling_update: {max_batch_size: «0»}}, '),
  group('{type: «OS::Heat::Valu»}'),
  group(`{${value}, properties: {«valu»: 1}}`),
  group('{type: OS::Heat::RandomString, properties: {length: «many»}}'),
  group(
    '{type: OS::Heat::ResourceGroup, properties: {resource_def: {type: OS::Heat::Value, properties: {«valu»: 1}}}}',
  ),
  `resources:\n  g: {type: OS::Heat::ResourceChain, properties: {resources: [OS::Heat::None, «OS::Heat::Nope»]}}\n`,
  output('{get_param: [«q», a]}'),
  output('{get_attr: [«queue», a]}'),
  `resources:\n  r: {${value}, properties: {value: 1}}\n${output('{get_attr: [r, «valu»]}')}`,
  output('{get_file: «q.txt»}'),
  output('{str_replace: {template: a, params: {a: {get_param: «q»}}}}'),
  output('{str_replace: {template: a, «parms»: {}}}'),
  output('{list_join: [",", «a»]}'),
  output('{map_merge: [{a: 1}, «[b]»]}'),
  output('{map_replace: [{a: 1}, {«kes»: {}}]}'),
  output('{repeat: {template: a, for_each: {a: «b»}}}'),
  output('{digest: [«nope», a]}'),
  output('{yaql: {expression: «$.data.nope()», data: 1}}'),
  output('{make_url: {«schema»: http, host: a}}'),
  output('«!foo» a'),
  output('«*a»'),
];

function told(text: string): readonly string[] {
  const template = `heat_template_version: 2021-04-16\n${text}`.replaceAll(/[«»]/g, '');
  const loose = readCase(new Map<string, Value>([['template', template]]));
  assert.ok(typeof loose !== 'string');
  return validateLooseStack(loose, () => 0).problems.map(({ at }) => `${at?.line}:${at?.column}`);
}

/** Where a text has its mark, below the line of the version. */
function marked(text: string): string {
  const lines = text.slice(0, text.indexOf('«')).split('\n');
  return `${lines.length + 1}:${(lines.at(-1) ?? '').length + 1}`;
}

test('a mistake is told once, exactly where it is written', () => {
  for (const text of templates) assert.deepEqual(told(text), [marked(text)], text);
});
