/** One check or test that passed, failed or was skipped. */
export interface Outcome {
  readonly kind: 'passed' | 'failed' | 'skipped';
  readonly name: string;
  /** Where it stands, `file:line`, or the command of a check. */
  readonly place: string;
  /** Why it failed or was skipped; empty when it passed. */
  readonly detail: string;
}

const detailLimit = 200;

/** The line that closes a run: `N passed, N failed`, and the number skipped if there are any. */
export function summaryLine(outcomes: readonly Outcome[]): string {
  const count = (kind: Outcome['kind']): number => outcomes.filter((outcome) => outcome.kind === kind).length;
  const skipped = count('skipped');
  return `${count('passed')} passed, ${count('failed')} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/** The lines that tell of one check or test file: a state, a name, a count, a time, then what was skipped. */
export function reportLines(name: string, outcomes: readonly Outcome[], milliseconds: number): string[] {
  const failed = outcomes.filter((outcome) => outcome.kind === 'failed').length;
  const state = failed > 0 ? 'FAIL' : 'ok  ';
  const tests = outcomes.length === 1 ? '1 test' : `${outcomes.length} tests`;
  const count = failed > 0 && outcomes.length > 1 ? `${tests}, ${failed} failed` : tests;
  const skipped = outcomes.filter((outcome) => outcome.kind === 'skipped');
  return [
    `${state}  ${name}  ${count}  ${(milliseconds / 1000).toFixed(2)} s`,
    ...skipped.map((outcome) => `skipped: ${outcome.name}: ${outcome.detail}`),
  ];
}

/** What a reader needs to mend a failure: where, what and the detail, indented, cut where it grows beyond reading. */
export function failureText(outcome: Outcome): string {
  const lines = outcome.detail.trimEnd().split('\n');
  const rest = lines.length - detailLimit;
  const shown = rest > 0 ? [...lines.slice(0, detailLimit), `… ${rest} more lines`] : lines;
  return `\nFAIL  ${outcome.place}  ${outcome.name}\n${shown.map((line) => `    ${line}`.trimEnd()).join('\n')}`;
}
