import assert from 'node:assert/strict';
import { test } from 'node:test';
import { impureFiles, longFiles, workshops } from './rooms.ts';
import { readProject } from './tidy/project.ts';
import { readSources } from './tidy/read-sources.ts';
import { rules } from './tidy/rules.ts';

const sources = await readSources(`${import.meta.dirname}/..`, ['packages', ...workshops]);
const repository = readProject(sources);

test('the law is read over the whole repository', () => {
  assert.ok(repository.has('packages/cli/src/main.ts'));
  assert.ok(repository.has('tools/tidy.test.ts'));
});

test('the files that are named as long or impure exist', () => {
  assert.deepEqual(
    [...longFiles.keys(), ...impureFiles.keys()].filter((path) => !repository.has(path)),
    [],
  );
});

for (const rule of rules) {
  test(rule.name, () => {
    const problems = rule.check(repository);
    if (problems.length > 0) assert.fail(problems.join('\n'));
  });
}
