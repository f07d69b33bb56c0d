import { type Diagnostic, problem } from '../../diagnostics/diagnostic.ts';
import type { YamlNode, YamlScalar } from '../yaml-node.ts';
import type { ScalarTags } from '../yaml-scalar.ts';
import { Aliases } from './aliases.ts';
import type { KeyedMaps } from './map-entries.ts';
import { Scanner } from './scanner.ts';
import type { Token, TokenKind } from './token.ts';
import type { WrittenNodes } from './written.ts';

export interface CompositionOptions<Extra> {
  readonly file: string;
  readonly tags: ScalarTags<Extra>;
  readonly depthLimit: number;
  /** Whether it is read as Heat reads a second time. */
  readonly isSecond?: boolean;
  /** Where it is noted how each node is written, if someone wants to know. */
  readonly written?: WrittenNodes<Extra>;
}

interface Untagged<Extra> {
  readonly members: YamlNode<Extra>;
  readonly problem: Diagnostic | undefined;
}

/** Where a node stands: whether a block may begin, whether a list as far left as its key, and whether it is a key. */
export type Context = 'block' | 'indentless' | 'flow' | 'block key' | 'flow key';

/** Composes the node that begins with the next token. */
export type ComposeNode<Extra> = (composition: Composition<Extra>, depth: number, context: Context) => YamlNode<Extra>;

export interface Place {
  readonly line: number;
  readonly column: number;
}

/** A document on its way from tokens to nodes. */
export class Composition<Extra> {
  readonly options: CompositionOptions<Extra>;
  readonly problems: Diagnostic[] = [];
  readonly aliases = new Aliases<Extra>();
  readonly keyedMaps: KeyedMaps<Extra> = new WeakMap();
  /** The end of the last token that takes a place in the text. */
  end = 0;
  /** How many anchors and aliases there have been. */
  shared = 0;
  /** What maps and lists with tags are without them, and what is wrong with the tags. */
  readonly untagged = new WeakMap<YamlNode<Extra>, Untagged<Extra>>();
  /** Whether the scalar just composed is, as a key, one for merging. */
  isMergeKey = false;
  readonly #text: string;
  readonly #scanner: Scanner;

  constructor(text: string, options: CompositionOptions<Extra>) {
    this.#text = text;
    this.options = options;
    this.#scanner = new Scanner(text, options.isSecond === true);
  }

  peek(): Token {
    return this.#scanner.peek();
  }

  take(): Token {
    const token = this.#scanner.take();
    if (token.kind !== 'block end') this.end = token.end;
    return token;
  }

  /** Notes what is wrong at a place, though reading goes on. */
  report(message: string, { line, column }: Place, hint?: string): Diagnostic {
    const at = { file: this.options.file, line, column };
    const told = problem('yaml-syntax', message, { at, ...(hint === undefined ? {} : { hint }) });
    this.problems.push(told);
    return told;
  }

  /** What a node is without its tag, which is not looked at: what is wrong with it counts no more if it was told `since`. */
  withoutTag(node: YamlNode<Extra>, since: number): YamlNode<Extra> {
    const untagged = this.untagged.get(node);
    if (untagged === undefined) return node;
    const told = untagged.problem === undefined ? -1 : this.problems.indexOf(untagged.problem, since);
    if (told >= 0) this.problems.splice(told, 1);
    return untagged.members;
  }

  /** Whether a token stands in the line in which what was taken before it ends. */
  isInLine({ start }: Token): boolean {
    return !/[\r\n\x85\u2028\u2029]/.test(this.#text.slice(this.end, start));
  }

  /** A value that is not there, at an offset behind what makes it one. */
  absent(offset: number, { line, column }: Place): YamlScalar<Extra> {
    const node: YamlScalar<Extra> = { kind: 'scalar', value: null, line, column };
    this.options.written?.set(node, {
      form: 'plain',
      start: offset,
      valueStart: offset,
      end: offset,
      text: '',
      isShared: false,
      items: [],
      pairs: [],
    });
    return node;
  }

  /** The value that is not there behind an indicator. */
  absentBehind(token: Token): YamlScalar<Extra> {
    return this.absent(token.end, placeBehind(token));
  }
}

/** The place behind a token that lies within one line. */
export function placeBehind({ start, end, line, column }: Token): Place {
  return { line, column: column + end - start };
}

/** Whether a token ends a pair or an item in a block, so that a value before it is not there. */
export function endsInBlock(kind: TokenKind): boolean {
  return kind === 'key' || kind === 'value' || kind === 'block end';
}
