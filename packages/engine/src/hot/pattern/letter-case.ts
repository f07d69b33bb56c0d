import type { Fold } from './pattern-node.ts';

/** Small letters that have one capital letter in common. Python: `re/_casefix.py`. */
const related: readonly string[] = [
  '0069 0131',
  '0073 017f',
  '00b5 03bc',
  '0345 03b9 1fbe',
  '0390 1fd3',
  '03b0 1fe3',
  '03b2 03d0',
  '03b5 03f5',
  '03b8 03d1',
  '03ba 03f0',
  '03c0 03d6',
  '03c1 03f1',
  '03c2 03c3',
  '03c6 03d5',
  '0432 1c80',
  '0434 1c81',
  '043e 1c82',
  '0441 1c83',
  '0442 1c84 1c85',
  '044a 1c86',
  '0463 1c87',
  '1c88 a64b',
  '1e61 1e9b',
  'fb05 fb06',
];
const relatives: ReadonlyMap<number, readonly number[]> = new Map(
  related.flatMap((row) => {
    const points = row.split(' ').map((each) => Number.parseInt(each, 16));
    return points.map((point) => [point, points]);
  }),
);

/** The blocks of letters that have cases. */
const casedBlocks: readonly (readonly [number, number])[] = [
  [0x41, 0x590],
  [0x10a0, 0x1400],
  [0x1c80, 0x2000],
  [0x2100, 0x2200],
  [0x24b6, 0x24ea],
  [0x2c00, 0x2d30],
  [0xa640, 0xabc0],
  [0xff21, 0xff5b],
  [0x10400, 0x105c0],
  [0x10c80, 0x10d90],
  [0x118a0, 0x118e0],
  [0x16e40, 0x16e80],
  [0x1e900, 0x1e944],
];

/** The small letter of a letter, as one letter. Python: `_sre.unicode_tolower`, `_sre.ascii_tolower`. */
export function lowerLetter(point: number, fold: Fold): number {
  if (fold === 'none') return point;
  if (point < 128) return point >= 0x41 && point <= 0x5a ? point + 32 : point;
  if (fold === 'ascii') return point;
  // Of a text of two letters, which only U+0130 gives, Python takes the first.
  return String.fromCodePoint(point).toLowerCase().codePointAt(0) ?? point;
}

let variants: ReadonlyMap<number, readonly number[]> | undefined;

/** All letters that a letter counts as where case does not matter, itself among them. */
export function sameLetters(point: number, fold: Fold): readonly number[] {
  if (fold === 'none') return [point];
  const lower = lowerLetter(point, fold);
  if (fold === 'ascii') return lower >= 0x61 && lower <= 0x7a ? [lower, lower - 32] : [point];
  variants ??= findVariants();
  const known = variants;
  return (relatives.get(lower) ?? [lower]).flatMap((each) => known.get(each) ?? [each]);
}

/** The letters by their small letter, where these are several. */
function findVariants(): ReadonlyMap<number, readonly number[]> {
  const found = new Map<number, number[]>();
  for (const [from, to] of casedBlocks) {
    for (let point = from; point < to; point++) {
      const lower = lowerLetter(point, 'unicode');
      if (lower === point) continue;
      const letters = found.get(lower);
      if (letters === undefined) found.set(lower, [lower, point]);
      else letters.push(point);
    }
  }
  return found;
}
