import type { Scalar } from './value.ts';

/**
 * A YAML or JSON document as it was written: scalars resolved, keys as text, every part with its place. `Extra` is what
 * scalars may be beside the plain ones, where the reader was given tags of its own.
 */
export type YamlNode<Extra = never> = YamlScalar<Extra> | YamlList<Extra> | YamlMap<Extra>;

interface Place {
  readonly line: number;
  readonly column: number;
}

export interface YamlScalar<Extra = never> extends Place {
  readonly kind: 'scalar';
  readonly value: Scalar | Extra;
}

export interface YamlList<Extra = never> extends Place {
  readonly kind: 'list';
  readonly items: readonly YamlNode<Extra>[];
}

export interface YamlMap<Extra = never> extends Place {
  readonly kind: 'map';
  readonly entries: ReadonlyMap<string, YamlEntry<Extra>>;
  /** Keys that the map has before, each where it stands again. */
  readonly repeated?: readonly RepeatedKey[];
}

/** One key with its value; the place is the key's. */
export interface YamlEntry<Extra = never> extends Place {
  readonly value: YamlNode<Extra>;
}

export interface RepeatedKey extends Place {
  readonly key: string;
}
