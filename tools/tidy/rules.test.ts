import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readProject } from './project.ts';
import { rules } from './rules.ts';

/** The problems that all rules find in a small house, where every file is used by a test unless said otherwise. */
function problemsOf(files: Record<string, string>): string[] {
  const users = Object.keys(files).map((path, index) => [`bench/use-${index}.ts`, `import '../${path}';`] as const);
  const project = readProject(new Map([...Object.entries(files), ...users]));
  return rules.flatMap((rule) => rule.check(project));
}

function assertProblem(files: Record<string, string>, expected: RegExp): void {
  const problems = problemsOf(files);
  assert.equal(problems.length, 1, problems.join('\n'));
  assert.match(problems[0] ?? '', expected);
}

const engine = 'packages/engine/src';

test('a house in order has no problems', () => {
  const files = {
    [`${engine}/graph/graph.ts`]: 'export interface Graph { readonly kind: "graph" }',
    [`${engine}/hot/value.ts`]: 'export const value = 1;',
    [`${engine}/render/render.ts`]: "import type { Graph } from '../graph/graph.ts';\nimport '../hot/value.ts';",
    [`${engine}/render/render.test.ts`]: "import { readFile } from 'node:fs';\nimport 'fast-check';\nDate.now();",
    [`${engine}/store/git.ts`]: "import { spawn } from 'node:child_process';\nconst now = Date.now();",
    'packages/cli/src/main.ts': "import { value } from '@tyto/engine/hot/value.ts';\nprocess.exit();",
  };
  assert.deepEqual(problemsOf(files), []);
});

const statements: readonly (readonly [string, string])[] = [
  ['a static import', "\nimport { x } from '../plan/x.ts';"],
  ['a type import', "\nimport type { X } from '../plan/x.ts';"],
  ['an inline type import', "\ntype X = import('../plan/x.ts').X;"],
  ['a dynamic import', "\nconst x = await import('../plan/x.ts');"],
  ['a re-export', "\nexport { x } from '../plan/x.ts';"],
  ['a star re-export', "\nexport * from '../plan/x.ts';"],
  ['an import for its effects', "\nimport '../plan/x.ts';"],
];
for (const [name, statement] of statements) {
  test(`${name} of a later room is refused`, () => {
    const files = { [`${engine}/resource/kind.ts`]: statement, [`${engine}/plan/x.ts`]: '' };
    assertProblem(
      files,
      /^packages\/engine\/src\/resource\/kind\.ts:2: room resource may not import room plan, which comes later/,
    );
  });
}

test('an import in a comment or a string is none', () => {
  const text = "// import '../plan/x.ts';\nexport const text = \"import '../plan/x.js'\";";
  assert.deepEqual(problemsOf({ [`${engine}/resource/kind.ts`]: text }), []);
});

test('a test obeys the direction of rooms too', () => {
  const files = { [`${engine}/resource/kind.test.ts`]: "import '../plan/x.ts';", [`${engine}/plan/x.ts`]: '' };
  assertProblem(files, /room resource may not import room plan/);
});

test('what serves tests may use what tests may, and no other file may use it', () => {
  const support = `${engine}/plan/testing/arbitrary.ts`;
  const files = {
    [support]: "import fc from 'fast-check';",
    [`${engine}/plan/plan.test.ts`]: "import './testing/arbitrary.ts';",
  };
  assert.deepEqual(problemsOf(files), []);
  assertProblem(
    { ...files, [`${engine}/plan/plan.ts`]: "import './testing/arbitrary.ts';" },
    /which serves tests alone/,
  );
});

test('a room with a list of its own imports nothing else', () => {
  const files = {
    [`${engine}/graph/graph.ts`]: "import '../diagnostics/diagnostic.ts';",
    [`${engine}/diagnostics/diagnostic.ts`]: '',
  };
  assertProblem(files, /room graph may not import room diagnostics/);
});

test('a file outside every room is refused', () => {
  assertProblem({ [`${engine}/util/misc.ts`]: '' }, /^packages\/engine\/src\/util\/misc\.ts:1: stands in no room/);
  assertProblem({ [`${engine}/misc.ts`]: '' }, /stands in no room/);
  assertProblem({ 'packages/engine/test/misc.ts': '' }, /stands in no room/);
  assertProblem({ 'packages/left/src/misc.ts': '' }, /stands in no room/);
});

test('packages import each other in one direction only', () => {
  const files = { [`${engine}/store/git.ts`]: "import '@tyto/cli/cli.ts';", 'packages/cli/src/cli.ts': '' };
  assertProblem(files, /package engine may not import package cli/);
});

test('packages import each other by name and themselves by path', () => {
  const git = { [`${engine}/store/git.ts`]: '' };
  const byPath = { ...git, 'packages/cli/src/cli.ts': "import '../../engine/src/store/git.ts';" };
  assertProblem(byPath, /reaches into package engine by path/);
  const byName = { ...git, [`${engine}/apply/run.ts`]: "import '@tyto/engine/store/git.ts';" };
  assertProblem(byName, /imports its own package/);
});

