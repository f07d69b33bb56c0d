import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { test } from 'node:test';
import { withoutHeat } from './oracle/without-heat.ts';
import { runCases } from './run-cases.ts';
import { tellCase } from './tell-case.ts';

const skip = withoutHeat() ?? false;

async function assertNoDifference(from: number): Promise<void> {
  const options = { from, count: 1000, processes: 2, until: Number.POSITIVE_INFINITY, shrinkTries: 60, most: 5 };
  const { differing, counts } = await runCases(options);
  const told = differing.map(({ seed, stackCase, verdict }) => tellCase(seed, stackCase, verdict));
  assert.equal(told.join('\n\n'), '', `node conformance/main.ts --seed ${from} --count 1000`);
  const answered = [...counts].reduce((sum, [name, count]) => (name === 'silent' ? sum : sum + count), 0);
  assert.ok(answered > 950, `Heat answered only ${answered} of 1000 cases`);
}

test('Heat and Tyto answer a thousand stacks alike that are always the same', { skip }, () => assertNoDifference(0));

test('Heat and Tyto answer a thousand stacks alike that nobody has seen', { skip }, async (t) => {
  const from = 1_000_000 + randomInt(2 ** 31 - 2_000_000);
  t.diagnostic(`node conformance/main.ts --seed ${from} --count 1000`);
  console.log(`cases from number ${from} on`);
  await assertNoDifference(from);
});
