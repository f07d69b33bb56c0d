/**
 * Compares our regular expressions with Python's own (`re`): generated patterns of every form, on generated texts, each
 * match with all its groups. Stops at the first difference.
 *
 *   node conformance/patterns.ts [--count N] [--seed N]
 */
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { arbitraryPattern, arbitraryText } from '../packages/engine/src/hot/pattern/testing/arbitrary-pattern.ts';
import { assertLikePython } from '../packages/engine/src/hot/pattern/testing/compare-patterns.ts';

const { values } = parseArgs({
  options: { count: { type: 'string', default: '1000000' }, seed: { type: 'string', default: '1' } },
});
const [count, seed] = [Number(values.count), Number(values.seed)];
const batch = 20_000;
const start = performance.now();

for (let done = 0; done < count; done += batch) {
  const numRuns = Math.min(batch, count - done);
  assertLikePython(
    fc.sample(fc.tuple(arbitraryPattern, arbitraryText), { numRuns, seed: seed * 100_000 + done / batch }),
  );
  const seconds = (performance.now() - start) / 1000;
  console.log(`${done + numRuns} patterns agree, ${Math.round((done + numRuns) / seconds)}/s, seed ${seed}`);
}
