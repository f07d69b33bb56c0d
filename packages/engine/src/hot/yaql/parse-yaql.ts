import { lexYaql } from './lex-yaql.ts';
import { YaqlError } from './yaql-error.ts';
import type { CallNode, YaqlNode } from './yaql-node.ts';
import type { YaqlToken } from './yaql-token.ts';

/** How tightly operators hold, the tightest highest. yaql: factory.py, `_standard_operators`. */
const binary: ReadonlyMap<string, number> = new Map([
  ['.', 11],
  ['?.', 11],
  ['[', 10],
  ['=~', 8],
  ['!~', 8],
  ['*', 7],
  ['/', 7],
  ['mod', 7],
  ['+', 6],
  ['-', 6],
  ['>', 5],
  ['<', 5],
  ['>=', 5],
  ['<=', 5],
  ['!=', 5],
  ['=', 5],
  ['in', 5],
  ['and', 3],
  ['or', 2],
  ['->', 1],
]);
const unary: ReadonlyMap<string, number> = new Map([
  ['+', 9],
  ['-', 9],
  ['not', 4],
]);
/** Names of operators that are not made of their sign. */
const named: ReadonlyMap<string, string> = new Map([
  ['=', '*equal'],
  ['!=', '*not_equal'],
]);

/** How deep parentheses, brackets and operators may stand in each other. */
const depthLimit = 250;

/** Reads an expression into its tree. Throws a `YaqlError` for the first mistake. yaql: parser.py. */
export function parseYaql(text: string): YaqlNode {
  const parser = new Parser(lexYaql(text));
  return parser.whole();
}

class Parser {
  readonly #tokens: readonly YaqlToken[];
  #index = 0;
  #depth = 0;

  constructor(tokens: readonly YaqlToken[]) {
    this.#tokens = tokens;
  }

  whole(): YaqlNode {
    const node = this.#expression(0);
    if (this.#next().kind !== 'end') throw this.#unexpected('an operator or the end');
    return node;
  }

  #next(): YaqlToken {
    return this.#tokens[this.#index] ?? { kind: 'end', text: '', at: 0 };
  }

  #advance(): YaqlToken {
    const token = this.#next();
    this.#index++;
    return token;
  }

  #unexpected(expected: string): YaqlError {
    const token = this.#next();
    const found = token.kind === 'end' ? 'the expression ends' : `"${token.text}" stands`;
    return new YaqlError(`${found} where ${expected} should be`, { at: token.at });
  }

  #isMark(text: string): boolean {
    const token = this.#next();
    return token.kind === 'mark' && token.text === text;
  }

  #expectMark(text: string, expected: string): void {
    if (!this.#isMark(text)) throw this.#unexpected(expected);
    this.#advance();
  }

  /** Whatever holds more tightly than `least`. */
  #expression(least: number): YaqlNode {
    this.#depth++;
    if (this.#depth > depthLimit) {
      throw new YaqlError(`more than ${depthLimit} parts stand in each other`, { at: this.#next().at });
    }
    let left = this.#operand();
    for (;;) {
      const token = this.#next();
      const strength = token.kind === 'operator' || token.text === '[' ? binary.get(token.text) : undefined;
      if (strength === undefined || token.kind === 'constant' || strength <= least) break;
      this.#advance();
      left = token.text === '[' ? this.#indexed(left, token.at) : this.#binary(left, token, strength);
    }
    this.#depth--;
    return left;
  }

  #binary(left: YaqlNode, { text, at }: YaqlToken, strength: number): CallNode {
    // Only the arrow takes the right side first.
    const right = this.#expression(text === '->' ? strength - 1 : strength);
    return { kind: 'call', name: named.get(text) ?? `#operator_${text}`, args: [left, right], isNamed: false, at };
  }

  #indexed(left: YaqlNode, at: number): CallNode {
    return { kind: 'call', name: '#indexer', args: [left, ...this.#arguments(']')], isNamed: false, at };
  }

  #operand(): YaqlNode {
    const token = this.#next();
    const { at, text } = token;
    switch (token.kind) {
      case 'constant':
        this.#advance();
        return { kind: 'constant', value: token.value, at };
      case 'keyword':
        this.#advance();
        return { kind: 'keyword', value: text, at };
      case 'variable':
        this.#advance();
        return { kind: 'variable', name: text, at };
      case 'function':
        this.#advance();
        return { kind: 'call', name: text, args: this.#arguments(')'), isNamed: true, at };
      case 'operator':
        return this.#prefixed(text, at);
      case 'mark':
        return this.#bracketed(text, at);
      case 'end':
        throw this.#unexpected('a value');
    }
  }

  #prefixed(text: string, at: number): CallNode {
    const strength = unary.get(text);
    if (strength === undefined) throw this.#unexpected('a value');
    this.#advance();
    return { kind: 'call', name: `#unary_operator_${text}`, args: [this.#expression(strength)], isNamed: false, at };
  }

  #bracketed(text: string, at: number): YaqlNode {
    if (text === '[') {
      this.#advance();
      return { kind: 'call', name: '#list', args: this.#arguments(']'), isNamed: false, at };
    }
    if (text === '{') {
      this.#advance();
      return { kind: 'call', name: '#map', args: this.#arguments('}'), isNamed: false, at };
    }
    if (text !== '(') throw this.#unexpected('a value');
    this.#advance();
    const inner = this.#expression(0);
    this.#expectMark(')', 'an operator or ")"');
    return { kind: 'wrap', inner, at };
  }

  /**
   * Arguments up to and with the bracket that closes them: first those by position, where one may be left out between
   * commas, then those with `=>`.
   */
  #arguments(close: string): readonly YaqlNode[] {
    const args: YaqlNode[] = [];
    if (this.#isMark(close)) {
      this.#advance();
      return args;
    }
    let commas = this.#commas();
    for (let hasRules = false; ; commas = this.#commas()) {
      const missing = args.length === 0 ? commas : commas - 1;
      if (hasRules && missing > 0) throw this.#unexpected('a name with =>');
      const { at } = this.#next();
      for (let i = 0; i < missing; i++) args.push({ kind: 'missing', at });
      const value = this.#expression(0);
      const isRule = this.#isRule();
      if (isRule ? missing > (args.length > missing ? 1 : 0) : hasRules) throw this.#unexpected('another argument');
      args.push(isRule ? this.#rule(value) : value);
      hasRules = isRule;
      if (this.#isMark(close)) break;
      if (!this.#isMark(',')) throw this.#unexpected(`an operator, "," or "${close}"`);
    }
    this.#advance();
    return args;
  }

  #commas(): number {
    let count = 0;
    while (this.#isMark(',')) {
      this.#advance();
      count++;
    }
    return count;
  }

  #isRule(): boolean {
    const token = this.#next();
    return token.kind === 'operator' && token.text === '=>';
  }

  #rule(source: YaqlNode): YaqlNode {
    const { at } = this.#advance();
    return { kind: 'rule', source, destination: this.#expression(0), at };
  }
}
