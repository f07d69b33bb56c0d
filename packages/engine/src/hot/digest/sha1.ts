import { hexOfWords, padded, toBytes } from './bytes.ts';

/** The SHA-1 digest of a text (as UTF-8) or of bytes, in 40 lower-case hexadecimal digits. FIPS 180-4. */
export function sha1Hex(content: string | Uint8Array): string {
  const message = padded(toBytes(content), 64, true);
  const state = Int32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0);
  const schedule = new Int32Array(80);
  for (let at = 0; at < message.byteLength; at += 64) {
    fillSchedule(schedule, message, at);
    addBlock(state, schedule);
  }
  return hexOfWords(state);
}

const constants = [0x5a827999, 0x6ed9eba1, 0x8f1bbcdc, 0xca62c1d6];

function fillSchedule(schedule: Int32Array, message: DataView, at: number): void {
  for (let i = 0; i < 16; i += 1) schedule[i] = message.getInt32(at + i * 4);
  for (let i = 16; i < 80; i += 1) {
    const word = (schedule[i - 3] ?? 0) ^ (schedule[i - 8] ?? 0) ^ (schedule[i - 14] ?? 0) ^ (schedule[i - 16] ?? 0);
    schedule[i] = (word << 1) | (word >>> 31);
  }
}

function addBlock(state: Int32Array, schedule: Int32Array): void {
  let [a = 0, b = 0, c = 0, d = 0, e = 0] = state;
  for (let i = 0; i < 80; i += 1) {
    const round = Math.floor(i / 20);
    const sum = ((a << 5) | (a >>> 27)) + mix(round, b, c, d) + e + (constants[round] ?? 0) + (schedule[i] ?? 0);
    e = d;
    d = c;
    c = (b << 30) | (b >>> 2);
    b = a;
    a = sum | 0;
  }
  const ends = [a, b, c, d, e];
  for (let i = 0; i < 5; i += 1) state[i] = (state[i] ?? 0) + (ends[i] ?? 0);
}

function mix(round: number, b: number, c: number, d: number): number {
  if (round === 0) return (b & c) | (~b & d);
  return round === 2 ? (b & c) | (b & d) | (c & d) : b ^ c ^ d;
}
