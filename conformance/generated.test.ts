import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { test } from 'node:test';
import { withoutHeat } from './oracle/without-heat.ts';
import { type RunSummary, runCases } from './run-cases.ts';
import { tellCase } from './tell-case.ts';

const skip = withoutHeat() ?? false;

/** So many of a thousand that nobody has seen may differ: of two thousand one does, so that a good run fails once in thousands. */
const mostUnseen = 4;

/** The whole check has half an hour on a slow machine, so the unseen ones are asked about for so many ms at most. */
const longestUnseen = 180_000;

async function judge(
  from: number,
  longest = Number.POSITIVE_INFINITY,
): Promise<{ readonly told: readonly string[]; readonly summary: RunSummary }> {
  const options = { from, count: 1000, processes: 2, until: performance.now() + longest, shrinkTries: 40, most: 20 };
  const summary = await runCases(options);
  const told = summary.differing.map(({ seed, stackCase, verdict }) => tellCase(seed, stackCase, verdict));
  return { told, summary };
}

function assertAnswered({ counts }: RunSummary): void {
  const asked = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const answered = asked - (counts.get('silent') ?? 0);
  assert.ok(answered > 0.95 * asked, `Heat answered only ${answered} of ${asked} cases`);
}

test('Heat and Tyto answer a thousand stacks alike that are always the same', { skip }, async () => {
  const { told, summary } = await judge(0);
  assert.equal(told.join('\n\n'), '');
  assertAnswered(summary);
});

test('Heat and Tyto answer a thousand stacks alike that nobody has seen', { skip }, async () => {
  const from = 1_000_000 + randomInt(2 ** 31 - 2_000_000);
  console.log(`node conformance/main.ts --seed ${from} --count 1000`);
  const { told, summary } = await judge(from, longestUnseen);
  for (const each of told) console.log(each);
  assert.ok(told.length <= mostUnseen, `${told.length} of ${summary.next - from} cases from number ${from} on differ`);
  assertAnswered(summary);
});
