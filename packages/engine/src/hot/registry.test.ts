import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { RegistryEntry } from './environment.ts';
import { matchesPattern } from './name-pattern.ts';
import { parseEnvironment } from './parse-environment.ts';
import { type LookupOptions, lookupType } from './registry.ts';

function registryOf(text: string) {
  const { value, problems } = parseEnvironment(`resource_registry:\n${text}`, 'env/e.yaml');
  assert.deepEqual(
    problems.filter(({ severity }) => severity === 'error'),
    [],
  );
  assert.ok(value !== undefined);
  return value.registry;
}

/** The target, with `@` before a template's. */
function found(
  text: string,
  type: string,
  path: readonly string[] = ['a'],
  options: LookupOptions = {},
): string | undefined {
  const lookup = lookupType(registryOf(text), type, path, options);
  if (lookup === undefined || lookup.kind === 'circle') return lookup?.kind;
  return lookup.kind === 'template' ? `@${lookup.target}` : lookup.target;
}

test('a type that is not mapped stands for itself', () => {
  assert.deepEqual(lookupType(registryOf('  OS::X: OS::Y\n'), 'OS::Z', ['a']), { kind: 'type', target: 'OS::Z' });
});

test('a name is mapped to a type or a template, through other names', () => {
  assert.equal(found('  A: B\n  B: C\n', 'A'), 'C');
  assert.equal(found('  A: B\n  B: b.yaml\n', 'A'), '@b.yaml');
  const lookup = lookupType(registryOf('  A: b.yaml\n  base_url: http://x/\n'), 'A', ['a']);
  assert.ok(lookup?.kind === 'template');
  assert.deepEqual([lookup.at?.file, lookup.at?.line, lookup.baseUrl], ['env/e.yaml', 2, 'http://x/']);
});

test('a path of a template stands for itself whatever it is mapped to', () => {
  assert.deepEqual(lookupType(registryOf('  A: B\n'), 'x.yaml', ['a']), { kind: 'template', target: 'x.yaml' });
  assert.equal(found('  x.yaml: y.yaml\n', 'x.yaml'), '@x.yaml');
});

test('patterns carry the rest of the name over, and sort before exact names', () => {
  assert.equal(found('  "OS::Net::*": "Our::Net::*"\n', 'OS::Net::Port'), 'Our::Net::Port');
  assert.equal(found('  "OS::*": OS::Heat::None\n', 'OS::Net::Port'), 'OS::Heat::None');
  assert.equal(found('  OS::A: one\n  "*": two\n', 'OS::A'), 'two');
  assert.equal(found('  "OS::*": one\n  OS::A: two\n', 'OS::A'), 'one');
  assert.equal(found('  "OS::Heat::*": one\n  "OS::*": OS::Heat::None\n', 'OS::Heat::None'), 'one');
});

test('a pattern never leads to a template', () => {
  assert.equal(found('  "OS::*": x.yaml\n', 'OS::A'), 'OS::A');
});

test('a mapping to what does not exist is passed over', () => {
  const exists = (type: string) => type === 'OS::Heat::None';
  assert.equal(found('  A: Nope\n', 'A', ['a'], { exists }), undefined);
  assert.equal(found('  "*": Nope\n  A: OS::Heat::None\n', 'A', ['a'], { exists }), 'OS::Heat::None');
});

test('mappings in a circle are found out', () => {
  assert.equal(found('  A: B\n  B: A\n', 'A'), 'circle');
  assert.equal(found('  "OS::*": "OS::Foo::*"\n', 'OS::A'), 'circle');
});

test('an entry for the resource itself comes first, by its path through nested stacks', () => {
  const text = `  A: general
  resources:
    a: {A: own}
    outer:
      a: {A: nested}
    "web*":
      inner: {A: by pattern}
    web1:
      inner: {A: by name}
    "b*": {A: never}
`;
  assert.equal(found(text, 'A', ['a']), 'own');
  assert.equal(found(text, 'A', ['outer', 'a']), 'nested');
  assert.equal(found(text, 'A', ['other', 'a']), 'general');
  assert.equal(found(text, 'A', ['web1', 'inner']), 'by name');
  assert.equal(found(text, 'A', ['web2', 'inner']), 'by pattern');
  assert.equal(found(text, 'A', ['b1']), 'general');
});

