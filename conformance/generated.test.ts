import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { test } from 'node:test';
import { withoutHeat } from './oracle/without-heat.ts';
import { type RunSummary, runCases } from './run-cases.ts';
import { tellCase } from './tell-case.ts';

const skip = withoutHeat() ?? false;

/** So many of a thousand that nobody has seen may differ: about one does, so that a good run fails once in thousands. */
const mostUnseen = 6;

async function judge(from: number): Promise<{ readonly told: readonly string[]; readonly summary: RunSummary }> {
  const options = { from, count: 1000, processes: 2, until: Number.POSITIVE_INFINITY, shrinkTries: 40, most: 20 };
  const summary = await runCases(options);
  const told = summary.differing.map(({ seed, stackCase, verdict }) => tellCase(seed, stackCase, verdict));
  return { told, summary };
}

function assertAnswered({ counts }: RunSummary): void {
  const answered = [...counts].reduce((sum, [name, count]) => (name === 'silent' ? sum : sum + count), 0);
  assert.ok(answered > 950, `Heat answered only ${answered} of 1000 cases`);
}

test('Heat and Tyto answer a thousand stacks alike that are always the same', { skip }, async () => {
  const { told, summary } = await judge(0);
  assert.equal(told.join('\n\n'), '');
  assertAnswered(summary);
});

test('Heat and Tyto answer a thousand stacks alike that nobody has seen', { skip }, async () => {
  const from = 1_000_000 + randomInt(2 ** 31 - 2_000_000);
  console.log(`node conformance/main.ts --seed ${from} --count 1000`);
  const { told, summary } = await judge(from);
  for (const each of told) console.log(each);
  assert.ok(told.length <= mostUnseen, `${told.length} of 1000 cases from number ${from} on differ`);
  assertAnswered(summary);
});
