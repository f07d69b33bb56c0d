import { posix } from 'node:path';
import { type Facts, type Mention, readFacts } from './facts.ts';

/** Where an import leads. */
export type Target =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'node'; readonly name: string }
  | { readonly kind: 'external'; readonly name: string };

/** An import with where it leads. */
export interface Import extends Mention {
  readonly target: Target;
}

/** One source file of the project. */
export interface SourceFile {
  readonly path: string;
  /** A test, or a file of a folder `testing/` that serves tests alone. */
  readonly isTest: boolean;
  readonly facts: Facts;
  readonly imports: readonly Import[];
  /** Files named by other strings: started rather than imported. */
  readonly started: readonly string[];
}

/** All source files by their path from the repository's root. */
export type Project = ReadonlyMap<string, SourceFile>;

/** Builds the project from the texts of its files. */
export function readProject(texts: ReadonlyMap<string, string>): Project {
  const project = new Map<string, SourceFile>();
  for (const [path, text] of texts) {
    const facts = readFacts(path, text);
    project.set(path, {
      path,
      isTest: path.endsWith('.test.ts') || path.includes('/testing/'),
      facts,
      imports: facts.imports.map((mention) => ({ ...mention, target: resolveImport(path, mention.text) })),
      started: facts.paths.map((mention) => posix.join(posix.dirname(path), mention.text)),
    });
  }
  return project;
}

/** Resolves a specifier as this repository writes them: `./x.ts`, `@tyto/engine/hot/x.ts`, `node:fs`, `yaml`. */
function resolveImport(from: string, specifier: string): Target {
  if (specifier.startsWith('.')) return { kind: 'file', path: posix.join(posix.dirname(from), specifier) };
  if (specifier.startsWith('node:')) return { kind: 'node', name: specifier };
  const [scope = '', name = '', ...rest] = specifier.split('/');
  if (scope === '@tyto')
    return { kind: 'file', path: ['packages', name, 'src', rest.join('/') || 'index.ts'].join('/') };
  return { kind: 'external', name: scope.startsWith('@') ? `${scope}/${name}` : scope };
}
