import assert from 'node:assert/strict';
import { askPython } from '../../testing/python.ts';
import { compilePattern, type Exhausted, matchStart, type Places, pointsOf, searchFrom } from '../compile-pattern.ts';

/** Python's own answer: where a pattern matches from the start, and where it matches at all, each with its groups. */
const program = `
import re, signal, sys, warnings
warnings.simplefilter('ignore')
class NoAnswer(Exception):
    pass
def stop(_signal, _frame):
    raise NoAnswer()
signal.signal(signal.SIGALRM, stop)
def places(match):
    return None if match is None else [place for each in range(match.re.groups + 1) for place in match.span(each)]
def answer(question):
    pattern, text = question
    # Before 3.11.5 possessive repetitions lose their place, before 3.11 there are none (gh-101955, gh-106052).
    if sys.version_info < (3, 11, 5) and re.search(r'[*+?}][+]|[(][?]>', pattern):
        raise NoAnswer()
    signal.setitimer(signal.ITIMER_REAL, 3)
    try:
        compiled = re.compile(pattern)
        return [places(compiled.match(text)), [places(each) for each in compiled.finditer(text)]]
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
`;

type Question = readonly [pattern: string, text: string];

/** Fails where a pattern does not match what it matches in Python, or is not refused as it is there. */
export function assertLikePython(questions: readonly Question[]): void {
  const answers = askPython(program, questions);
  for (const [index, question] of questions.entries()) {
    const theirs = answers[index];
    if (hasNoAnswer(theirs)) continue;
    assert.deepEqual(ours(question), isError(theirs) ? 'refused' : answerOf(theirs), JSON.stringify(question));
  }
}

/** What the pattern matches here, in the same form. */
function ours([written, text]: Question): unknown {
  const pattern = compilePattern(written);
  if (typeof pattern === 'string') return 'refused';
  const budget = { left: 100_000_000 };
  const points = pointsOf(text);
  const all: unknown[] = [];
  for (let from = 0, mustAdvance = false; ; ) {
    const found = searchFrom(pattern, points, from, mustAdvance, budget);
    if (found === undefined || found === 'exhausted') break;
    all.push(placesOf(found, pattern.groups));
    from = found[1] ?? 0;
    mustAdvance = found[0] === found[1];
  }
  return [placesOf(matchStart(pattern, text, budget), pattern.groups), all];
}

function placesOf(found: Places | undefined | Exhausted, groups: number): unknown {
  if (found === undefined || found === 'exhausted') return found ?? null;
  return Array.from({ length: groups + 1 }, (_, group) => {
    const [from, to] = [found[2 * group] ?? -1, found[2 * group + 1] ?? -1];
    return from === -1 || to === -1 ? [-1, -1] : [from, to];
  }).flat();
}

function isError(answer: unknown): answer is { readonly error: unknown } {
  return typeof answer === 'object' && answer !== null && 'error' in answer;
}

function hasNoAnswer(answer: unknown): boolean {
  return isError(answer) && String(answer.error).startsWith('NoAnswer');
}

function answerOf(answer: unknown): unknown {
  return typeof answer === 'object' && answer !== null && 'answer' in answer ? answer.answer : undefined;
}
