import { escapeControls } from '../shell/escape-controls.ts';
import type { Style } from '../shell/style.ts';

/** Rows under a heading, columns aligned; `none` where there is no row. Cells are escaped. */
export function table(
  heading: readonly string[],
  rows: readonly (readonly string[])[],
  none: string,
  style: Style,
): string {
  if (rows.length === 0) return `${none}\n`;
  const safe = rows.map((row) => row.map((cell) => escapeControls(cell).replaceAll('\n', ' ')));
  const widths = heading.map((title, column) => Math.max(title.length, ...safe.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd(widths[column] ?? 0)))
      .join('  ')
      .trimEnd();
  return `${[style.bold(line(heading)), ...safe.map(line)].join('\n')}\n`;
}

/** `name: value` lines, values aligned; rows without a value are left out. Values are escaped. */
export function fields(rows: readonly (readonly [string, string | undefined])[], style: Style): string {
  const given = rows.filter((row): row is readonly [string, string] => row[1] !== undefined);
  const width = Math.max(0, ...given.map(([name]) => name.length)) + 2;
  return given
    .map(
      ([name, value]) =>
        `${style.bold(`${name}:`.padEnd(width))}${escapeControls(value).replaceAll('\n', `\n${' '.repeat(width)}`)}\n`,
    )
    .join('');
}
