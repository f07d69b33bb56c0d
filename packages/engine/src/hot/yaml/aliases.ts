import type { YamlNode } from '../yaml-node.ts';
import type { Token } from './token.ts';
import { YamlFault } from './yaml-fault.ts';

/** How many nodes aliases and merge keys may add to those that are written. */
const expansionLimit = 1_000_000;
/** How deep the document may be once aliases are put in. */
const expandedDepthLimit = 512;

interface Anchored<Extra> {
  readonly node: YamlNode<Extra>;
  readonly size: number;
  readonly height: number;
}

/** What was counted when an anchor's node began. */
export interface OpenAnchor {
  readonly name: string;
  readonly size: number;
  readonly deepest: number;
}

/** The nodes that have anchors, and how large the document becomes where aliases stand for them. */
export class Aliases<Extra> {
  readonly #anchors = new Map<string, Anchored<Extra> | 'open'>();
  /** Nodes so far, counted as if aliases were written out, and the depth reached. */
  #size = 0;
  #expanded = 0;
  #deepest = 0;

  /** Counts a node. */
  enter(depth: number): void {
    this.#size++;
    if (depth > this.#deepest) this.#deepest = depth;
  }

  has(name: string): boolean {
    return this.#anchors.has(name);
  }

  open(name: string, depth: number): OpenAnchor {
    const opened = { name, size: this.#size, deepest: this.#deepest };
    this.#deepest = depth;
    this.#anchors.set(name, 'open');
    return opened;
  }

  close({ name, size, deepest }: OpenAnchor, node: YamlNode<Extra>, depth: number): void {
    this.#anchors.set(name, { node, size: this.#size - size + 1, height: this.#deepest - depth });
    this.#deepest = Math.max(deepest, this.#deepest);
  }

  /** The node that an alias at that depth stands for, or why there is none. Throws beyond the limits. */
  resolve({ text, start }: Token, depth: number): YamlNode<Extra> | string {
    const named = this.#anchors.get(text);
    if (named === undefined) return `No anchor "${text}" stands before this alias`;
    if (named === 'open') return `The alias "${text}" stands within what it names`;
    this.#size += named.size - 1;
    this.#deepest = Math.max(this.#deepest, depth + named.height);
    this.expand(named.size, start);
    if (depth + named.height > expandedDepthLimit) {
      throw new YamlFault('Aliases make the document too deep', start, { code: 'yaml-limit' });
    }
    return named.node;
  }

  /** Counts what an alias or a merge key adds. */
  expand(count: number, offset: number): void {
    this.#expanded += count;
    if (this.#expanded <= expansionLimit) return;
    const message = `Aliases and merge keys expand to more than ${expansionLimit} parts`;
    throw new YamlFault(message, offset, { code: 'yaml-limit' });
  }
}
