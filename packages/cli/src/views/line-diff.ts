/** A line of a comparison: in both texts, only in the old or only in the new one. */
export interface DiffLine {
  readonly sign: ' ' | '-' | '+';
  readonly text: string;
}

const limit = 1000;

/** Compares two texts line by line. `undefined` where they are too long to be worth it. */
export function lineDiff(before: string, after: string): readonly DiffLine[] | undefined {
  const [old, now] = [before.split('\n'), after.split('\n')];
  if (old.length > limit || now.length > limit) return undefined;
  const common = commonLengths(old, now);
  const lines: DiffLine[] = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < now.length) {
    const [left, right] = [old[i], now[j]];
    if (left !== undefined && left === right) {
      lines.push({ sign: ' ', text: left });
      i += 1;
      j += 1;
    } else if (right === undefined || (left !== undefined && at(common, i + 1, j) >= at(common, i, j + 1))) {
      lines.push({ sign: '-', text: left ?? '' });
      i += 1;
    } else {
      lines.push({ sign: '+', text: right });
      j += 1;
    }
  }
  return lines;
}

/** Only what changed, with so many lines around each change; `…` stands for what is left out. */
export function withContext(lines: readonly DiffLine[], context: number): readonly DiffLine[] {
  const kept = lines.map((_, index) =>
    lines.slice(Math.max(0, index - context), index + context + 1).some((near) => near.sign !== ' '),
  );
  return lines.flatMap((line, index) => {
    if (kept[index]) return [line];
    return index === 0 || kept[index - 1] ? [{ sign: ' ' as const, text: '…' }] : [];
  });
}

/** For each pair of positions the length of the longest common run of lines from there to the end. */
function commonLengths(old: readonly string[], now: readonly string[]): readonly Uint16Array[] {
  const rows = Array.from({ length: old.length + 1 }, () => new Uint16Array(now.length + 1));
  for (let i = old.length - 1; i >= 0; i -= 1) {
    const row = rows[i];
    for (let j = now.length - 1; row !== undefined && j >= 0; j -= 1) {
      row[j] = old[i] === now[j] ? at(rows, i + 1, j + 1) + 1 : Math.max(at(rows, i + 1, j), at(rows, i, j + 1));
    }
  }
  return rows;
}

function at(rows: readonly Uint16Array[], i: number, j: number): number {
  return rows[i]?.[j] ?? 0;
}
