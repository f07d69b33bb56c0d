import type { NodeAnswer } from '@tyto/engine/apply/check-nodes.ts';
import { escapeControls } from '../shell/escape-controls.ts';
import type { Style } from '../shell/style.ts';

/** What the nodes said they would change: a line each, and of those that would the words of their tool. */
export function answersText(answers: ReadonlyMap<string, NodeAnswer> | undefined, style: Style): string {
  if (answers === undefined) return '';
  const lines = [...answers].flatMap(([address, answer]) => [
    `  ${style.bold(escapeControls(address))}: ${wordsOf(answer, style)}`,
    ...detailOf(answer).map((line) => `    ${style.dim('|')} ${escapeControls(line)}`),
  ]);
  const told = lines.length === 0 ? ['  nothing would run on a node'] : lines;
  return `\n${style.bold('What the nodes say:')}\n${told.map((line) => `${line}\n`).join('')}`;
}

function wordsOf(answer: NodeAnswer, style: Style): string {
  switch (answer.kind) {
    case 'checked':
      return answer.changed ? style.yellow('would change') : style.green('would stay as it is');
    case 'failed':
      return style.red(`would fail: ${escapeControls(answer.reason)}`);
    case 'unknown':
      return style.yellow(`not known: ${escapeControls(answer.reason)}`);
    case 'waits':
      return `known after apply: ${escapeControls(answer.awaits.join(', '))}`;
    case 'no-check-mode':
      return style.dim(`the tool ${escapeControls(answer.tool)} can't tell without doing it`);
  }
}

const mostLines = 60;

function detailOf(answer: NodeAnswer): readonly string[] {
  if (answer.kind !== 'failed' && !(answer.kind === 'checked' && answer.changed)) return [];
  const lines = answer.text.replace(/\n+$/, '').split('\n');
  return lines.length > mostLines ? [...lines.slice(0, mostLines), `… ${lines.length - mostLines} lines more`] : lines;
}
