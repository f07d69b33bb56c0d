import type { YamlNode } from '../yaml-node.ts';

/** How a node is written in the text; for those who change texts. */
export interface Written<Extra> {
  /** `text`: quoted or a block. `plain`: without quotes. `collection`: a map or list. */
  readonly form: 'text' | 'plain' | 'collection';
  /** Offsets: of the tag, or else of the value; of the value; behind the value. */
  readonly start: number;
  readonly valueStart: number;
  readonly end: number;
  readonly tag?: string;
  /** How far the lines of a block's members are indented at least; for a list as far left as its key, by one more. */
  readonly blockIndent?: number;
  /** What a scalar's text is before it is resolved. */
  readonly text: string;
  /** Whether there are anchors or aliases in it, beside an anchor of its own. */
  readonly isShared: boolean;
  /** The items of a list, before a tag makes something else of them. */
  readonly items: readonly YamlNode<Extra>[];
  /** All pairs of a map, of merge keys and of equal keys too, in the order of the text. */
  readonly pairs: readonly WrittenPair<Extra>[];
}

export interface WrittenPair<Extra> {
  /** The key as text; absent for a merge key. */
  readonly key: string | undefined;
  readonly value: YamlNode<Extra>;
}

/** What is written of each node; an alias is written as the node that it stands for. */
export type WrittenNodes<Extra> = Map<YamlNode<Extra>, Written<Extra>>;