test('packages import nothing from workshops, tests or unknown packages', () => {
  assertProblem(
    { [`${engine}/store/git.ts`]: "import '../../../../tools/x.ts';", 'tools/x.ts': '' },
    /import nothing from/,
  );
  const testImport = { [`${engine}/store/git.ts`]: "import './git.test.ts';", [`${engine}/store/git.test.ts`]: '' };
  assertProblem(testImport, /imports the test/);
  assertProblem({ [`${engine}/store/git.ts`]: "import 'left-pad';" }, /imports 'left-pad'/);
  assertProblem({ [`${engine}/store/git.ts`]: "import 'fast-check';" }, /imports 'fast-check'/);
});

test('a cycle is refused, types counted', () => {
  const files = {
    [`${engine}/hot/a.ts`]: "import type { B } from './b.ts';",
    [`${engine}/hot/b.ts`]: "import './c.ts';",
    [`${engine}/hot/c.ts`]: "import { a } from './a.ts';",
    [`${engine}/hot/d.ts`]: "import './a.ts';",
  };
  assertProblem(files, /in an import cycle of .*[abc]\.ts, .*[abc]\.ts, .*[abc]\.ts$/);
});

const impure: readonly (readonly [string, string])[] = [
  ['Date.now();', 'Date.now'],
  ['new Date();', 'new Date'],
  ['new Date(0);', 'new Date'],
  ['Date();', 'Date()'],
  ['Math.random();', 'Math.random'],
  ['process.env;', 'process'],
  ['crypto.randomUUID();', 'crypto'],
  ['performance.now();', 'performance'],
  ['globalThis.x;', 'globalThis'],
  ['setTimeout(() => {}, 1);', 'setTimeout'],
  ["Buffer.from('');", 'Buffer'],
  ["console.log('');", 'console'],
  ["'a'.localeCompare('b');", 'localeCompare'],
  ['import.meta.dirname;', 'import.meta'],
  ['const { env } = process;', 'process'],
];
for (const [text, name] of impure) {
  test(`a pure room may not write \`${text}\``, () => {
    assertProblem({ [`${engine}/render/x.ts`]: text }, new RegExp(`is pure and uses ${name.replace('()', '\\(\\)')};`));
    assert.deepEqual(problemsOf({ [`${engine}/store/x.ts`]: text, [`${engine}/render/x.test.ts`]: text }), []);
  });
}

test('a pure room may not import a module of Node', () => {
  assertProblem({ [`${engine}/render/x.ts`]: "import 'node:fs';" }, /is pure and imports 'node:fs'/);
});

test('names that only look impure are allowed', () => {
  const text = `export function f(process: string, x: { crypto: string; now(): string }) {
    const { performance: p } = { performance: 1 };
    return [process, x.crypto, x.now(), p, { console: 1 }, 'Date.now()'];
  } // process.env`;
  assert.deepEqual(problemsOf({ [`${engine}/render/x.ts`]: text }), []);
});

test('a file that only a dead file uses is dead', () => {
  const project = readProject(
    new Map([
      [`${engine}/hot/used.ts`, ''],
      [`${engine}/hot/started.ts`, "const url = new URL('./child.ts', import.meta.url);"],
      [`${engine}/hot/child.ts`, ''],
      [`${engine}/hot/dead.ts`, "import './deader.ts';"],
      [`${engine}/hot/deader.ts`, ''],
      [`${engine}/hot/x.test.ts`, "import './used.ts';\nimport './started.ts';"],
    ]),
  );
  const problems = rules.filter((rule) => rule.name === 'every file is used').flatMap((rule) => rule.check(project));
  assert.equal(problems.length, 2, problems.join('\n'));
  assert.match(problems.join('\n'), /dead\.ts:1: nothing uses it[\s\S]*deader\.ts:1: nothing uses it/);
});

test('a file over the limit is refused, a test is not', () => {
  const text = 'export {};\n'.repeat(301);
  assertProblem({ [`${engine}/hot/long.ts`]: text }, /has 301 lines/);
  assert.deepEqual(problemsOf({ [`${engine}/hot/long.test.ts`]: text, [`${engine}/plan/x.ts`]: text.slice(11) }), []);
});

for (const text of [
  'export let x: any;',
  'export const x = 1 as unknown as string;',
  'export const x = (1 as unknown) as string;',
  '// @ts-ignore',
  '/* @ts-expect-error */',
  '// biome-ignore lint: because',
]) {
  test(`no file may write \`${text}\``, () => {
    assertProblem({ [`${engine}/plan/x.ts`]: text }, /:1: uses .*; say what the type is/);
  });
}
