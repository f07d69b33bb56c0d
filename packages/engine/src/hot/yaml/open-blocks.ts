/** The columns of the blocks that lie in each other at a place. */
export class OpenBlocks {
  /** The column of the innermost, -1 outside of all. */
  indent = -1;
  readonly #outer: number[] = [];

  /** Begins a block at the column; `false` where one is open there. */
  begin(column: number): boolean {
    if (this.indent >= column) return false;
    this.#outer.push(this.indent);
    this.indent = column;
    return true;
  }

  /** Ends the innermost block if it is further right than the column; `false` where it isn't. */
  end(column: number): boolean {
    if (this.indent <= column) return false;
    this.indent = this.#outer.pop() ?? -1;
    return true;
  }
}
