const utf8 = new TextEncoder();

/** The bytes of a text in UTF-8 (a lone surrogate becomes U+FFFD), or the bytes themselves. */
export function toBytes(content: string | Uint8Array): Uint8Array {
  return typeof content === 'string' ? utf8.encode(content) : content;
}

/** Words of 32 bits as hexadecimal digits, the most significant byte first. */
export function hexOfWords(words: Iterable<number>): string {
  let text = '';
  for (const word of words) text += (word >>> 0).toString(16).padStart(8, '0');
  return text;
}

/**
 * A message as a digest takes it: a bit 1, zeros, and the length in bits in the last 8 bytes (the most significant first
 * where `bigEndian`), filled up to whole blocks.
 */
export function padded(bytes: Uint8Array, blockSize: 64 | 128, bigEndian: boolean): DataView {
  const lengthSize = blockSize / 8;
  const size = Math.ceil((bytes.length + 1 + lengthSize) / blockSize) * blockSize;
  const message = new Uint8Array(size);
  message.set(bytes);
  message[bytes.length] = 0x80;
  const view = new DataView(message.buffer);
  const high = Math.floor(bytes.length / 0x2000_0000);
  const low = (bytes.length * 8) >>> 0;
  view.setUint32(size - 8, bigEndian ? high : low, !bigEndian);
  view.setUint32(size - 4, bigEndian ? low : high, !bigEndian);
  return view;
}
