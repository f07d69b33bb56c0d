import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { hasErrors } from '../diagnostics/diagnostic.ts';
import type { Value } from '../hot/value.ts';
import { planFilesOf } from '../plan/plan-files.ts';
import { readPlan } from '../plan/read-plan.ts';
import { renderRevision } from '../render/render-revision.ts';
import { memorySecrets, outputOf, renderSample, sampleInputs } from '../render/testing/render-sample.ts';
import { validatePlan } from './validate-plan.ts';

/** Requirements of v0 … vN, each on earlier ones only, and an order in which they are written. */
const arbitraryDag = fc
  .array(fc.tuple(fc.uniqueArray(fc.nat(30), { maxLength: 3 }), fc.nat()), { minLength: 1, maxLength: 30 })
  .map((rows) =>
    rows.map(([wanted, key], at) => ({ at, requires: [...new Set(wanted.filter((each) => each < at))], key })),
  );

test('any graph of Values comes to the same values and requirements, in whatever order it is written', () => {
  fc.assert(
    fc.property(arbitraryDag, (dag) => {
      const written = [...dag]
        .sort((a, b) => a.key - b.key)
        .map(({ at, requires }) => {
          const parts = [at, ...requires.map((each) => `{get_attr: [v${each}, value]}`)];
          return `  v${at}: {type: OS::Heat::Value, properties: {value: [${parts.join(', ')}]}}\n`;
        });
      const outputs = dag.map(({ at }) => `  v${at}: {value: {get_attr: [v${at}, value]}}\n`);
      const revision = renderSample(`resources:\n${written.join('')}outputs:\n${outputs.join('')}`);
      const values: Value[] = [];
      for (const { at, requires } of dag) {
        const expected = [at, ...requires.map((each) => values[each] ?? null)];
        values.push(expected);
        assert.deepEqual(outputOf(revision, `v${at}`), expected);
        assert.deepEqual(
          revision.graph.nodes.get(`v${at}`)?.requires,
          requires.map((each) => `v${each}`),
        );
      }
    }),
    { numRuns: 50 },
  );
});

const root = fileURLToPath(new URL('../../testdata/render/two-tier/plan/', import.meta.url));
const files = new Map(
  readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => [
      join(entry.parentPath, entry.name).slice(root.length),
      readFileSync(join(entry.parentPath, entry.name), 'utf8'),
    ]),
);

/** Pieces that mean something where they land. */
const pieces = [
  'get_attr',
  'get_resource',
  '{get_param: node}',
  'null',
  '[]',
  '{}',
  '*a',
  '&a ',
  'yes',
  '1.0',
  ': ',
  '- ',
  '\n',
  '  ',
  '../',
  'front',
  'OS::Heat::None',
  'site.yaml',
  '%index%',
  'if',
  '"',
  '!tyto/secret a@1',
  '',
  '10000000000',
];

test('a plan that is damaged in any way is rendered or told of with places, and never thrown at', () => {
  const damage = fc.tuple(fc.nat(), fc.nat(), fc.nat(40), fc.constantFrom(...pieces));
  fc.assert(
    fc.property(fc.array(damage, { minLength: 1, maxLength: 4 }), (damages) => {
      const broken = new Map(files);
      const paths = [...files.keys()];
      for (const [file, offset, length, piece] of damages) {
        const path = paths[file % paths.length] ?? '';
        const text = broken.get(path) ?? '';
        const at = offset % (text.length + 1);
        broken.set(path, text.slice(0, at) + piece + text.slice(at + length));
      }
      const { value: plan, problems: told } = readPlan('web', 'v1', planFilesOf(broken));
      if (plan === undefined) {
        assert.ok(hasErrors(told));
        return;
      }
      const inputs = sampleInputs({ set: { node: 'local', token: 'x' } });
      const { value, problems } = renderRevision({ deployment: 'd', plan, inputs, secrets: memorySecrets() });
      assert.equal(value === undefined, hasErrors(problems));
      validatePlan(plan);
    }),
    { numRuns: 400 },
  );
});
