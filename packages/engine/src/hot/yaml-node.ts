import type { Scalar } from './value.ts';

/** A YAML or JSON document as it was written: scalars resolved, keys as text, every part with its place. */
export type YamlNode = YamlScalar | YamlList | YamlMap;

interface Place {
  readonly line: number;
  readonly column: number;
}

export interface YamlScalar extends Place {
  readonly kind: 'scalar';
  readonly value: Scalar;
}

export interface YamlList extends Place {
  readonly kind: 'list';
  readonly items: readonly YamlNode[];
}

export interface YamlMap extends Place {
  readonly kind: 'map';
  readonly entries: ReadonlyMap<string, YamlEntry>;
}

/** One key with its value; the place is the key's. */
export interface YamlEntry extends Place {
  readonly value: YamlNode;
}
