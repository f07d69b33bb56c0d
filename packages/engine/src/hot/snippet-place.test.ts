import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Findings } from './findings.ts';
import { SnippetParser } from './parse-snippet.ts';
import type { Snippet } from './snippet.ts';
import { placeUnder, snippetUnder } from './snippet-place.ts';
import { readYaml } from './yaml-reader.ts';

const text = `ports:
  - name: a
    options: {mtu: 1500}
  - get_param: port
`;
const names = { values: new Set(['get_param']), conditions: new Set<string>() };
const root = new SnippetParser(names, new Findings('t.yaml')).value(
  readYaml(text, 't.yaml').value ?? assert.fail(),
  [],
);

function place(...[path, part]: [path: readonly (string | number)[], part?: 'key' | 'value']): string {
  const { line, column } = placeUnder(root, path, part);
  return `${line}:${column}`;
}

test('a path leads to the value, or to the key in which it ends', () => {
  assert.equal(place(['ports', 0, 'options', 'mtu']), '3:20');
  assert.equal(place(['ports', 0, 'options', 'mtu'], 'key'), '3:15');
  assert.equal(place(['ports', 0, 'options'], 'key'), '3:5');
  assert.equal(place(['ports', 1], 'key'), '4:5');
  assert.equal(place([]), '1:1');
});

test('what is not written out is where the last is written that leads there', () => {
  assert.equal(place(['ports', 0, 'options', 'no', 'where'], 'key'), '3:14');
  assert.equal(place(['ports', 1, 'name'], 'key'), '4:5');
  assert.equal(place(['nothing']), '1:1');
  assert.equal(snippetUnder(root, ['ports', 1, 'name']).kind, 'call');
});

test('items behind one that may vanish are where the list is', () => {
  const call = { kind: 'call', function: 'if', argument: literal(1, 12), line: 1, column: 5 } as const;
  const list: Snippet = { kind: 'list', items: [literal(1, 2), call, literal(1, 20)], line: 1, column: 1 };
  assert.deepEqual(
    [0, 1, 2].map((index) => placeUnder(list, [index]).column),
    [2, 5, 1],
  );
});

function literal(line: number, column: number): Snippet {
  return { kind: 'literal', value: 'x', line, column };
}
