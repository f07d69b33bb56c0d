/** Finds many patterns in one pass over bytes. Each function takes time linear in the bytes and in what it gives back. */
export interface PatternFinder {
  /** The longest pattern at each place where any ends, as [start, end), in the order of the ends. */
  longestHits(bytes: Uint8Array): readonly (readonly [number, number])[];
  /** Which patterns there are in the bytes, by their index. */
  patternsIn(bytes: Uint8Array): ReadonlySet<number>;
}

/**
 * Makes a finder, however many the patterns are and however they share beginnings (Aho and Corasick, 1975). Patterns
 * are not empty and differ from each other. Nodes are numbers, 0 the root; children are a list linked by `sibling`.
 */
export function patternFinder(patterns: readonly Uint8Array[]): PatternFinder {
  const trie = new Trie(patterns);
  trie.link();
  return {
    longestHits(bytes) {
      const hits: [number, number][] = [];
      trie.walk(bytes, (node, end) => {
        const [pattern] = trie.endingIn(node);
        if (pattern !== undefined) hits.push([end - (patterns[pattern]?.length ?? 0), end]);
      });
      return hits;
    },
    patternsIn(bytes) {
      const found = new Set<number>();
      trie.walk(bytes, (node) => {
        for (const pattern of trie.endingIn(node)) {
          // What ends in a pattern that was found before was found with it.
          if (found.has(pattern)) break;
          found.add(pattern);
        }
      });
      return found;
    },
  };
}

class Trie {
  readonly #byte: Uint8Array;
  readonly #child: Int32Array;
  readonly #sibling: Int32Array;
  /** The node of the longest proper suffix with which some pattern begins. */
  readonly #fail: Int32Array;
  /** The pattern that ends in a node, or -1. */
  readonly #pattern: Int32Array;
  /** The nearest node along `fail`, the node itself included, in which a pattern ends; the root where none does. */
  readonly #ending: Int32Array;
  /** The root's children by their byte: the step that is taken most. */
  readonly #first = new Int32Array(256);
  #size = 1;

  constructor(patterns: readonly Uint8Array[]) {
    const limit = patterns.reduce((sum, each) => sum + each.length, 1);
    this.#byte = new Uint8Array(limit);
    this.#child = new Int32Array(limit);
    this.#sibling = new Int32Array(limit);
    this.#fail = new Int32Array(limit);
    this.#pattern = new Int32Array(limit).fill(-1);
    this.#ending = new Int32Array(limit);
    for (const [index, pattern] of patterns.entries()) {
      let node = 0;
      for (const byte of pattern) node = this.#childOf(node, byte) || this.#grow(node, byte);
      this.#pattern[node] = index;
    }
  }

  /** Sets the ways back, from the root outwards: each needs those of shorter texts. */
  link(): void {
    const queue = [0];
    for (const node of queue) {
      for (let child = at(this.#child, node); child !== 0; child = at(this.#sibling, child)) {
        const fail = node === 0 ? 0 : this.#step(at(this.#fail, node), at(this.#byte, child));
        this.#fail[child] = fail;
        this.#ending[child] = at(this.#pattern, child) === -1 ? at(this.#ending, fail) : child;
        queue.push(child);
      }
    }
  }

  /** Reads bytes; tells after each in which node it stands and how many bytes were read. */
  walk(bytes: Uint8Array, onNode: (node: number, end: number) => void): void {
    let node = 0;
    for (let index = 0; index < bytes.length; index += 1) {
      node = this.#step(node, at(bytes, index));
      if (at(this.#ending, node) !== 0) onNode(node, index + 1);
    }
  }

  /** The patterns that end in a node, the longest first. */
  *endingIn(node: number): Generator<number> {
    for (let each = at(this.#ending, node); each !== 0; each = at(this.#ending, at(this.#fail, each))) {
      yield at(this.#pattern, each);
    }
  }

  #step(from: number, byte: number): number {
    for (let node = from; node !== 0; node = at(this.#fail, node)) {
      const child = this.#childOf(node, byte);
      if (child !== 0) return child;
    }
    return at(this.#first, byte);
  }

  #childOf(node: number, byte: number): number {
    if (node === 0) return at(this.#first, byte);
    let child = at(this.#child, node);
    while (child !== 0 && at(this.#byte, child) !== byte) child = at(this.#sibling, child);
    return child;
  }

  #grow(node: number, byte: number): number {
    const child = this.#size;
    this.#size += 1;
    this.#byte[child] = byte;
    this.#sibling[child] = at(this.#child, node);
    this.#child[node] = child;
    if (node === 0) this.#first[byte] = child;
    return child;
  }
}

function at(array: Uint8Array | Int32Array, index: number): number {
  return array[index] ?? 0;
}
