import { parseJson } from '../packages/engine/src/hot/json-reader.ts';
import { isList, isMap, type Value } from '../packages/engine/src/hot/value.ts';
import { compareAnswers, type Difference } from './compare/compare-answers.ts';
import { knownBy, restOf } from './compare/explain-differences.ts';
import type { Disagreement } from './compare/known-difference.ts';
import { withoutRefused } from './compare/refused-by-both.ts';
import { tytoAnswer } from './compare/tyto-answer.ts';
import { caseLine } from './generate/case-text.ts';
import type { StackCase } from './generate/make-case.ts';
import type { Oracle } from './oracle/oracle.ts';

/** What came of one case. */
export type Verdict =
  | { readonly kind: 'same'; readonly status: string }
  | { readonly kind: 'known'; readonly name: string }
  | { readonly kind: 'silent' }
  | Differing;

export interface Differing {
  readonly kind: 'differs';
  readonly differences: readonly Difference[];
  readonly heat: Value;
  readonly tyto: Value;
  /** What sort of difference it is: kept while a case is made smaller. */
  readonly sort: string;
  /** The case in which they differ, where it is what is left of another without known differences. */
  readonly rest?: string;
}

export interface JudgeOptions {
  /** Whether what both refuse is taken away, too, that nothing hides behind it. */
  readonly deeper?: boolean;
}

/** So often a case is asked about again without what is known. */
const mostRests = 4;

/** Asks both about a case. What Tyto throws is a difference, too. */
export function judgeCase(stackCase: StackCase, oracle: Oracle, options: JudgeOptions = {}): Promise<Verdict> {
  return judgeLine(caseLine(stackCase), oracle, options);
}

/**
 * The same of a case that is a line of JSON already. Where all that differs is known, both are asked again about the
 * case without it, so that nothing else hides behind it.
 */
export async function judgeLine(
  line: string,
  oracle: Oracle,
  { deeper = false }: JudgeOptions = {},
  rests = 0,
): Promise<Verdict> {
  const heat = parseJson(await oracle.ask(line)) ?? null;
  if (statusOf(heat) === 'ORACLE') return { kind: 'silent' };
  const asked = { heat, tyto: tytoAnswer(line), line };
  const differences = compareAnswers(heat, asked.tyto);
  const known = knownBy(differences, asked);
  if (known === undefined)
    return { kind: 'differs', differences, heat, tyto: asked.tyto, sort: sortOf(differences, asked) };
  const name = known[0]?.rule.name;
  const verdict: Verdict = name === undefined ? { kind: 'same', status: statusOf(heat) } : { kind: 'known', name };
  const rest = name === undefined && deeper ? withoutRefused(asked) : restOf(known, asked);
  if (rest === line || rests === mostRests) return verdict;
  const found = await judgeLine(rest, oracle, { deeper }, rests + 1);
  if (found.kind !== 'differs') return verdict;
  return { ...found, sort: `without ${name ?? 'what both refuse'}: ${found.sort}`, rest: found.rest ?? rest };
}

function statusOf(answer: Value): string {
  const status = isMap(answer) ? answer.get('status') : undefined;
  return typeof status === 'string' ? status : '';
}

function sortOf([first]: readonly Difference[], asked: Disagreement): string {
  if (first === undefined) return '';
  const kind = first.what.replace(/(output) .*/, '$1');
  if (!kind.endsWith('status')) return kind;
  return `${kind} ${String(first.heat)}/${String(first.tyto)} ${wordsOf(asked.heat)} ${codeOf(asked.tyto)}`;
}

/** Heat's words without names and values. */
function wordsOf(answer: Value): string {
  if (!isMap(answer)) return '';
  const words = answer.get('error') ?? answer.get('reason') ?? null;
  const after = answer.get('after');
  if (typeof words !== 'string') return after === undefined ? '' : wordsOf(after);
  return words.replaceAll(/"[^"]*"|'[^']*'|[\w.\-[\]]*\d[\w.\-[\]]*|\([^)]*\)/g, '_').slice(-60);
}

function codeOf(answer: Value): string {
  if (!isMap(answer)) return '';
  const after = answer.get('after');
  const errors = answer.get('errors') ?? null;
  const [first = null] = isList(errors) ? errors : [];
  if (isMap(first)) return String(first.get('code') ?? '');
  return after === undefined ? '' : codeOf(after);
}
