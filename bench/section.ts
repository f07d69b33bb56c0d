/** What one benchmark found: a table, with the lines that say how it was measured. */
export interface Section {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly notes: readonly string[];
}

/** How a benchmark is to go. */
export interface BenchOptions {
  /** The short form: fewer rounds, less in each. */
  readonly quick: boolean;
}

/** A benchmark: measures, asserting nothing, and tells what it found. */
export type Bench = (options: BenchOptions) => Promise<readonly Section[]>;

/** A section as text; the first column is flush left, the others are flush right. */
export function sectionText({ title, head, rows, notes }: Section): string {
  const lines = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...lines.map((row) => (row[column] ?? '').length)));
  const table = lines.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
  const rule = '─'.repeat(widths.reduce((sum, width) => sum + width + 2, -2));
  return [title, rule, table[0] ?? '', rule, ...table.slice(1), ...notes.map((note) => `  ${note}`), ''].join('\n');
}
