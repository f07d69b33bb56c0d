import { toBytes } from '../digest/bytes.ts';
import { sha256Hex } from '../digest/sha256.ts';
import { quoteUrl } from '../functions/url-quote.ts';
import { base64Lines } from './transfer-encoding.ts';

/** A part of a message: its text, what kind of text it is, and the name of the file that it is to become. */
export interface MimePart {
  readonly text: string;
  readonly subtype: string;
  readonly filename: string;
}

/**
 * A multipart message as Python's `email` writes it: parts of ASCII as they are, others in UTF-8 and base64. Python's
 * boundary is random; this one comes of the content, so that the same parts give the same message. CPython 3.11:
 * `email/generator.py`, Heat: `multi_part.py`.
 */
export function writeMime(parts: readonly MimePart[]): string {
  const messages = parts.map(writePart);
  const boundary = boundaryFor(messages.join('\n'));
  const head = `Content-Type: multipart/mixed; boundary="${boundary}"\nMIME-Version: 1.0\n\n`;
  return `${head}--${boundary}\n${messages.join(`\n--${boundary}\n`)}\n--${boundary}--\n`;
}

function writePart({ text, subtype, filename }: MimePart): string {
  const isAscii = /^[\0-\x7f]*$/.test(text);
  const kind = `text/${subtype === '' ? 'plain' : subtype}`;
  const lines = [
    `Content-Type: ${kind}; charset="${isAscii ? 'us-ascii' : 'utf-8'}"`,
    'MIME-Version: 1.0',
    `Content-Transfer-Encoding: ${isAscii ? '7bit' : 'base64'}`,
    ...(filename === '' ? [] : [`Content-Disposition: attachment; ${filenameParameter(filename)}`]),
    '',
    isAscii ? text.replaceAll(/\r\n?/g, '\n') : base64Lines(toBytes(text)),
  ];
  return lines.join('\n');
}

/** Python: `email/message.py`, _formatparam: a name beyond ASCII is written as RFC 2231 has it. */
function filenameParameter(name: string): string {
  if (/^[\0-\x7f]*$/.test(name)) return `filename="${name.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
  return `filename*=utf-8''${quoteUrl(name, '')}`;
}

/** Of the form that Python's are, and in no line of the text. */
function boundaryFor(text: string): string {
  const number = BigInt(`0x${sha256Hex(text).slice(0, 16)}`) % 0x7fffffffffffffffn;
  const base = `===============${number.toString().padStart(19, '0')}==`;
  const lines = new Set(text.split(/\r\n?|\n/));
  let boundary = base;
  for (let count = 0; lines.has(`--${boundary}`) || lines.has(`--${boundary}--`); count++)
    boundary = `${base}.${count}`;
  return boundary;
}
