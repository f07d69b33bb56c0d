import { toBytes } from './bytes.ts';

/** The SHA-3 digest of a text (as UTF-8) or of bytes with so many bits: 224, 256, 384 or 512. FIPS 202. */
export function sha3Hex(bits: 224 | 256 | 384 | 512, content: string | Uint8Array): string {
  const rate = 200 - bits / 4;
  const bytes = toBytes(content);
  const padded = new Uint8Array(Math.ceil((bytes.length + 1) / rate) * rate);
  padded.set(bytes);
  padded[bytes.length] = 0x06;
  padded[padded.length - 1] = (padded[padded.length - 1] ?? 0) | 0x80;
  const state = new BigUint64Array(25);
  const view = new DataView(padded.buffer);
  for (let block = 0; block < padded.length; block += rate) {
    for (let lane = 0; lane < rate / 8; lane += 1)
      state[lane] = at(state, lane) ^ view.getBigUint64(block + lane * 8, true);
    permute(state);
  }
  const result = new DataView(new ArrayBuffer(200));
  state.forEach((lane, index) => {
    result.setBigUint64(index * 8, lane, true);
  });
  const digest = new Uint8Array(result.buffer, 0, bits / 8);
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Keccak-f[1600]: 24 rounds over a state of five by five lanes, the one at x, y standing at x + 5 y. */
function permute(state: BigUint64Array): void {
  for (const constant of roundConstants) {
    mixColumns(state);
    const turned = turnLanes(state);
    for (let lane = 0; lane < 25; lane += 1) {
      const row = lane - (lane % 5);
      const next = at(turned, row + ((lane + 1) % 5));
      state[lane] = at(turned, lane) ^ (~next & at(turned, row + ((lane + 2) % 5)));
    }
    state[0] = at(state, 0) ^ constant;
  }
}

function mixColumns(state: BigUint64Array): void {
  const columns = [0, 1, 2, 3, 4].map((x) => [0, 5, 10, 15, 20].reduce((sum, y) => sum ^ at(state, x + y), 0n));
  for (let lane = 0; lane < 25; lane += 1) {
    const left = columns[(lane + 4) % 5] ?? 0n;
    state[lane] = at(state, lane) ^ left ^ turn(columns[(lane + 1) % 5] ?? 0n, 1);
  }
}

/** Each lane turned by its number of bits and brought to its new place. */
function turnLanes(state: BigUint64Array): BigUint64Array {
  const turned = new BigUint64Array(25);
  turned[0] = at(state, 0);
  for (let step = 0, x = 1, y = 0; step < 24; step += 1) {
    const bits = (((step + 1) * (step + 2)) / 2) % 64;
    const [nextX, nextY] = [y, (2 * x + 3 * y) % 5];
    turned[nextX + 5 * nextY] = turn(at(state, x + 5 * y), bits);
    [x, y] = [nextX, nextY];
  }
  return turned;
}

function turn(lane: bigint, bits: number): bigint {
  return BigInt.asUintN(64, (lane << BigInt(bits)) | (lane >> BigInt(64 - bits)));
}

function at(state: BigUint64Array, index: number): bigint {
  return state[index] ?? 0n;
}

/** The constants come out of a shift register. */
const roundConstants: readonly bigint[] = (() => {
  let register = 1;
  return Array.from({ length: 24 }, () => {
    let constant = 0n;
    for (let bit = 0; bit < 7; bit += 1) {
      if (register & 1) constant |= 1n << BigInt(2 ** bit - 1);
      register = register & 0x80 ? ((register << 1) ^ 0x171) & 0xff : register << 1;
    }
    return constant;
  });
})();
