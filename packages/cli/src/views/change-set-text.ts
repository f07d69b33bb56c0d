import type { Value } from '@tyto/engine/hot/value.ts';
import type { Cause, Change, ChangeKind, ChangeSet } from '@tyto/engine/preview/change-set.ts';
import type { PlacedHook } from '@tyto/engine/resource/placed-hook.ts';
import { escapeControls } from '../shell/escape-controls.ts';
import type { Style } from '../shell/style.ts';
import { lineDiff, withContext } from './line-diff.ts';
import { valueText } from './value-text.ts';

/** A change set for a person: a block for each resource that something happens to, and a summary line. */
export function changeSetText(changeSet: ChangeSet, reveal: boolean, style: Style): string {
  const blocks = changeSet.changes
    .filter((change) => change.kind !== 'unchanged')
    .map((change) => `${changeText(change, reveal, style)}\n`);
  return `${blocks.join('')}${batchesText(changeSet)}${summaryText(changeSet, style)}\n${leftOutText(changeSet)}`;
}

/** Which groups go in batches: `In batches: fleet, 2 of at most 3, pause 5 s`. */
function batchesText({ batches = [] }: ChangeSet): string {
  const lines = batches.map(({ group, maxBatchSize, minInService, pauseTime, batches: each }) => {
    const parts = [
      `${each.length === 1 ? '1 batch' : `${each.length} batches`} of at most ${maxBatchSize}`,
      ...(minInService === 0 ? [] : [`at least ${minInService} left in service`]),
      ...(pauseTime === 0 || each.length === 1 ? [] : [`pause ${pauseTime} s`]),
    ];
    return `In batches: ${escapeControls(group)}, ${parts.join(', ')}.\n`;
  });
  return lines.join('');
}

const mostLeftOut = 10;

/** Where only a part was asked for, what else would change. */
function leftOutText({ limited }: ChangeSet): string {
  if (limited === undefined) return '';
  const { leftOut } = limited;
  if (leftOut.length === 0) return 'Nothing is left out.\n';
  const named = leftOut.slice(0, mostLeftOut).map(escapeControls).join(', ');
  const more = leftOut.length > mostLeftOut ? ` and ${leftOut.length - mostLeftOut} more` : '';
  return `Left out: ${leftOut.length === 1 ? '1 change' : `${leftOut.length} changes`}, of ${named}${more}.\n`;
}

/** `Plan: 1 to create, …`; the conditional kinds only where there are any. */
function summaryText(changeSet: ChangeSet, style: Style): string {
  const counts = new Map<ChangeKind, number>();
  for (const { kind } of changeSet.changes) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const parts = summaryKinds.flatMap(([kind, words, always]) => {
    const number = counts.get(kind) ?? 0;
    return always || number > 0 ? [`${number} ${words}`] : [];
  });
  const nothing = changeSet.changes.every((change) => change.kind === 'unchanged');
  if (!nothing) return `${style.bold('Plan:')} ${parts.join(', ')}.`;
  const number = changeSet.changes.length;
  if (changeSet.limited !== undefined) return `${style.bold('No changes.')} What was chosen is as wanted.`;
  return `${style.bold('No changes.')} ${number === 1 ? '1 resource is' : `${number} resources are`} as wanted.`;
}

const summaryKinds: readonly (readonly [ChangeKind, string, boolean])[] = [
  ['create', 'to create', true],
  ['update', 'to update', true],
  ['replace', 'to replace', true],
  ['delete', 'to delete', true],
  ['forget', 'to let go', false],
  ['update-if-changed', 'to update if changed', false],
  ['replace-if-changed', 'to replace if changed', false],
  ['deferred', 'known after apply', false],
  ['unchanged', 'unchanged', true],
];

interface Mark {
  readonly sign: string;
  readonly words: string;
  readonly paint: (style: Style) => (text: string) => string;
}

const marks: Readonly<Record<ChangeKind, Mark>> = {
  create: { sign: '+', words: 'create', paint: (style) => style.green },
  update: { sign: '~', words: 'update', paint: (style) => style.yellow },
  replace: { sign: '-/+', words: 'replace', paint: (style) => style.red },
  delete: { sign: '-', words: 'delete', paint: (style) => style.red },
  forget: { sign: '×', words: 'forget: retained as it is', paint: (style) => style.yellow },
  unchanged: { sign: ' ', words: 'unchanged', paint: (style) => style.dim },
  'update-if-changed': { sign: '?', words: 'update if changed', paint: (style) => style.cyan },
  'replace-if-changed': { sign: '?', words: 'replace if changed', paint: (style) => style.cyan },
  deferred: { sign: '?', words: 'known after apply', paint: (style) => style.cyan },
};

function changeText(change: Change, reveal: boolean, style: Style): string {
  const mark = marks[change.kind];
  const paint = mark.paint(style);
  const because = change.because === undefined ? '' : ` (${escapeControls(change.because)})`;
  const retained = change.retains === true ? '; what it replaces is retained as it is' : '';
  const head = `${paint(mark.sign.padStart(3))} ${style.bold(escapeControls(change.address))}  ${paint(mark.words)}${retained}${because}  ${style.dim(escapeControls(change.type))}`;
  const stops = (change.stops ?? []).map((stop) => `${indent}${style.yellow(stopText(stop, change.address))}`);
  return [head, ...stops, ...change.causes.flatMap((cause) => causeLines(cause, change.kind, reveal, style))]
    .map((line) => `${line}\n`)
    .join('');
}

const indent = ' '.repeat(6);

function stopText({ address, hook }: PlacedHook, own: string): string {
  return `stops at ${hook}${address === own ? '' : ` of ${escapeControls(address)}`} until 'tyto hook clear'`;
}

function causeLines(cause: Cause, kind: ChangeKind, reveal: boolean, style: Style): string[] {
  const replaces = cause.replaces ? style.red('  # replaces') : '';
  const path = `${indent}${escapeControls(cause.path)}:`;
  if (kind === 'deferred') return [`${path} (known after apply: ${escapeControls(cause.awaits.join(', '))})`];
  if (typeof cause.old === 'string' && typeof cause.new === 'string' && `${cause.old}${cause.new}`.includes('\n')) {
    const lines = lineDiff(cause.old, cause.new);
    if (lines !== undefined) {
      return [
        `${path}${replaces}`,
        ...withContext(lines, 2).map(({ sign, text }) => {
          const line = `${indent}  ${sign} ${escapeControls(text)}`.trimEnd();
          if (sign === ' ') return line;
          return sign === '+' ? style.green(line) : style.red(line);
        }),
      ];
    }
  }
  const now = side(cause.new, cause.awaits, reveal);
  if (kind === 'create' && cause.old === undefined) return [`${path} ${now}`];
  return [`${path} ${side(cause.old, [], reveal)} → ${now}${replaces}`];
}

function side(value: Value | undefined, awaits: readonly string[], reveal: boolean): string {
  const text = value === undefined ? '(none)' : (longText(value) ?? valueText(value, { reveal, limit: 300 }));
  // What a config's content waits for is known to the change set alone.
  if (awaits.length > 0 && text.startsWith('(known after apply')) {
    return escapeControls(`(known after apply: ${awaits.join(', ')})`);
  }
  return escapeControls(text);
}

/** Of a text of many lines only how many: nobody reads it on one. */
function longText(value: Value): string | undefined {
  const lines = typeof value === 'string' ? value.replace(/\n$/, '').split('\n').length : 1;
  return lines > 2 ? `(text of ${lines} lines)` : undefined;
}
