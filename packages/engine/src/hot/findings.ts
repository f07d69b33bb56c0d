import type { Code } from '../diagnostics/catalogue.ts';
import { type Diagnostic, type DiagnosticDetails, type Position, problem, warning } from '../diagnostics/diagnostic.ts';
import { nearest } from '../diagnostics/nearest.ts';
import { formatPath, type Path } from '../diagnostics/path.ts';
import { type Suggestion, Suggestions } from './suggestions.ts';
import { Float } from './value.ts';
import type { YamlMap, YamlNode } from './yaml-node.ts';

interface Place {
  readonly line: number;
  readonly column: number;
}

type Details = Omit<DiagnosticDetails, 'at' | 'path'>;

/** Collects what is wrong with one file while it is read, each problem with its place and its path. */
export class Findings {
  readonly file: string;
  readonly problems: Diagnostic[] = [];
  readonly #suggestions = new Suggestions();

  constructor(file: string) {
    this.file = file;
  }

  /** What would have been right instead of a wrong name. */
  suggest(name: string, allowed: Parameters<Suggestions['suggest']>[1]): Suggestion {
    return this.#suggestions.suggest(name, allowed);
  }

  /** All problems in the order of the text. */
  inOrder(): readonly Diagnostic[] {
    return this.problems.toSorted((a, b) => lineOf(a) - lineOf(b) || columnOf(a) - columnOf(b));
  }

  at(place: Place): Position {
    return { file: this.file, line: place.line, column: place.column };
  }

  error(code: Code, message: string, place: Place, path: Path, details: Details = {}): void {
    this.problems.push(problem(code, message, { at: this.at(place), ...pathOf(path), ...details }));
  }

  warn(code: Code, message: string, place: Place, path: Path, details: Details = {}): void {
    this.problems.push(warning(code, message, { at: this.at(place), ...pathOf(path), ...details }));
  }

  /** The node if it is a map; otherwise tells what it should have been and gives nothing. */
  map<Extra>(code: Code, node: YamlNode<Extra>, path: Path, expected: string): YamlMap<Extra> | undefined {
    if (node.kind === 'map') return node;
    this.error(code, `${capitalize(describeNode(node))} stands where a map is needed`, node, path, { expected });
    return undefined;
  }

  /** Tells every key of the map that is not among those that are allowed, with the one that was perhaps meant. */
  unknownKeys(code: Code, map: YamlMap<unknown>, path: Path, allowed: readonly string[], what: string): void {
    for (const [key, entry] of map.entries) {
      if (allowed.includes(key)) continue;
      this.error(code, `${what} has no key "${key}"`, entry, [...path, key], this.suggest(key, allowed));
    }
  }
}

/** Whether a map lacks a key because it is misspelt, so that who tells of the misspelling need not tell that it is missing. */
export function isMisspelt(name: string, map: YamlMap<unknown>, allowed: readonly string[]): boolean {
  if (map.entries.has(name)) return false;
  return [...map.entries.keys()].some((key) => !allowed.includes(key) && nearest(key, allowed) === name);
}

/** What would have been right instead of one wrong name: the names, unless they are many, and the nearest as a hint. */
export function suggest(name: string, allowed: readonly string[]): Suggestion {
  return new Suggestions().suggest(name, allowed);
}

/** A node in a few words, for messages; text is quoted and shortened. */
export function describeNode(node: YamlNode<unknown>): string {
  if (node.kind === 'list') return 'a list';
  if (node.kind === 'map') return 'a map';
  const value = node.value;
  if (value === null) return 'nothing';
  if (typeof value === 'string')
    return `the text ${JSON.stringify(value.length > 60 ? `${value.slice(0, 57)}...` : value)}`;
  if (typeof value === 'boolean') return `the boolean ${value}`;
  return typeof value === 'number' || typeof value === 'bigint' || value instanceof Float ? 'a number' : 'a secret';
}

/** The whole document has no path. */
function pathOf(path: Path): { readonly path?: string } {
  return path.length === 0 ? {} : { path: formatPath(path) };
}

function lineOf({ at }: Diagnostic): number {
  return at?.line ?? 0;
}

function columnOf({ at }: Diagnostic): number {
  return at?.column ?? 0;
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
