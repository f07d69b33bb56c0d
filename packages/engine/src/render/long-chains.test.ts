import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Unknown } from '../hot/value.ts';
import { outputOf, problemsOf, renderSample } from './testing/render-sample.ts';

const length = 20_000;

function chain(first: string, next: (before: string) => string, size = length): string {
  const resources = Array.from(
    { length: size },
    (_, at) => `  v${at + 1}: {type: OS::Heat::Value, properties: {value: ${next(`{get_attr: [v${at}, value]}`)}}}\n`,
  );
  // The last one first: nothing may depend on the order of the source.
  return `resources:\n${resources.reverse().join('')}  v0: {type: OS::Heat::Value, properties: {value: ${first}}}\noutputs: {o: {value: {get_attr: [v${size}, value]}}}\n`;
}

test('a chain of 20,000 Values is evaluated', () => {
  assert.equal(outputOf(renderSample(chain('5', (before) => before)), 'o'), 5);
});

test('a circle of 20,000 Values is told', () => {
  const [first, ...more] = problemsOf(chain(`{get_attr: [v${length}, value]}`, (before) => before));
  assert.match(first ?? '', /reference-cycle/);
  assert.deepEqual(more, []);
});

test('a chain of what is left of expressions stays small: a long one is named by the Value that holds it', () => {
  const size = 2000;
  const body = chain('{get_attr: [r, value]}', (before) => `{list_join: ['', [${before}, x]]}`, size);
  const revision = renderSample(body.replace('resources:\n', 'resources:\n  r: {type: OS::Heat::RandomString}\n'));
  const output = outputOf(revision, 'o');
  assert.ok(output instanceof Unknown);
  assert.ok((revision.files.get('tyto/graph.json')?.length ?? 0) < size * 5000);
});

test('values that double with each step are refused instead of written', () => {
  const problems = problemsOf(chain('[1]', (before) => `[${before}, ${before}]`, 60));
  assert.match(problems[0] ?? '', /value-limit/);
});

test('values that nest with each step are refused instead of written', () => {
  const problems = problemsOf(chain('[1]', (before) => `[${before}]`, 5000));
  assert.match(problems[0] ?? '', /value-limit/);
});

test('a chain of 20,000 conditions is evaluated', () => {
  const conditions = Array.from({ length }, (_, at) => `  c${at}: {not: c${at + 1}}\n`).join('');
  const revision = renderSample(
    `conditions:\n${conditions}  c${length}: true\noutputs: {o: {value: {if: [c0, yes-it-is, no]}}}\n`,
  );
  assert.equal(outputOf(revision, 'o'), 'yes-it-is');
});

test('stacks nested 20 deep hand values down and up', () => {
  const files: Record<string, string> = {};
  for (let depth = 1; depth <= 20; depth++) {
    const inner = `resources: {n: {type: t${depth + 1}.yaml, properties: {a: {list_join: ['', [{get_param: a}, x]]}}}}\noutputs: {o: {value: {get_attr: [n, o]}}}\n`;
    const leaf = 'outputs: {o: {value: {get_param: a}}}\n';
    files[`t${depth}.yaml`] =
      `heat_template_version: wallaby\nparameters: {a: {type: string}}\n${depth < 20 ? inner : leaf}`;
  }
  const revision = renderSample(
    `resources: {n: {type: t1.yaml, properties: {a: s}}}\noutputs: {o: {value: {get_attr: [n, o]}}}\n`,
    { files },
  );
  assert.equal(outputOf(revision, 'o'), `s${'x'.repeat(19)}`);
  assert.ok(revision.graph.nodes.has(Array.from({ length: 20 }, () => 'n').join('/')));
});

test('a circle through the last of 200,000 items is told, and so is each of as many names that nothing has', () => {
  const items = 'x, '.repeat(200_000);
  const circle = `resources: {v: {type: OS::Heat::Value, properties: {value: [${items}{get_attr: [v, value]}]}}}\n`;
  assert.deepEqual(
    problemsOf(circle).map((each) => each.replace(/:\d+ /, ' ')),
    ['template.yaml:2 reference-cycle: Resources depend on each other in a circle: v → v'],
  );
  const strays = `resources: {v: {type: OS::Heat::None, depends_on: [${items}]}}\n`;
  assert.equal(problemsOf(strays).length, 200_000);
});
