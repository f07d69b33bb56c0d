import type { Position } from '../../diagnostics/diagnostic.ts';
import { type ExplainContext, placed } from './explain-context.ts';
import type { Reason } from './explanation.ts';

/**
 * Narrows the reasons of a text to those of one of its lines: a file or a text in a template is given with the line that
 * became this one. Where a line stands in the source as it is, nothing else went into it.
 */
export function reasonsOfLine(
  context: ExplainContext,
  reasons: readonly Reason[],
  text: string,
  line: number,
): readonly Reason[] {
  const lines = text.replace(/\n+$/, '').split('\n');
  const wanted: Wanted = { line, text: lines[line - 1] ?? '', count: lines.length };
  const narrowed = reasons.map((reason) => narrow(context, reason, wanted));
  const whole = narrowed.find((each) => each.isWhole);
  return (whole === undefined ? narrowed : [whole]).map((each) => each.reason);
}

interface Wanted {
  readonly line: number;
  readonly text: string;
  readonly count: number;
}

interface Narrowed {
  readonly reason: Reason;
  readonly isWhole: boolean;
}

function narrow(context: ExplainContext, reason: Reason, wanted: Wanted): Narrowed {
  if (reason.decides === true || reason.at === undefined) return { reason, isWhole: false };
  switch (reason.what) {
    case 'file': {
      const inner = reason.reasons.map((each) => narrow(context, each, wanted));
      return {
        reason: { ...reason, reasons: inner.map((each) => each.reason) },
        isWhole: inner.some((each) => each.isWhole),
      };
    }
    case 'text':
      return lineOf(context, reason, wanted, { file: reason.at.file, line: wanted.line, column: 1 });
    case 'literal':
      return literalLine(context, reason, wanted, reason.at);
    default:
      return { reason, isWhole: false };
  }
}

/** A text of a file has as many lines as what became of it, or the lines can't be told apart. */
function lineOf(context: ExplainContext, reason: Reason, wanted: Wanted, at: Position): Narrowed {
  const lines = context.texts.lines(at.file) ?? [];
  const count = lines.findLastIndex((each) => each !== '') + 1;
  const isSame = count === wanted.count;
  const isWhole = isSame && lines[at.line - 1] === wanted.text;
  return isSame ? { reason: moved(context, reason, at), isWhole } : { reason, isWhole: false };
}

/** A block begins on the line after the one that opens it; in any other text lines can't be told apart. */
function literalLine(context: ExplainContext, reason: Reason, wanted: Wanted, at: Position): Narrowed {
  const lines = context.texts.lines(at.file) ?? [];
  const opening = lines[at.line - 1] ?? '';
  if (!/^[|>]/.test(opening.slice(at.column - 1))) return { reason, isWhole: false };
  const text = lines[at.line + wanted.line - 1] ?? '';
  const column = indentOf(text) + 1;
  const isSame = opening[at.column - 1] === '|' && blockLength(lines, at.line) === wanted.count;
  const isWhole = isSame && text.trim() === wanted.text.trim();
  const there = { file: at.file, line: at.line + wanted.line, column };
  return isSame ? { reason: moved(context, reason, there), isWhole } : { reason, isWhole: false };
}

/** How many lines a block has that is opened on a line, counted as those of the rendered text are. */
function blockLength(lines: readonly string[], opened: number): number {
  const outer = indentOf(lines[opened - 1] ?? '');
  let end = opened;
  for (let index = opened; index < lines.length; index += 1) {
    const text = lines[index] ?? '';
    if (text.trim() === '') continue;
    if (indentOf(text) <= outer) break;
    end = index + 1;
  }
  return end - opened;
}

function indentOf(text: string): number {
  return text.length - text.trimStart().length;
}

function moved(context: ExplainContext, { line: _line, ...reason }: Reason, at: Position): Reason {
  return { ...reason, ...(reason.secret === true ? { at } : placed(context, at)) };
}
