import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Value } from '../hot/value.ts';
import { planFilesOf } from '../plan/plan-files.ts';
import { hiddenParameters, hideInEnvironment } from './hidden-parameters.ts';

const template = `heat_template_version: 2018-08-31
parameters:
  password: {type: string, hidden: true}
  certificate: {type: json, hidden: true}
  name: {type: string}
`;

const hidden = new Set(['password', 'certificate']);

function hide(text: string) {
  const kept = new Map<string, Value>();
  const written = hideInEnvironment(
    text,
    'env.yaml',
    hidden,
    (keys) => keys.join('/'),
    (name, value) => {
      kept.set(name, value);
      return { kind: 'secret', name, version: 1 };
    },
  );
  return { text: written.value?.text, before: written.value?.before, problems: written.problems, kept };
}

test('what any template hides is hidden', () => {
  const files = planFilesOf(
    new Map([
      ['template.yaml', 'heat_template_version: 2018-08-31\n'],
      ['nested/x.yaml', template],
    ]),
  );
  assert.deepEqual([...hiddenParameters(files)], ['password', 'certificate']);
});

test('hidden values leave an environment, whatever their form, and everything else stays', () => {
  const { text, kept } = hide(
    'parameters:\n  name: x # kept\n  password: 12345\nparameter_defaults:\n  certificate: {key: "k", list: [1, 2.0]}\n',
  );
  assert.equal(
    text,
    'parameters:\n  name: x # kept\n  password: !tyto/secret parameters/password@1\n' +
      'parameter_defaults:\n  certificate: !tyto/secret parameter_defaults/certificate@1\n',
  );
  assert.equal(kept.get('parameters/password'), 12345);
  assert.ok(kept.get('parameter_defaults/certificate') instanceof Map);
});

test('what is a secret already, or nothing, is left alone', () => {
  const text = 'parameters:\n  password: !tyto/secret web/password@3\n  certificate: null\n';
  const hiding = hide(text);
  assert.equal(hiding.text, text);
  assert.equal(hiding.kept.size, 0);
});

test('places in what is left are told as they were', () => {
  const given = 'parameters:\n  password: |\n    long\n    text\n  name: {x: 1}\n  certificate: abc\n  other: y\n';
  const { text = '', before = (at) => at } = hide(given);
  for (const word of ['parameters', 'name', '1}', 'certificate', 'other', 'y\n']) {
    const at = (whole: string) => {
      const head = whole.slice(0, whole.indexOf(word)).split('\n');
      return { file: 'env.yaml', line: head.length, column: (head.at(-1) ?? '').length + 1 };
    };
    assert.deepEqual(before(at(text)), at(given), word);
  }
  const tag = { file: 'env.yaml', line: 2, column: text.split('\n')[1]?.indexOf('parameters/') ?? 0 };
  assert.deepEqual(before(tag), { file: 'env.yaml', line: 2, column: 13 });
});
