import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { errorCode } from './action-directory.ts';
import type { Finished } from './transport.ts';

/** Of each stream this much is kept from its beginning, and as much from its end. */
export const keptOfStream = 512 * 1024;
/** An output larger than this is not a value; the action counts as failed. */
export const outputLimit = 16 * 1024 * 1024;
/** The status of an action whose program may have done well, but whose outputs can't be had. */
const outputsLost = 125;

/** How an action ended, with what its program wrote into the action's directory. Never reads a large file whole. */
export function collect(
  directory: string,
  outputNames: readonly string[],
  end: Pick<Finished, 'status' | 'killed'>,
): Finished {
  return assembleFinished(end, {
    stdout: readStream(join(directory, 'stdout')),
    stderr: readStream(join(directory, 'stderr')),
    outputs: outputNames.map((name) => [name, readOutput(join(directory, `outputs.${name}`))]),
  });
}

/** What a program wrote to a stream, as it is kept. */
export interface Stream {
  readonly text: string;
  readonly truncated: boolean;
}

/** An output's file: its text, or what is wrong with it; nothing is where it was not written. */
export type OutputFile = { readonly text: string } | { readonly problem: string | undefined };

/** How an action ended, from what was found of it: an output that can't be had fails it. */
export function assembleFinished(
  end: Pick<Finished, 'status' | 'killed'>,
  found: {
    readonly stdout: Stream;
    readonly stderr: Stream;
    readonly outputs: readonly (readonly [string, OutputFile])[];
  },
): Finished {
  const { stdout, stderr } = found;
  const outputs = new Map<string, string>();
  const problems: string[] = [];
  for (const [name, output] of found.outputs) {
    if ('text' in output) outputs.set(name, output.text);
    else if (output.problem !== undefined)
      problems.push(`tyto: the output ${JSON.stringify(name)} ${output.problem}\n`);
  }
  return {
    kind: 'finished',
    status: problems.length > 0 && end.status === 0 ? outputsLost : end.status,
    ...(end.killed === undefined ? {} : { killed: end.killed }),
    stdout: stdout.text,
    stderr: [stderr.text, ...problems].join(''),
    truncated: stdout.truncated || stderr.truncated,
    outputs,
  };
}

function readOutput(path: string): OutputFile {
  return withFile<OutputFile>(path, { problem: undefined }, (file, size) => {
    if (size === undefined) return { problem: 'is not a plain file' };
    if (size > outputLimit) return { problem: `is larger than 16 MiB (${size} bytes)` };
    return { text: readRange(file, 0, size).toString('utf8') };
  });
}

function readStream(path: string): Stream {
  return withFile(path, { text: '', truncated: false }, (file, size = 0) => {
    if (size <= 2 * keptOfStream) return { text: readRange(file, 0, size).toString('utf8'), truncated: false };
    return joinStream(readRange(file, 0, keptOfStream), readRange(file, size - keptOfStream, keptOfStream), size);
  });
}

/**
 * A stream of so many bytes from its beginning and its end; of more than twice what is kept of each, the middle is left
 * out. Of a shorter one `head` is all.
 */
export function joinStream(head: Buffer, tail: Buffer, size: number): Stream {
  if (size <= 2 * keptOfStream) return { text: head.toString('utf8'), truncated: false };
  const first = upToLine(head.subarray(0, keptOfStream));
  const last = fromLine(tail.subarray(-keptOfStream));
  const gap = `\n[tyto: ${size - first.length - last.length} bytes left out]\n`;
  return { text: `${first.toString('utf8')}${gap}${last.toString('utf8')}`, truncated: true };
}

/** Opens without waiting, for what a program left may be a pipe; `size` is undefined where it is not a plain file. */
function withFile<T>(path: string, missing: T, read: (file: number, size: number | undefined) => T): T {
  let file: number;
  try {
    file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (error) {
    return errorCode(error) === 'ENOENT' ? missing : read(-1, undefined);
  }
  try {
    const stat = fstatSync(file);
    return read(file, stat.isFile() ? stat.size : undefined);
  } finally {
    closeSync(file);
  }
}

function readRange(file: number, from: number, length: number): Buffer {
  const buffer = Buffer.allocUnsafe(length);
  let done = 0;
  while (done < length) {
    const count = readSync(file, buffer, done, length - done, from + done);
    if (count === 0) break;
    done += count;
  }
  return buffer.subarray(0, done);
}

/** Cuts are made between lines where lines are short, so that neither a character nor, mostly, a word is torn. */
const lineSought = 64 * 1024;

function upToLine(head: Buffer): Buffer {
  const newline = head.lastIndexOf(0x0a);
  if (newline > head.length - lineSought) return head.subarray(0, newline);
  const character = backToCharacter(head, head.length - 1);
  return head.subarray(0, character);
}

function fromLine(tail: Buffer): Buffer {
  const newline = tail.indexOf(0x0a);
  if (newline !== -1 && newline < lineSought) return tail.subarray(newline + 1);
  let start = 0;
  while (start < 3 && isContinuation(tail[start])) start += 1;
  return tail.subarray(start);
}

function backToCharacter(bytes: Buffer, last: number): number {
  let start = last;
  while (start > last - 3 && isContinuation(bytes[start])) start -= 1;
  return start;
}

function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80;
}
