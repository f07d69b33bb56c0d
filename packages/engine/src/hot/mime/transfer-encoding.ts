const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
/** Of bytes, for a line of 76 characters. */
const lineLength = 57;

/** Bytes in base64, in lines of at most 76 characters that each end in a line feed. Python: `email/base64mime.py`. */
export function base64Lines(bytes: Uint8Array): string {
  let lines = '';
  for (let at = 0; at < bytes.length; at += lineLength) lines += `${base64(bytes.subarray(at, at + lineLength))}\n`;
  return lines;
}

function base64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const [first = 0, second, third] = bytes.subarray(at, at + 3);
    const bits = (first << 16) | ((second ?? 0) << 8) | (third ?? 0);
    text += digit(bits >> 18) + digit(bits >> 12);
    text += (second === undefined ? '=' : digit(bits >> 6)) + (third === undefined ? '=' : digit(bits));
  }
  return text;
}

function digit(bits: number): string {
  return alphabet.charAt(bits & 63);
}
