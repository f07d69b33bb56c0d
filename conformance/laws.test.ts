import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readCase } from '../packages/engine/src/compute/answer-case.ts';
import { computeStack } from '../packages/engine/src/compute/compute-stack.ts';
import { type LooseStack, planOf } from '../packages/engine/src/compute/loose-stack.ts';
import type { Pass } from '../packages/engine/src/compute/run-pass.ts';
import { evaluate } from '../packages/engine/src/hot/evaluate.ts';
import { evaluateTraced } from '../packages/engine/src/hot/evaluate-traced.ts';
import { walkAttribute } from '../packages/engine/src/hot/functions/walk-path.ts';
import { JsonFault, readJsonText } from '../packages/engine/src/hot/json-text.ts';
import { containsUnknown } from '../packages/engine/src/hot/marks.ts';
import { resolveValue } from '../packages/engine/src/hot/resolve-value.ts';
import { reveal } from '../packages/engine/src/hot/reveal.ts';
import { Failure, type Scope } from '../packages/engine/src/hot/scope.ts';
import type { Snippet } from '../packages/engine/src/hot/snippet.ts';
import { Unknown, type Value } from '../packages/engine/src/hot/value.ts';
import { renderRevision } from '../packages/engine/src/render/render-revision.ts';
import { memorySecrets, sampleInputs } from '../packages/engine/src/render/testing/render-sample.ts';
import { caseLine } from './generate/case-text.ts';
import { makeCase } from './generate/make-case.ts';

const seeds = Array.from({ length: 400 }, (_, index) => 1000 + index);

/** The stacks of cases whose values JSON can hold. */
function* looseStacks(): Generator<readonly [seed: number, loose: LooseStack]> {
  for (const seed of seeds) {
    const read = readJsonText(caseLine(makeCase(seed)));
    const loose = read instanceof JsonFault ? read.message : readCase(read);
    if (typeof loose !== 'string') yield [seed, loose];
  }
}

/** What is evaluated in the root stacks of cases that come to a stack. */
function* snippets(): Generator<{ seed: number; name: string; snippet: Snippet; pass: Pass }> {
  for (const [seed, loose] of looseStacks()) {
    const computed = computeStack(loose, { name: 'stack', random: () => 0 });
    if (computed.kind !== 'made') continue;
    const { pass } = computed;
    const { resources, outputs } = pass.scope.place.template;
    for (const { name, value } of outputs.values()) yield { seed, name, snippet: value, pass };
    for (const { name, properties } of resources.values()) {
      if (properties !== undefined && pass.members.has(name)) yield { seed, name, snippet: properties, pass };
    }
  }
}

test('traced evaluation gives what untraced evaluation gives', () => {
  let count = 0;
  for (const { seed, name, snippet, pass } of snippets()) {
    assert.deepStrictEqual(evaluateTraced(snippet, pass.scope).value, evaluate(snippet, pass.scope), `${seed} ${name}`);
    count++;
  }
  assert.ok(count > 200);
});

test('what is worked out before an attribute is known is never contradicted by what it comes to', () => {
  let waited = 0;
  for (const { seed, name, snippet, pass } of snippets()) {
    const atOnce = evaluate(snippet, pass.scope);
    const before = evaluate(snippet, laterScope(pass.scope));
    // A name that is known only later cannot be looked up.
    if (before instanceof Failure || atOnce instanceof Failure) continue;
    const after = resolveValue(before, {
      attribute: ({ address, path: [attribute, ...rest] }) => {
        const value = pass.scope.attribute(address, String(attribute));
        return value === undefined || value instanceof Failure
          ? undefined
          : walkAttribute(value, rest, pass.scope.version);
      },
      reference: () => undefined,
      secret: () => undefined,
    });
    assert.ok(!(after instanceof Failure), `${seed} ${name}`);
    assert.deepStrictEqual(reveal(after), reveal(atOnce), `${seed} ${name}`);
    if (containsUnknown(before)) waited++;
  }
  assert.ok(waited > 100);
});

/** The scope with the attributes of single resources not known yet. */
function laterScope(scope: Pass['scope']): Scope {
  const attribute = (resource: string, name: string | undefined): Value | Failure | undefined => {
    const known = scope.attribute(resource, name);
    if (name === undefined || known === undefined || known instanceof Failure) return known;
    return new Unknown({ kind: 'attribute', address: resource, path: [name] });
  };
  return {
    file: scope.file,
    version: scope.version,
    names: scope.names,
    parameter: (name) => scope.parameter(name),
    reference: (resource) => scope.reference(resource),
    attribute,
    attributeUnder: (resource, name, path) => scope.attributeUnder(resource, name, path),
    fileText: (name) => scope.fileText(name),
    condition: (name) => scope.condition(name),
  };
}

test('a plan renders to the same tree and the same problems each time', () => {
  for (const [seed, loose] of looseStacks()) {
    const plan = planOf(loose);
    const render = () => renderRevision({ deployment: 'd', plan, inputs: sampleInputs(), secrets: memorySecrets() });
    const [first, second] = [render(), render()];
    assert.deepEqual(first.problems, second.problems, `${seed}`);
    assert.deepEqual(first.value?.files, second.value?.files, `${seed}`);
  }
});

test('every error of a generated stack has a place', () => {
  for (const [seed, loose] of looseStacks()) {
    const { problems } = computeStack(loose, { name: 'stack', random: () => 0 });
    for (const { severity, at, message } of problems) {
      if (severity === 'error') assert.ok(at !== undefined && at.line > 0 && at.column > 0, `${seed}: ${message}`);
    }
  }
});
