import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { hookTypes, type RegistryEntry, type ResourceOverride, restrictedActions } from '../hot/environment.ts';
import { arbitraryValue, secretsOfTests } from '../hot/testdata/arbitrary-value.ts';
import { templateVersions } from '../hot/version.ts';
import { readGraph, writeGraph } from './graph-text.ts';
import type { GraphNode, GraphOutput, ResourceGraph } from './revision.ts';
import type { Sources } from './sources.ts';

const arbitraryName = fc.oneof(
  fc.stringMatching(/^[a-z0-9]{1,4}$/),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 6 }),
);

const arbitraryNode: fc.Arbitrary<GraphNode> = fc
  .record({
    address: fc.array(arbitraryName, { minLength: 1, maxLength: 3 }),
    type: arbitraryName,
    requires: fc.array(arbitraryName, { maxLength: 3 }),
    within: fc.option(arbitraryName, { nil: undefined }),
    deferred: fc.option(
      fc.record({
        template: fc.option(arbitraryName, { nil: undefined }),
        facade: fc.option(fc.array(fc.tuple(arbitraryName, arbitraryValue), { maxLength: 2 }), { nil: undefined }),
        awaits: fc.array(arbitraryName, { maxLength: 2 }),
        files: fc.array(arbitraryName, { maxLength: 2 }),
        removal: fc.option(
          fc.record(
            {
              mode: fc.constantFrom('append', 'update'),
              listed: fc.array(arbitraryName, { maxLength: 2 }),
              removed: fc.array(arbitraryName, { maxLength: 2 }),
            },
            { noNullPrototype: true },
          ),
          { nil: undefined },
        ),
        version: fc.constantFrom(...templateVersions),
        unbound: fc.array(fc.nat(), { maxLength: 2 }),
      }),
      { nil: undefined, freq: 2 },
    ),
    properties: fc.option(fc.array(fc.tuple(arbitraryName, arbitraryValue), { maxLength: 4 }), { nil: undefined }),
  })
  .map(({ address, type, requires, within, properties, deferred }) => {
    const placed = { address: address.join('/'), type, requires, ...(within === undefined ? {} : { within }) };
    if (deferred !== undefined) {
      const { template, facade, removal, ...own } = deferred;
      return {
        kind: 'deferred',
        ...placed,
        ...(template === undefined ? {} : { template }),
        ...(facade === undefined ? {} : { facade: new Map(facade) }),
        ...(removal === undefined ? {} : { removal }),
        inputs: new Map(properties ?? []),
        names: address,
        ...own,
      };
    }
    return properties === undefined
      ? { kind: 'container', ...placed }
      : { kind: 'resource', ...placed, properties: new Map(properties) };
  });

const arbitraryOutput: fc.Arbitrary<GraphOutput> = fc
  .tuple(arbitraryValue, fc.option(fc.string(), { nil: undefined }))
  .map(([value, description]) => ({ value, ...(description === undefined ? {} : { description }) }));

/** Of places only the file is kept. */
const arbitraryEntry: fc.Arbitrary<RegistryEntry> = fc
  .record({
    pattern: arbitraryName,
    target: fc.option(arbitraryName),
    baseUrl: fc.option(arbitraryName, { nil: undefined }),
    file: arbitraryName,
  })
  .map(({ pattern, target, baseUrl, file }) => ({
    pattern,
    target,
    ...(baseUrl === undefined ? {} : { baseUrl }),
    at: { file, line: 1, column: 1 },
  }));

const arbitraryOverride: fc.Arbitrary<ResourceOverride> = fc.record(
  {
    entries: fc.array(arbitraryEntry, { maxLength: 2 }),
    hooks: fc.subarray([...hookTypes]),
    restrictedActions: fc.subarray([...restrictedActions]),
    resources: fc.constant(new Map()),
  },
  { noNullPrototype: true },
);

const arbitrarySources: fc.Arbitrary<Sources> = fc
  .record({
    files: fc.array(fc.tuple(arbitraryName, fc.string()), { maxLength: 3 }),
    defaults: fc.array(fc.tuple(arbitraryName, arbitraryValue, arbitraryName), { maxLength: 3 }),
    entries: fc.array(arbitraryEntry, { maxLength: 3 }),
    outer: fc.array(fc.tuple(arbitraryName, arbitraryOverride, arbitraryName, arbitraryOverride), { maxLength: 2 }),
  })
  .map(({ files, defaults, entries, outer }) => ({
    files: new Map(files),
    parameterDefaults: new Map(
      defaults.map(([name, value, file]) => [name, { value, at: { file, line: 1, column: 1 } }]),
    ),
    registry: {
      entries,
      resources: new Map(
        outer.map(([name, override, inside, inner]) => [name, { ...override, resources: new Map([[inside, inner]]) }]),
      ),
    },
  }));

const arbitraryGraph: fc.Arbitrary<ResourceGraph> = fc
  .tuple(
    fc.array(arbitraryNode, { maxLength: 6 }),
    fc.array(fc.tuple(arbitraryName, arbitraryOutput), { maxLength: 3 }),
    fc.option(arbitrarySources, { nil: undefined }),
  )
  .map(([nodes, outputs, sources]) => ({
    kind: 'ResourceGraph',
    formatVersion: 1,
    nodes: new Map(nodes.map((node) => [node.address, node])),
    outputs: new Map(outputs),
    ...(sources === undefined ? {} : { sources }),
  }));

test('a graph that is written is read as the same graph, in the same order', () => {
  fc.assert(
    fc.property(arbitraryGraph, (graph) => {
      const text = writeGraph(graph);
      const read = readGraph(text, secretsOfTests.reveal);
      assert.deepEqual(read.problems, []);
      assert.deepEqual(read.value, graph);
      assert.deepEqual([...(read.value?.nodes.keys() ?? [])], [...graph.nodes.keys()]);
      assert.equal(read.value && writeGraph(read.value), text);
    }),
  );
});

test('a damaged graph is a problem and never thrown', () => {
  const graph = writeGraph({ kind: 'ResourceGraph', formatVersion: 1, nodes: new Map(), outputs: new Map() });
  for (const text of [
    '',
    '{',
    '[]',
    '{"kind": "Other"}',
    graph.replace('1,', '2,'),
    graph.slice(0, -4),
    graph.replace('[]', '[1]'),
  ]) {
    const read = readGraph(text, () => undefined);
    assert.equal(read.value, undefined, text);
    assert.ok(read.problems.length > 0, text);
    assert.ok(
      read.problems.every((each) => each.at?.file === 'tyto/graph.json'),
      text,
    );
  }
});

test('a secret that is not in the store is a problem of the graph that names it', () => {
  const text =
    '{"kind":"ResourceGraph","formatVersion":1,"nodes":[],"outputs":[{"name":"o","value":{"$tyto":{"tainted":{"$tyto":{"secret":"a","version":1}}}}}]}';
  assert.equal(readGraph(text, () => 'x').value?.outputs.size, 1);
  const read = readGraph(text, () => undefined);
  assert.equal(read.value, undefined);
  assert.match(read.problems[0]?.message ?? '', /a@1/);
});
