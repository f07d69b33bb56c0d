import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Tainted } from '../hot/value.ts';
import { memorySecrets, outputOf, problemsOf, renderSample, template } from './testing/render-sample.ts';

const secret = 'correct horse battery';

test('a hidden parameter and all that is derived from it is nowhere in clear', () => {
  const files = {
    'c.yaml': template(
      "parameters: {pw: {type: string}}\nresources: {v: {type: OS::Heat::Value, properties: {value: {list_join: ['', [pre-, {get_param: pw}]]}}}}\noutputs: {o: {value: {get_attr: [v, value]}}}\n",
    ),
  };
  const revision = renderSample(
    `
parameters: {pw: {type: string, hidden: true}}
resources:
  conf: {type: OS::Heat::SoftwareConfig, properties: {group: script, config: {str_replace: {template: 'echo PW', params: {PW: {get_param: pw}}}}}}
  d: {type: OS::Heat::SoftwareDeployment, properties: {config: {get_resource: conf}, server: local, input_values: {pw: {get_param: pw}}}}
  m: {type: c.yaml, properties: {pw: {get_param: pw}}}
  g: {type: OS::Heat::ResourceGroup, properties: {count: 1, resource_def: {type: OS::Heat::Value, properties: {value: {list_join: ['%index%', [{get_param: pw}, '']]}}}}}
outputs:
  m: {value: {get_attr: [m, o]}}
  conf: {value: {get_resource: conf}}
  g: {value: {get_attr: [g, value]}}
`,
    { files, set: { pw: secret } },
  );
  for (const [path, text] of revision.files) {
    assert.ok(!text.includes(secret) && !text.includes('horse'), path);
  }
  const output = outputOf(revision, 'm');
  assert.ok(output instanceof Tainted);
  assert.equal(output.value, `pre-${secret}`);
  assert.match(revision.files.get('tyto/graph.json') ?? '', /"secret": "d\/pw"/);
});

test('a hidden parameter of a nested stack is a secret of its own name', () => {
  const files = {
    'c.yaml': template('parameters: {pw: {type: string, hidden: true}}\noutputs: {o: {value: {get_param: pw}}}\n'),
  };
  const revision = renderSample(
    'resources: {m: {type: c.yaml, properties: {pw: in-clear}}}\noutputs: {o: {value: {get_attr: [m, o]}}}\n',
    { files },
  );
  assert.deepEqual(outputOf(revision, 'o'), new Tainted('in-clear', { kind: 'secret', name: 'd/m.pw', version: 1 }));
});

test('a digest follows the version of a secret and not its value', () => {
  const body = `
parameters: {pw: {type: string, hidden: true}}
resources: {conf: {type: OS::Heat::SoftwareConfig, properties: {config: {get_param: pw}}}}
outputs: {o: {value: {get_resource: conf}}}
`;
  const secrets = memorySecrets();
  const first = outputOf(renderSample(body, { secrets, set: { pw: 'one' } }), 'o');
  const second = outputOf(renderSample(body, { secrets, set: { pw: 'two' } }), 'o');
  const elsewhere = outputOf(renderSample(body, { set: { pw: 'two' } }), 'o');
  assert.notEqual(first, second);
  assert.equal(first, elsewhere);
});

test('a secret that the inputs name is put in; one that is not there is told', () => {
  const body = 'parameters: {pw: {type: string, hidden: true}}\noutputs: {o: {value: {get_param: pw}}}\n';
  const secrets = memorySecrets();
  const pw = secrets.secretFor('kept/pw', secret);
  assert.deepEqual(outputOf(renderSample(body, { secrets, set: { pw } }), 'o'), new Tainted(secret, pw));
  assert.deepEqual(problemsOf(body, { set: { pw } }), [
    'deployment.yaml:1:1 secret-missing: The secret kept/pw@1 is not in the store',
  ]);
});

test('a secret in an environment is put in wherever it stands', () => {
  const secrets = memorySecrets();
  secrets.secretFor('kept/key', secret);
  const files = { 'e.yaml': 'parameters: {conf: {key: !tyto/secret kept/key@1, other: 1}}\n' };
  const revision = renderSample('parameters: {conf: {type: json}}\noutputs: {o: {value: {get_param: [conf, key]}}}\n', {
    secrets,
    files,
    environments: ['e.yaml'],
  });
  assert.deepEqual(outputOf(revision, 'o'), new Tainted(secret, { kind: 'secret', name: 'kept/key', version: 1 }));
});

test('a secret may decide a condition', () => {
  const body = `
parameters: {pw: {type: string, hidden: true}}
conditions: {given: {not: {equals: [{get_param: pw}, '']}}}
resources: {v: {type: OS::Heat::Value, condition: given, properties: {value: 1}}}
`;
  assert.deepEqual([...renderSample(body, { set: { pw: 'x' } }).graph.nodes.keys()], ['v']);
  assert.deepEqual([...renderSample(body, { set: { pw: '' } }).graph.nodes.keys()], []);
});
