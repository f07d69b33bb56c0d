import { escapeControls } from '../shell/escape-controls.ts';
import type { Style } from '../shell/style.ts';

const linesOfOneFile = 60;
const linesInAll = 400;

/** Of these, which tell again what the tree's other files and the change set tell, only the size is shown. */
const ownFile = /^diff --git a\/tyto\//;

/**
 * What `git diff` says of the rendered files, coloured, long files cut after so many lines and all of it after more;
 * what is left out is counted. Empty where nothing differs.
 */
export function fileDiffText(diff: string, style: Style): string {
  const files = diff.split(/^(?=diff --git )/m).filter((text) => text.startsWith('diff --git '));
  const lines: string[] = [];
  let left = 0;
  for (const file of files) {
    const all = file.replace(/\n$/, '').split('\n');
    if (ownFile.test(file)) {
      lines.push(style.dim(sizeText(all)));
      continue;
    }
    const room = linesInAll - lines.length;
    if (room <= 0) {
      left += 1;
      continue;
    }
    const shown = all.slice(0, Math.min(linesOfOneFile, room));
    lines.push(...shown.map((line) => paintLine(line, style)));
    if (shown.length < all.length) lines.push(style.dim(`… ${all.length - shown.length} more lines of this file`));
  }
  if (left > 0) lines.push(style.dim(`… and ${left} more files`));
  return lines.map((line) => `${line}\n`).join('');
}

function sizeText(lines: readonly string[]): string {
  const count = (sign: RegExp): number => lines.filter((line) => sign.test(line)).length;
  const path = escapeControls(/^diff --git a\/(.*) b\//.exec(lines[0] ?? '')?.[1] ?? '');
  return `${path}: ${count(/^\+(?!\+\+ )/)} lines added, ${count(/^-(?!-- )/)} removed`;
}

function paintLine(line: string, style: Style): string {
  const safe = escapeControls(line);
  if (/^(diff --git|index |--- |\+\+\+ |new file|deleted file|similarity|rename|old mode|new mode)/.test(line)) {
    return style.bold(safe);
  }
  if (line.startsWith('@@')) return style.cyan(safe);
  if (line.startsWith('+')) return style.green(safe);
  return line.startsWith('-') ? style.red(safe) : safe;
}