test('null takes away what stands before it', () => {
  assert.equal(found('  A: one\n  B: two\n  "*": null\n', 'A'), 'A');
  assert.equal(found('  A: one\n  A: null\n', 'A'), 'A');
});

test('a template may wrap the type that it stands for', () => {
  const registry = registryOf('  OS::A: wrap.yaml\n');
  const outer = lookupType(registry, 'OS::A', ['a']);
  assert.ok(outer?.kind === 'template' && outer.entry !== undefined);
  const inner = lookupType(registry, 'OS::A', ['a', 'b'], { unbound: new Set([outer.entry]) });
  assert.deepEqual(inner, { kind: 'type', target: 'OS::A' });
});

test('names match patterns as in Python', () => {
  for (const [name, pattern] of [
    ['web1', 'web?'],
    ['web', 'w*'],
    ['a.b', 'a.b'],
    ['x', '[xyz]'],
    ['q', '[!xyz]'],
    [']', '[]]'],
    ['[', '[[]'],
    ['[a', '[a'],
    ['', '*'],
  ] as const) {
    assert.equal(matchesPattern(name, pattern), true, `${name} ${pattern}`);
  }
  for (const [name, pattern] of [
    ['web12', 'web?'],
    ['Web', 'w*'],
    ['aXb', 'a.b'],
    ['x', '[!xyz]'],
    ['ab', 'a'],
  ] as const) {
    assert.equal(matchesPattern(name, pattern), false, `${name} ${pattern}`);
  }
});

/** What stands for a type, with a look at every entry. */
function lookAtAll(entries: readonly RegistryEntry[], type: string, exists: Exists, depth = 0): string | undefined {
  if (depth > 100) return 'circle';
  const matching = entries
    .filter(({ pattern, target }) => {
      const isWild = pattern.endsWith('*') && target !== type && type.startsWith(pattern.slice(0, -1));
      return pattern === type || isWild;
    })
    .sort((a, b) => (a.pattern < b.pattern ? -1 : 1));
  for (const { pattern, target } of matching) {
    const isWild = pattern.endsWith('*') && target?.endsWith('*') === true;
    const next = isWild ? target.slice(0, -1) + type.slice(pattern.length - 1) : (target ?? '');
    const found = lookAtAll(entries, next, exists, depth + 1);
    if (found !== undefined) return found;
  }
  return exists(type) ? type : undefined;
}

type Exists = (type: string) => boolean;

test('a type is found as by a look at every pattern', () => {
  const name = fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 1, maxLength: 4 });
  const wild = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 3 }).map((text) => `${text}*`);
  const entries = fc.uniqueArray(fc.tuple(fc.oneof(name, wild), fc.oneof(name, wild)), {
    minLength: 1,
    maxLength: 5,
    selector: ([pattern]) => pattern,
  });
  fc.assert(
    fc.property(entries, name, fc.array(name), (written, type, existing) => {
      const registry = registryOf(written.map(([pattern, target]) => `  "${pattern}": "${target}"\n`).join(''));
      const exists = (each: string) => existing.includes(each);
      const result = lookupType(registry, type, [], { exists });
      const found = result?.kind === 'circle' ? 'circle' : result?.target;
      assert.equal(found, lookAtAll(registry.entries, type, exists));
    }),
    { numRuns: 2000 },
  );
});

test('a type to which very many ways lead is looked for once', () => {
  const steps = Array.from(
    { length: 60 },
    (_, step) => `  "L${step}-*": "L${step + 1}-*"\n  "L${step}-x*": "L${step + 1}-x*"\n`,
  );
  assert.equal(lookupType(registryOf(steps.join('')), 'L0-x', [], { exists: () => false }), undefined);
});
