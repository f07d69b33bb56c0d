import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { evaluate } from './evaluate.ts';
import { evaluateTraced } from './evaluate-traced.ts';
import { Failure } from './scope.ts';
import { arbitraryAttributes, arbitraryTemplate } from './testdata/arbitrary-template.ts';
import { scopeOf } from './testdata/scope-of.ts';
import { call, snippetOf, type Written } from './testdata/snippet-of.ts';
import { fitTrace, type Source, sourcesOf } from './trace.ts';
import { Tainted, Unknown, type Value } from './value.ts';

function later(name: string): Unknown {
  return new Unknown({ kind: 'attribute', address: 'r', path: [name] });
}

const hidden = new Tainted(new Map([['a', 'hush']]), { kind: 'secret', name: 's', version: 1 });

test('traced and untraced evaluation give the same, and the trace has the shape of the value', () => {
  fc.assert(
    fc.property(arbitraryTemplate, arbitraryAttributes, fc.boolean(), (template, attributes, isKnown) => {
      const known: Record<string, Value> = isKnown
        ? attributes
        : { ...attributes, text: later('text'), map: later('map') };
      const scope = scopeOf({
        parameters: { ...known, secretText: 'x', secretMap: hidden, nest: new Map([['a', later('map')]]) },
        attributes: { r: known },
        conditions: {
          flag: attributes.flag,
          secret: new Tainted(true, { kind: 'secret', name: 's', version: 1 }),
          certain: true,
        },
      });
      const snippet = snippetOf(template);
      const { value, trace } = evaluateTraced(snippet, scope);
      assert.deepStrictEqual(value, evaluate(snippet, scope));
      if (value instanceof Failure) return assert.equal(trace, undefined);
      assert.ok(trace !== undefined);
      assert.deepStrictEqual(fitTrace(trace, value), trace);
    }),
    { numRuns: 2000 },
  );
});

const scope = scopeOf({
  parameters: { port: 80, nest: new Map<string, Value>([['a', ['x', 'y']]]) },
  references: { r: 'r' },
  attributes: { r: { host: later('host') } },
  conditions: { yes: true },
  files: { 'a.sh': 'echo' },
});

function sources(written: Written): readonly string[] {
  const { trace } = evaluateTraced(snippetOf(written), scope);
  assert.ok(trace !== undefined);
  return sourcesOf(trace).map(describe);
}

function describe({ kind, name, path, at, through, decides }: Source): string {
  const named = `${kind}${name === undefined ? '' : ` ${name}`}${path === undefined ? '' : `:${path.join('.')}`}`;
  return `${named} at ${at.line}${through.map((each) => ` through ${each}`).join('')}${decides ? ' decides' : ''}`;
}

test('each leaf names what it was made of', () => {
  assert.deepEqual(sources({ a: 1, b: [call('get_param', 'port')] }), ['literal at 2', 'parameter port: at 4']);
  assert.deepEqual(sources(call('get_param', ['nest', 'a'])), ['parameter nest:a.0 at 1', 'parameter nest:a.1 at 1']);
  assert.deepEqual(sources(call('get_attr', ['r', 'host'])), ['attribute r:host at 1']);
  assert.deepEqual(sources(call('get_file', 'a.sh')), ['file a.sh at 1']);
  assert.deepEqual(sources(call('str_replace', { template: 'aX', params: { X: call('get_param', 'port') } })), [
    'literal at 3 through str_replace',
    'parameter port: at 5 through str_replace',
  ]);
});

test('functions that move parts whole keep their sources apart', () => {
  assert.deepEqual(sources(call('map_merge', [{ a: 1, b: 2 }, { b: call('get_param', 'port') }])), [
    'literal at 4 through map_merge',
    'parameter port: at 7 through map_merge',
  ]);
  assert.deepEqual(sources(call('list_concat', [call('get_param', ['nest', 'a']), [1]])), [
    'parameter nest:a.0 at 3 through list_concat',
    'parameter nest:a.1 at 3 through list_concat',
    'literal at 8 through list_concat',
  ]);
});

test('an if names the branch taken and what decided', () => {
  assert.deepEqual(sources(call('if', ['yes', call('get_param', 'port'), 2])), [
    'parameter port: at 4 through if',
    'condition yes at 3 through if decides',
  ]);
});
