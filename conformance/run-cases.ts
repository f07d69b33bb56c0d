import { makeCase, type StackCase } from './generate/make-case.ts';
import { type Differing, judgeCase, type Verdict } from './judge.ts';
import { Oracle } from './oracle/oracle.ts';
import { shrinkCase } from './shrink/shrink-case.ts';

export interface RunOptions {
  /** The number of the first case. */
  readonly from: number;
  readonly count: number;
  /** How many oracles work side by side. */
  readonly processes: number;
  /** No case is begun after this, by `performance.now()`. */
  readonly until: number;
  /** How many smaller cases to try for each that differs; none: not made smaller. */
  readonly shrinkTries: number;
  /** At most so many cases that differ are looked into. */
  readonly most: number;
  /** Whether what both refuse is taken away, and the rest compared: for broken cases that takes twice as long. */
  readonly deeper?: boolean;
  readonly onDone?: (result: CaseResult) => void;
}

/** A case with what came of it. */
export interface CaseResult {
  readonly seed: number;
  readonly stackCase: StackCase;
  readonly verdict: Verdict;
}

export interface RunSummary {
  /** How many came to what: `same CREATE_COMPLETE`, `known NAME`, `differs`, `silent`. */
  readonly counts: ReadonlyMap<string, number>;
  readonly differing: readonly (CaseResult & { readonly verdict: Differing })[];
  /** The first number that no case was made of. */
  readonly next: number;
}

/** Judges generated cases by several oracles at once; those that differ are made smaller. */
export async function runCases(options: RunOptions): Promise<RunSummary> {
  const counts = new Map<string, number>();
  const differing: (CaseResult & { readonly verdict: Differing })[] = [];
  const end = options.from + options.count;
  let next = options.from;
  const work = async (): Promise<void> => {
    const oracle = new Oracle();
    while (next < end && performance.now() < options.until && differing.length < options.most) {
      const seed = next;
      next += 1;
      const result = await runCase(seed, oracle, options);
      const { verdict } = result;
      const name = nameOf(verdict);
      counts.set(name, (counts.get(name) ?? 0) + 1);
      if (verdict.kind === 'differs') differing.push({ ...result, verdict });
      options.onDone?.(result);
    }
    oracle.close();
  };
  await Promise.all(Array.from({ length: options.processes }, work));
  return { counts, differing, next };
}

async function runCase(
  seed: number,
  oracle: Oracle,
  { shrinkTries: tries, deeper = false }: RunOptions,
): Promise<CaseResult> {
  const stackCase = makeCase(seed);
  const verdict = await judgeCase(stackCase, oracle, { deeper });
  if (verdict.kind !== 'differs' || tries === 0) return { seed, stackCase, verdict };
  const differs = async (smaller: StackCase): Promise<boolean> => {
    const found = await judgeCase(smaller, oracle, { deeper });
    return found.kind === 'differs' && found.sort === verdict.sort;
  };
  // Plain YAML, if that will do.
  const plain = { ...stackCase, style: 0 };
  const smallest = await shrinkCase((await differs(plain)) ? plain : stackCase, differs, tries);
  const last = await judgeCase(smallest, oracle, { deeper });
  return last.kind === 'differs' ? { seed, stackCase: smallest, verdict: last } : { seed, stackCase, verdict };
}

function nameOf(verdict: Verdict): string {
  switch (verdict.kind) {
    case 'same':
      return `same ${verdict.status}`;
    case 'known':
      return `known ${verdict.name}`;
    default:
      return verdict.kind;
  }
}
