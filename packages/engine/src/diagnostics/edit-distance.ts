/** How far another text is from one, where that is less than the limit. */
export type DistanceTo = (other: string, limit: number) => number | undefined;

/** As many rows of a column as fit into the bits of an integer. */
const bits = 32;

/**
 * How many insertions, deletions, replacements and swaps of neighbours lead from a text to others. What is needed of the
 * text is worked out once, for names are compared with very many others.
 */
export function distanceFrom(text: string): DistanceTo {
  return text.length > bits || text.length === 0 ? (other, limit) => byRows(text, other, limit) : byBits(text);
}

function byRows(from: string, to: string, limit: number): number | undefined {
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const same = from[row - 1] === to[column - 1];
      let cost = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
      );
      if (from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1]) {
        cost = Math.min(cost, (beforeLast[column - 2] ?? 0) + 1);
      }
      current.push(cost);
    }
    beforeLast = last;
    last = current;
  }
  const distance = last[to.length] ?? 0;
  return distance < limit ? distance : undefined;
}

/**
 * A whole column of the table at once, a row in each bit: whether it is one more or one less than the row before it, and
 * than the column before. Hyyrö, "A bit-vector algorithm for computing Levenshtein and Damerau edit distances", 2003.
 */
function byBits(text: string): DistanceTo {
  const rowsOf = rowsByCharacter(text);
  const lowest = 1 << (text.length - 1);
  return (other, limit) => {
    let distance = text.length;
    let [rowMore, rowLess, equal, equalBefore, rows] = [-1, 0, 0, 0, 0];
    for (let column = 0; column < other.length; column++) {
      rows = rowsOf(other.charCodeAt(column));
      const swapped = ((~equal & rows) << 1) & equalBefore;
      equal = ((((rows & rowMore) + rowMore) | 0) ^ rowMore) | rows | rowLess | swapped;
      let columnMore = rowLess | ~(equal | rowMore);
      let columnLess = equal & rowMore;
      if ((columnMore & lowest) !== 0) distance++;
      if ((columnLess & lowest) !== 0) distance--;
      // The characters that are left can't bring it nearer by more than one each.
      if (distance - (other.length - 1 - column) >= limit) return undefined;
      columnMore = (columnMore << 1) | 1;
      columnLess <<= 1;
      rowMore = columnLess | ~(equal | columnMore);
      rowLess = columnMore & equal;
      equalBefore = rows;
    }
    return distance < limit ? distance : undefined;
  };
}

/** In which rows a character stands. */
function rowsByCharacter(text: string): (code: number) => number {
  const common = new Int32Array(128);
  const others = new Map<number, number>();
  for (let row = 0; row < text.length; row++) {
    const code = text.charCodeAt(row);
    if (code < 128) common[code] = (common[code] ?? 0) | (1 << row);
    else others.set(code, (others.get(code) ?? 0) | (1 << row));
  }
  return (code) => (code < 128 ? common[code] : others.get(code)) ?? 0;
}
