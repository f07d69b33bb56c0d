export type TokenKind =
  | 'directive'
  | 'document start'
  | 'document end'
  | 'text end'
  | 'block list'
  | 'block map'
  | 'block end'
  | 'list'
  | 'list end'
  | 'map'
  | 'map end'
  | 'item'
  | 'comma'
  | 'key'
  | 'value'
  | 'alias'
  | 'anchor'
  | 'tag'
  | 'scalar';

/**
 * A word of YAML's syntax. Where a block begins (`block list`, `block map`) or ends, and a key without a `?`, have tokens
 * too, which take no place in the text.
 */
export interface Token {
  readonly kind: TokenKind;
  /** Offsets in the text; a block scalar ends with its last line that is not empty. */
  readonly start: number;
  readonly end: number;
  /** Where it starts, from 1. */
  readonly line: number;
  readonly column: number;
  /** A scalar's content, an anchor's or alias's name, a tag in its long form. */
  readonly text: string;
  readonly style: ScalarStyle;
}

export type ScalarStyle = 'plain' | 'quoted' | 'block';

/** How a message calls a token. */
export function describeToken({ kind, text }: Token): string {
  switch (kind) {
    case 'directive':
      return 'a directive';
    case 'document start':
      return '"---"';
    case 'document end':
      return '"..."';
    case 'text end':
      return 'the end of the text';
    case 'block list':
    case 'item':
      return '"-"';
    case 'block map':
    case 'key':
      return 'a key';
    case 'block end':
      return 'a line further left';
    case 'list':
      return '"["';
    case 'list end':
      return '"]"';
    case 'map':
      return '"{"';
    case 'map end':
      return '"}"';
    case 'comma':
      return '","';
    case 'value':
      return '":"';
    case 'alias':
      return `the alias "*${text}"`;
    case 'anchor':
      return `the anchor "&${text}"`;
    case 'tag':
      return `the tag "${text}"`;
    case 'scalar':
      return 'a value';
  }
}
