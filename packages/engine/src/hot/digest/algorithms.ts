import { blake2bHex } from './blake2b.ts';
import { md5Hex } from './md5.ts';
import { sha1Hex } from './sha1.ts';
import { sha3Hex } from './sha3.ts';
import { sha224Hex, sha256Hex } from './sha256.ts';
import { sha384Hex, sha512Hex } from './sha512.ts';

/** The digests that the function `digest` knows, by the name that Python has for them. */
export const algorithms: ReadonlyMap<string, (bytes: Uint8Array) => string> = new Map([
  ['md5', md5Hex],
  ['sha1', sha1Hex],
  ['sha224', sha224Hex],
  ['sha256', sha256Hex],
  ['sha384', sha384Hex],
  ['sha512', sha512Hex],
  ['blake2b', blake2bHex],
  ['sha3_224', (bytes) => sha3Hex(224, bytes)],
  ['sha3_256', (bytes) => sha3Hex(256, bytes)],
  ['sha3_384', (bytes) => sha3Hex(384, bytes)],
  ['sha3_512', (bytes) => sha3Hex(512, bytes)],
]);
