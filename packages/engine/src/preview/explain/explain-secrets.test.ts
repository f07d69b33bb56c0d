import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encodeValue } from '../../hot/codec.ts';
import type { Explanation, Reason } from './explanation.ts';
import { type ExplainSample, tryExplain } from './testing/explain-sample.ts';

const planted = 'planted-secret';

function everythingOf(body: string, asked: string, sample: ExplainSample): string {
  const { value, problems } = tryExplain(body, asked, sample);
  assert.ok(value !== undefined, problems[0]?.message);
  return textOf(value);
}

function textOf({ parts }: Explanation): string {
  const reason = ({ value, reasons, ...rest }: Reason): string =>
    [JSON.stringify(rest), value === undefined ? '' : encodeValue(value), ...reasons.map(reason)].join('\n');
  return parts
    .flatMap(({ name, value, reasons }) => [
      name,
      value === undefined ? '' : encodeValue(value),
      ...reasons.map(reason),
    ])
    .join('\n');
}

const body = `parameters:
  password: {type: string, hidden: true, default: ${planted}-default}
  plain: {type: string, default: open}
resources:
  v: {type: OS::Heat::Value, properties: {value: {list_join: ['', [{get_param: password}, {get_param: plain}]]}}}
  n: {type: nested.yaml, properties: {pw: ${planted}-property, other: {get_param: plain}}}
  m: {type: nested.yaml, properties: {pw: "${planted.replace('s', '\\x73')}", other: x}}
outputs:
  both: {value: [{get_attr: [n, both]}, {get_attr: [v, value]}]}
`;

const sample: ExplainSample = {
  files: {
    'nested.yaml': `heat_template_version: wallaby
parameters: {pw: {type: string, hidden: true}, other: {type: string}}
outputs:
  both: {value: {list_join: [' ', [{get_param: pw}, {get_param: other}]]}}
`,
    'env.yaml': `parameters: {password: ${planted}-environment, plain: said}\n`,
    'later.yaml': `parameters: {password: "${planted.replace('p', '\\x70')}-later", plain: done}\n`,
  },
  environments: ['env.yaml', 'later.yaml'],
};

for (const asked of ['v:value', 'n:pw', 'm:pw', 'n:other', 'n', 'm', 'outputs.both', 'n@both', 'v']) {
  test(`explaining ${asked} shows no secret, in clear or as it is written`, () => {
    const text = everythingOf(body, asked, sample);
    assert.doesNotMatch(text, /planted|\\x7[03]/);
    assert.match(text, /"at":/);
  });
}

test('where the value of a hidden parameter comes from is told, without lines and values', () => {
  const text = everythingOf(body, 'v:value', sample);
  for (const at of ['later.yaml', 'env.yaml', 'template.yaml']) assert.ok(text.includes(`"file":"${at}"`), at);
  assert.match(text, /"outcome":"wins"/);
});

test('other lines are shown', () => {
  const text = everythingOf(`resources:\n  v: {type: OS::Heat::Value, properties: {value: shown}}\n`, 'v:value', {});
  assert.match(text, /"line":" {2}v: \{type: OS::Heat::Value, properties: \{value: shown\}\}"/);
});
