import type { Path } from '../diagnostics/path.ts';
import type { Findings } from './findings.ts';
import { FunctionLookalikes } from './function-lookalikes.ts';
import type { CallSnippet, MapSnippet, Place, Snippet } from './snippet.ts';
import { packPlace } from './snippet-place.ts';
import type { TemplateVersion } from './version.ts';
import type { YamlEntry, YamlNode } from './yaml-node.ts';

/** The functions of one template version, by name. */
export interface FunctionNames {
  /** Names that are a call in a value; those that the version took away as well, which the evaluator refuses. */
  readonly values: ReadonlySet<string>;
  /** Names that are a call in a condition. */
  readonly conditions: ReadonlySet<string>;
  /** Functions of later versions, which are data in this one, with the version that brings each. */
  readonly later?: ReadonlyMap<string, TemplateVersion>;
  /** The calls in a snippet that are written wrong, whatever its values are; absent where only names are known. */
  readonly wrongForms?: (snippet: Snippet) => readonly WrongForm[];
}

/** A call that is written wrong. */
export interface WrongForm {
  readonly call: CallSnippet;
  /** Where in it. */
  readonly place: Place;
  readonly wrong: string;
  readonly expected: string;
}

export type FunctionsOf = (version: TemplateVersion) => FunctionNames;

/** Turns the nodes of one template into snippets, telling functions that stand where they must not. */
export class SnippetParser {
  readonly #names: FunctionNames;
  readonly #findings: Findings;
  readonly #lookalikes: FunctionLookalikes;
  readonly #path: (string | number)[] = [];
  /** How many branches of `if` lie around what is read. */
  #branches = 0;

  constructor(names: FunctionNames, findings: Findings) {
    this.#names = names;
    this.#findings = findings;
    this.#lookalikes = new FunctionLookalikes(names.values, names.later ?? new Map());
  }

  /** A value: a map whose only key names a function is a call, anywhere in it. */
  value(node: YamlNode, path: Path): Snippet {
    return this.#parse(node, path, false);
  }

  /** A condition: only the functions of conditions are allowed in it. */
  condition(node: YamlNode, path: Path): Snippet {
    return this.#parse(node, path, true);
  }

  /** Tells the calls of a snippet at a path that are written wrong. */
  checkForms(snippet: Snippet, path: Path): void {
    for (const { call, place, wrong, expected } of this.#names.wrongForms?.(snippet) ?? []) {
      this.#findings.error('function-form', `"${call.function}" ${wrong}`, place, path, { expected });
    }
  }

  #parse(node: YamlNode, path: Path, inCondition: boolean): Snippet {
    this.#path.length = 0;
    this.#path.push(...path);
    return this.#snippet(node, inCondition);
  }

  #snippet(node: YamlNode, inCondition: boolean): Snippet {
    const { line, column } = node;
    if (node.kind === 'scalar') return { kind: 'literal', value: node.value, line, column };
    if (node.kind === 'list') {
      const items = node.items.map((item, index) => this.#within(index, item, inCondition));
      return { kind: 'list', items, line, column };
    }
    const [only] = node.entries;
    if (only !== undefined && node.entries.size === 1 && this.#isCall(...only, inCondition)) {
      return this.#call(...only, node, inCondition);
    }
    if (only !== undefined && node.entries.size === 1) this.#noteLookalike(...only);
    const entries = new Map<string, Snippet>();
    for (const [key, entry] of node.entries) entries.set(key, this.#within(key, entry.value, inCondition));
    const keys = Array.from(node.entries.values(), packPlace);
    return { kind: 'map', entries, keys, line, column } satisfies MapSnippet;
  }

  #noteLookalike(key: string, entry: YamlEntry): void {
    const lookalike = this.#lookalikes.of(key);
    if (lookalike === undefined) return;
    this.#findings.warn('function-unknown', lookalike.message, entry, [...this.#path, key], lookalike.details);
  }

  #isCall(name: string, entry: YamlEntry, inCondition: boolean): boolean {
    if (!inCondition) return this.#names.values.has(name);
    if (this.#names.conditions.has(name)) return true;
    if (!this.#names.values.has(name)) return false;
    const message = `The function "${name}" cannot be used in a condition`;
    const details = this.#findings.suggest(name, this.#names.conditions);
    // In a branch that is taken it is told by who evaluates it.
    if (this.#branches > 0) this.#findings.warn('function-unknown', message, entry, [...this.#path, name], details);
    else this.#findings.error('function-unknown', message, entry, [...this.#path, name], details);
    return true;
  }

  #call(name: string, entry: YamlEntry, node: YamlNode, inCondition: boolean): CallSnippet {
    const argument = entry.value;
    this.#path.push(name);
    const parsed =
      name === 'if' && argument.kind === 'list' ? this.#ifArgument(argument) : this.#snippet(argument, inCondition);
    this.#path.pop();
    return { kind: 'call', function: name, argument: parsed, line: node.line, column: node.column };
  }

  /** The first item of `if` is a condition; of the others, one is read. Heat: `hot/functions.py`, If.parse_args. */
  #ifArgument(argument: YamlNode & { kind: 'list' }): Snippet {
    const items = argument.items.map((item, index) => {
      this.#branches += index === 0 ? 0 : 1;
      const parsed = this.#within(index, item, index === 0);
      this.#branches -= index === 0 ? 0 : 1;
      return parsed;
    });
    return { kind: 'list', items, line: argument.line, column: argument.column };
  }

  #within(key: string | number, node: YamlNode, inCondition: boolean): Snippet {
    this.#path.push(key);
    const parsed = this.#snippet(node, inCondition);
    this.#path.pop();
    return parsed;
  }
}
