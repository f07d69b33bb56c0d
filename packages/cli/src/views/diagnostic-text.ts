import type { Diagnostic } from '@tyto/engine/diagnostics/diagnostic.ts';
import type { Excerpt } from '@tyto/engine/operations/outcome.ts';
import { escapeControls } from '../shell/escape-controls.ts';
import type { Style } from '../shell/style.ts';

/**
 * A problem as a compiler would tell it: `file:line:column: error[code]: message`, the line of the source with a caret
 * where it is at hand, then path, what was expected and what to do.
 */
export function diagnosticText(problem: Diagnostic, excerpts: readonly Excerpt[], style: Style): string {
  const { at } = problem;
  const place = at === undefined ? '' : `${at.file}:${at.line}:${at.column}: `;
  const paint = problem.severity === 'error' ? style.red : style.yellow;
  const label = paint(`${problem.severity}[${problem.code}]:`);
  const excerpt = excerpts.find((each) => each.file === at?.file && each.line === at.line);
  return [
    `${style.bold(safe(place))}${label} ${style.bold(safe(problem.message))}`,
    ...(excerpt === undefined || at === undefined ? [] : excerptLines(excerpt, at.column, style)),
    ...detail('path', problem.path, style),
    ...detail('expected', problem.expected, style),
    ...detail('hint', problem.hint, style),
    '',
  ].join('\n');
}

/** All problems, in the order given, and how many there were of each severity when there is more than one. */
export function diagnosticsText(problems: readonly Diagnostic[], excerpts: readonly Excerpt[], style: Style): string {
  const texts = problems.map((problem) => diagnosticText(problem, excerpts, style));
  if (problems.length < 2) return texts.join('');
  const errors = problems.filter((problem) => problem.severity === 'error').length;
  const counts = [count(errors, 'error'), count(problems.length - errors, 'warning')].filter((text) => text !== '');
  return `${texts.join('\n')}\n${counts.join(', ')}\n`;
}

function count(number: number, noun: string): string {
  if (number === 0) return '';
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

const longestExcerpt = 160;

function excerptLines(excerpt: Excerpt, column: number, style: Style): string[] {
  // Tabs and escapes would move the caret, so the line is made safe first, and its head measured alone.
  const source = Array.from(excerpt.text);
  const start = column > longestExcerpt ? column - longestExcerpt / 2 : 0;
  const head = flat(source.slice(start, column - 1).join(''));
  const text = flat(source.slice(start, start + longestExcerpt).join(''));
  const gutter = `${excerpt.line}`.padStart(4);
  return [
    `${style.dim(`${gutter} |`)} ${start > 0 ? '…' : ''}${text}`,
    `${style.dim(`${' '.repeat(gutter.length)} |`)} ${' '.repeat(head.length + (start > 0 ? 1 : 0))}${style.red('^')}`,
  ];
}

function flat(text: string): string {
  return escapeControls(text).replaceAll('\t', '  ');
}

function detail(name: string, text: string | undefined, style: Style): string[] {
  return text === undefined ? [] : [`  ${style.dim(`${name}:`)} ${safe(text)}`];
}

function safe(text: string): string {
  return escapeControls(text).replaceAll('\n', '\n    ');
}
