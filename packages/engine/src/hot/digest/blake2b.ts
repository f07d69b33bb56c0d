import { toBytes } from './bytes.ts';

/** The BLAKE2b digest of a text (as UTF-8) or of bytes, in 128 lower-case hexadecimal digits. RFC 7693. */
export function blake2bHex(content: string | Uint8Array): string {
  const bytes = toBytes(content);
  const blocks = Math.max(1, Math.ceil(bytes.length / 128));
  const message = new Uint8Array(blocks * 128);
  message.set(bytes);
  const view = new DataView(message.buffer);
  const state = BigUint64Array.from(start);
  // The first word also holds the length of the digest; there is no key.
  state[0] = (state[0] ?? 0n) ^ 0x01010040n;
  for (let block = 0; block < blocks; block += 1) {
    const isLast = block === blocks - 1;
    addBlock(state, view, block * 128, isLast ? bytes.length : (block + 1) * 128, isLast);
  }
  return Array.from(state, hexOfLong).join('');
}

const start = new BigUint64Array([
  0x6a09e667f3bcc908n,
  0xbb67ae8584caa73bn,
  0x3c6ef372fe94f82bn,
  0xa54ff53a5f1d36f1n,
  0x510e527fade682d1n,
  0x9b05688c2b3e6c1fn,
  0x1f83d9abfb41bd6bn,
  0x5be0cd19137e2179n,
]);
const order: readonly (readonly number[])[] = [
  [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
  [14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3],
  [11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4],
  [7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8],
  [9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13],
  [2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9],
  [12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11],
  [13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10],
  [6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5],
  [10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0],
];
/** Which words of the work each mixing step takes: the columns, then the diagonals. */
const mixed: readonly (readonly [number, number, number, number])[] = [
  [0, 4, 8, 12],
  [1, 5, 9, 13],
  [2, 6, 10, 14],
  [3, 7, 11, 15],
  [0, 5, 10, 15],
  [1, 6, 11, 12],
  [2, 7, 8, 13],
  [3, 4, 9, 14],
];

function addBlock(state: BigUint64Array, message: DataView, at: number, count: number, isLast: boolean): void {
  const work = new BigUint64Array([...state, ...start]);
  work[12] = (work[12] ?? 0n) ^ BigInt(count);
  if (isLast) work[14] = ~(work[14] ?? 0n);
  for (let round = 0; round < 12; round += 1) {
    const words = order[round % order.length] ?? [];
    for (const [step, places] of mixed.entries()) {
      const x = message.getBigUint64(at + (words[step * 2] ?? 0) * 8, true);
      const y = message.getBigUint64(at + (words[step * 2 + 1] ?? 0) * 8, true);
      mix(work, places, x, y);
    }
  }
  for (let i = 0; i < 8; i += 1) state[i] = (state[i] ?? 0n) ^ (work[i] ?? 0n) ^ (work[i + 8] ?? 0n);
}

function mix(
  work: BigUint64Array,
  [a, b, c, d]: readonly [number, number, number, number],
  x: bigint,
  y: bigint,
): void {
  addTo(work, a, (work[b] ?? 0n) + x);
  turnInto(work, d, a, 32n);
  addTo(work, c, work[d] ?? 0n);
  turnInto(work, b, c, 24n);
  addTo(work, a, (work[b] ?? 0n) + y);
  turnInto(work, d, a, 16n);
  addTo(work, c, work[d] ?? 0n);
  turnInto(work, b, c, 63n);
}

function addTo(work: BigUint64Array, place: number, sum: bigint): void {
  work[place] = (work[place] ?? 0n) + sum;
}

function turnInto(work: BigUint64Array, place: number, other: number, bits: bigint): void {
  const word = (work[place] ?? 0n) ^ (work[other] ?? 0n);
  work[place] = (word >> bits) | (word << (64n - bits));
}

function hexOfLong(long: bigint): string {
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, long, true);
  return view.getBigUint64(0).toString(16).padStart(16, '0');
}
