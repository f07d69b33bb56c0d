import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import fc from 'fast-check';
import { problemsOf, renderSample, template } from '../render/testing/render-sample.ts';
import type { RunReport } from '../report/run-report.ts';
import { Simulation } from './testing/simulation.ts';

const deployment = '{type: OS::Heat::SoftwareDeployment, properties: {config: {get_resource: config}, server: node-1}}';
const config = `
  config:
    type: OS::Heat::SoftwareComponent
    properties: {configs: [{tool: simulated, actions: [CREATE, UPDATE, DELETE], config: x}]}
`;

/** One resource of a generated template: what it is, on which of those before it it depends, whether it is there. */
interface Part {
  readonly kind: 'one' | 'group' | 'nested';
  readonly after: readonly number[];
  readonly present: boolean;
}

const parts: fc.Arbitrary<readonly Part[]> = fc
  .array(
    fc.record({
      kind: fc.constantFrom<Part['kind']>('one', 'one', 'group', 'nested'),
      after: fc.array(fc.nat({ max: 20 }), { maxLength: 3 }),
      gone: fc.nat({ max: 4 }),
    }),
    { minLength: 2, maxLength: 9 },
  )
  .map((all) =>
    all.map(({ kind, after, gone }, index) => ({
      kind,
      after: index === 0 ? [] : [...new Set(after.map((each) => each % index))],
      present: gone > 0,
    })),
  );

function resource({ kind, after, present }: Part, index: number): string {
  const names = after.map((each) => `r${each}`);
  const depends =
    names.length === 0 ? '' : `    depends_on: ${names.length === 1 ? names[0] : `[${names.join(', ')}]`}\n`;
  const condition = present ? '' : '    condition: {equals: [1, 2]}\n';
  switch (kind) {
    case 'one':
      return `  r${index}:\n    type: OS::Heat::SoftwareDeployment\n${depends}${condition}    properties: {config: {get_resource: config}, server: node-1}\n`;
    case 'group':
      return `  r${index}:\n    type: OS::Heat::ResourceGroup\n${depends}${condition}    properties: {count: 2, resource_def: ${deployment}}\n`;
    case 'nested':
      return `  r${index}:\n    type: nested.yaml\n${depends}${condition}    properties: {config: {get_resource: config}}\n`;
  }
}

const nested = template(`
parameters: {config: {type: string}}
resources:
  first: {type: OS::Heat::SoftwareDeployment, properties: {config: {get_param: config}, server: node-1}}
  second:
    type: OS::Heat::SoftwareDeployment
    depends_on: first
    properties: {config: {get_param: config}, server: node-1}
`);

const inventory = 'all: {hosts: {node-1: {ansible_connection: local}}}\n';

function graphOf(all: readonly Part[]) {
  const body = `\nresources:${config}${all.map(resource).join('')}`;
  return renderSample(body, { files: { 'nested.yaml': nested }, inventory }).graph;
}

/** Pairs of names of which the first comes before the second; what is absent comes before nothing. */
function pairs(all: readonly Part[]): readonly (readonly [string, string])[] {
  return all.flatMap(({ after, present }, index) =>
    present ? after.flatMap((each) => (all[each]?.present === true ? [[`r${each}`, `r${index}`] as const] : [])) : [],
  );
}

/** When each address began and ended in the last run, by the places of the entries in its journal. */
function times(
  simulation: Simulation,
): readonly { readonly address: string; readonly began: number; readonly ended: number }[] {
  const journal = simulation.memory.journals.get(simulation.run()) ?? [];
  return journal.flatMap((entry, began) => {
    if (entry.kind !== 'action-started') return [];
    const ended = journal.findIndex((each) => each.kind === 'action-ended' && each.action === entry.action);
    return [{ address: entry.address, began, ended }];
  });
}

function checkOrder(simulation: Simulation, before: readonly (readonly [string, string])[]): void {
  const all = times(simulation);
  const within = (name: string) => all.filter(({ address }) => address === name || address.startsWith(`${name}/`));
  for (const [first, second] of before) {
    for (const one of within(first)) {
      for (const other of within(second)) {
        assert.ok(one.ended < other.began, `${other.address} begins before ${one.address} is done`);
      }
    }
  }
}

const isDone = (report: RunReport | undefined): void => assert.equal(report?.status, 'done');

test('what is depended on is there first and goes last, singles, groups and nested stacks alike', async () => {
  await fc.assert(
    fc.asyncProperty(parts, async (all) => {
      const simulation = new Simulation();
      const inside = all.flatMap(({ kind }, index): [string, string][] =>
        kind === 'nested' ? [[`r${index}/first`, `r${index}/second`]] : [],
      );
      const before = [...pairs(all), ...inside];
      isDone(await simulation.applyGraph('first', { graph: graphOf(all) }));
      assert.equal(
        new Set(times(simulation).map((each) => each.address.split('/')[0])).size,
        all.filter((each) => each.present).length,
        'all that is present is made, and nothing else',
      );
      checkOrder(simulation, before);
      isDone(await simulation.applyGraph('second', { graph: graphOf([]) }));
      checkOrder(
        simulation,
        before.map(([first, second]) => [second, first]),
      );
      assert.equal(simulation.living().size, 0);
    }),
    { numRuns: 100 },
  );
});

test('a condition that turns makes a resource or takes it away, and leaves the others', async () => {
  const simulation = new Simulation();
  const at = (present: boolean): readonly Part[] => [
    { kind: 'one', after: [], present: true },
    { kind: 'nested', after: [0], present },
    { kind: 'one', after: [1], present: true },
  ];
  isDone(await simulation.applyGraph('first', { graph: graphOf(at(false)) }));
  assert.deepEqual(simulation.nodes.log, ['CREATE r0', 'CREATE r2']);
  simulation.nodes.log.length = 0;
  isDone(await simulation.applyGraph('second', { graph: graphOf(at(true)) }));
  assert.deepEqual(simulation.nodes.log, ['CREATE r1/first', 'CREATE r1/second']);
  simulation.nodes.log.length = 0;
  isDone(await simulation.applyGraph('third', { graph: graphOf(at(false)) }));
  assert.deepEqual(simulation.nodes.log, ['DELETE r1/second', 'DELETE r1/first']);
});

test('a circle is told by the resources on it, and a dependence on nothing by the nearest name', () => {
  const value = (name: string, after: string) =>
    `  ${name}: {type: OS::Heat::Value, depends_on: ${after}, properties: {value: 1}}\n`;
  assert.deepEqual(problemsOf(`\nresources:\n${value('a', '[c]')}${value('b', 'a')}${value('c', '[b]')}`), [
    'template.yaml:4:43 reference-cycle: Resources depend on each other in a circle: a → c → b → a',
  ]);
  assert.deepEqual(problemsOf(`\nresources:\n${value('group', '[]')}${value('b', 'gruop')}`), [
    'template.yaml:5:42 template-resource: There is no resource "gruop" to depend on',
  ]);
  assert.deepEqual(problemsOf(`\nresources:\n${value('a', 'a')}`), [
    'template.yaml:4:42 reference-cycle: Resources depend on each other in a circle: a → a',
  ]);
});
