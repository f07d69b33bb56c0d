import assert from 'node:assert/strict';
import { test } from 'node:test';
import { containsUnknown } from '../hot/marks.ts';
import { Tainted } from '../hot/value.ts';
import { graphConfigs } from './graph-configs.ts';
import { outputOf, problemsOf, renderSample } from './testing/render-sample.ts';

/** Recorded from Heat but for the boundary, which is random there. */
const message = `Content-Type: multipart/mixed; boundary="BOUNDARY"
MIME-Version: 1.0

--BOUNDARY
Content-Type: text/x-shellscript; charset="us-ascii"
MIME-Version: 1.0
Content-Transfer-Encoding: 7bit

#!/bin/sh
--BOUNDARY
Content-Type: text/plain; charset="us-ascii"
MIME-Version: 1.0
Content-Transfer-Encoding: 7bit

#cloud-config
a: 1

--BOUNDARY--
`;

const body = `
resources:
  mime:
    type: OS::Heat::MultipartMime
    properties:
      parts:
        - {config: {get_resource: script}, subtype: x-shellscript}
        - {config: {get_resource: cloud}}
  again:
    type: OS::Heat::MultipartMime
    properties: {parts: [{config: {get_resource: mime}, type: multipart}]}
  script: {type: OS::Heat::SoftwareConfig, properties: {config: '#!/bin/sh'}}
  cloud: {type: OS::Heat::CloudConfig, properties: {cloud_config: {a: 1}}}
outputs:
  cloud: {value: {get_attr: [cloud, config]}}
  mime: {value: {get_attr: [mime, config]}}
  again: {value: {get_attr: [again, config]}}
  all: {value: {get_attr: [cloud]}}
`;

function withoutBoundary(text: unknown): string {
  const written = String(text);
  return written.replaceAll(/boundary="([^"]*)"/.exec(written)?.[1] ?? '-', 'BOUNDARY');
}

test('cloud-init is given a map as YAML, and texts and configs as the parts of a message', () => {
  const revision = renderSample(body);
  assert.equal(outputOf(revision, 'cloud'), '#cloud-config\na: 1\n');
  assert.deepEqual(outputOf(revision, 'all'), new Map([['config', '#cloud-config\na: 1\n']]));
  assert.equal(withoutBoundary(outputOf(revision, 'mime')), message);
  assert.equal(withoutBoundary(outputOf(revision, 'again')), message);
});

test('the same parts give the same message, and files show it', () => {
  const [one, two] = [renderSample(body), renderSample(body)];
  assert.equal(outputOf(one, 'mime'), outputOf(two, 'mime'));
  assert.equal(one.files.get('configs/mime/config'), outputOf(one, 'mime'));
  assert.equal(one.files.get('configs/cloud/config'), '#cloud-config\na: 1\n');
  const resources = [...one.graph.nodes.values()].filter((node) => node.kind === 'resource');
  assert.equal(graphConfigs(resources).size, 4);
});

test('a part that has no text is told', () => {
  assert.match(
    problemsOf(`
resources:
  m: {type: OS::Heat::MultipartMime, properties: {parts: [{config: {get_resource: s}}]}}
  s: {type: OS::Heat::StructuredConfig, properties: {config: {a: 1}}}
`).join('\n'),
    /template.yaml:4:3 function-argument: Part 0 of the message is no text/,
  );
});

test('what is not known yet or secret is so in the text that is made of it', () => {
  const revision = renderSample(
    `
parameters: {p: {type: string, hidden: true}}
resources:
  r: {type: OS::Heat::RandomString}
  later: {type: OS::Heat::CloudConfig, properties: {cloud_config: {password: {get_attr: [r, value]}}}}
  secret: {type: OS::Heat::CloudConfig, properties: {cloud_config: {password: {get_param: p}}}}
  mime: {type: OS::Heat::MultipartMime, properties: {parts: [{config: {get_resource: later}}, {config: {get_resource: secret}}]}}
outputs:
  later: {value: {get_attr: [later, config]}}
  secret: {value: {get_attr: [secret, config]}}
  mime: {value: {get_attr: [mime, config]}}
  reference: {value: {get_resource: mime}}
`,
    { set: { p: 'x' } },
  );
  assert.ok(containsUnknown(outputOf(revision, 'later') ?? null));
  const secret = outputOf(revision, 'secret');
  assert.ok(secret instanceof Tainted && secret.value === '#cloud-config\npassword: x\n');
  assert.ok(containsUnknown(outputOf(revision, 'mime') ?? null));
  assert.ok(containsUnknown(outputOf(revision, 'reference') ?? null));
});
