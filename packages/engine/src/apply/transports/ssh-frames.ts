/** One part of what a session's shell answered: `KIND DETAIL`, and the bytes that follow. */
export interface Frame {
  readonly kind: string;
  readonly detail: string;
  readonly content: Buffer;
}

/**
 * Gathers what a session says until its frame `end`. What stands before the first frame (a greeting of the login shell)
 * is passed over; a line of the nonce can't be foretold by a program, so no content is taken for a frame.
 */
export class FrameReader {
  readonly #mark: Buffer;
  readonly #chunks: Buffer[] = [];
  #tail = Buffer.alloc(0);
  #begun = false;

  constructor(nonce: string) {
    this.#mark = Buffer.from(`\ntyto:${nonce}:`);
  }

  /** Takes a piece of the answer; gives whether the end is in it. */
  take(chunk: Buffer): boolean {
    this.#chunks.push(chunk);
    const end = Buffer.concat([this.#mark, Buffer.from('end\n')]);
    const seen = Buffer.concat([this.#tail, chunk]);
    this.#begun ||= seen.includes(this.#mark);
    this.#tail = seen.subarray(Math.max(0, seen.length - end.length + 1));
    return seen.includes(end);
  }

  /** Whether any frame has come: the node's shell has begun. */
  get begun(): boolean {
    return this.#begun;
  }

  /** The frames that are whole: all that another follows. */
  frames(): readonly Frame[] {
    const all = Buffer.concat(this.#chunks);
    const frames: Frame[] = [];
    let at = all.indexOf(this.#mark);
    while (at >= 0) {
      const start = at + this.#mark.length;
      at = all.indexOf(this.#mark, start);
      if (at >= 0) frames.push(frameOf(all.subarray(start, at)));
    }
    return frames;
  }
}

function frameOf(bytes: Buffer): Frame {
  const newline = bytes.indexOf(0x0a);
  const head = bytes.subarray(0, newline < 0 ? bytes.length : newline).toString('utf8');
  const content = newline < 0 ? Buffer.alloc(0) : bytes.subarray(newline + 1);
  const space = head.indexOf(' ');
  return space < 0
    ? { kind: head, detail: '', content }
    : { kind: head.slice(0, space), detail: head.slice(space + 1), content };
}
