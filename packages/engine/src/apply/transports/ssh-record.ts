import { assembleFinished, joinStream, type OutputFile, outputLimit } from './collect.ts';
import { parseRecord } from './record.ts';
import type { Frame } from './ssh-frames.ts';
import { streamFirst } from './ssh-script.ts';
import type { Finished, NodeRecord } from './transport.ts';

/** The sizes and ends of streams that were too long to come whole. */
export type Tails = ReadonlyMap<string, { readonly size: number; readonly tail: Buffer }>;

/** Whether a stream is longer than what came of it, so that its end must be asked for. */
export function needsTails(frames: readonly Frame[]): boolean {
  return frames.some(
    ({ kind, detail, content }) => kind === 'file' && isStream(detail) && content.length >= streamFirst,
  );
}

function isStream(tag: string): boolean {
  return tag === 'stdout' || tag === 'stderr';
}

export function readTails(frames: readonly Frame[]): Tails {
  const sizes = new Map<string, number>();
  const tails = new Map<string, { size: number; tail: Buffer }>();
  for (const { kind, detail, content } of frames) {
    const [name = '', size = ''] = detail.split(/ +/);
    if (kind === 'size') sizes.set(name, Number(size));
    if (kind === 'tail') tails.set(name, { size: sizes.get(name) ?? 0, tail: content });
  }
  return tails;
}

/** What an answer says of an action; undefined where the node's shell answered something else, which is a bug. */
export function recordOf(frames: readonly Frame[], outputs: readonly string[], tails: Tails): NodeRecord | undefined {
  const state = frames.find(({ kind }) => kind === 'state');
  switch (state?.detail) {
    case 'absent':
    case 'running':
    case 'lost':
      return { kind: state.detail };
    case 'finished': {
      const record = parseRecord(state.content.toString('utf8'));
      return record.kind === 'finished' ? finishedOf(record, frames, outputs, tails) : undefined;
    }
    default:
      return undefined;
  }
}

function finishedOf(
  end: Pick<Finished, 'status' | 'killed'>,
  frames: readonly Frame[],
  outputs: readonly string[],
  tails: Tails,
): Finished {
  const stream = (name: string) => {
    const { content } = frames.find(({ kind, detail }) => kind === 'file' && detail === name) ?? { content: nothing };
    const { size, tail } = tails.get(name) ?? { size: content.length, tail: content };
    return content.length < streamFirst
      ? joinStream(content, content, content.length)
      : joinStream(content, tail, size);
  };
  return assembleFinished(end, {
    stdout: stream('stdout'),
    stderr: stream('stderr'),
    outputs: outputs.map((name, index) => [name, outputOf(frames, `o${index}`)]),
  });
}

const nothing = Buffer.alloc(0);

function outputOf(frames: readonly Frame[], tag: string): OutputFile {
  const frame = frames.find(({ detail, kind }) => detail === tag && (kind === 'file' || kind === 'odd'));
  if (frame === undefined) return { problem: undefined };
  if (frame.kind === 'odd') return { problem: 'is not a plain file' };
  if (frame.content.length > outputLimit) return { problem: 'is larger than 16 MiB' };
  return { text: frame.content.toString('utf8') };
}
