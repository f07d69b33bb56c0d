import type { Diagnostic, Position } from '../diagnostics/diagnostic.ts';

/** What is found at a path of a tree of files. */
export type FileContent =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'missing' }
  | { readonly kind: 'directory' }
  /** It is there, and may not be read. */
  | { readonly kind: 'denied' }
  /** A symbolic link: never followed, wherever it leads. */
  | { readonly kind: 'link' }
  /** Not UTF-8 text. */
  | { readonly kind: 'binary' }
  | { readonly kind: 'too-large' };

/** A tree of files as rooms that do no input of their own see it. Paths are relative, with `/`, without `.` and `..`. */
export interface PlanFiles {
  /** The paths of all files, in code point order. */
  readonly paths: readonly string[];
  /** May be asked the same path often; should remember. */
  read(path: string): FileContent;
  /** The path of a file that another one names, where that is not simply the way from the one to the other. */
  locate?(from: string, named: string, at?: Position): string | Diagnostic;
}

/** The tree of files that a map holds. */
export function planFilesOf(texts: ReadonlyMap<string, string>): PlanFiles {
  return {
    paths: [...texts.keys()].sort(),
    read: (path) => {
      const text = texts.get(path);
      return text === undefined ? { kind: 'missing' } : { kind: 'text', text };
    },
  };
}

/** Stands before the paths of files that came with a deployment's inputs, where they are seen beside a plan's. */
export const inputsPrefix = 'inputs:';

/** A plan's tree and that of a deployment's inputs as one: a path with the prefix leads into the inputs. */
export function withInputs(plan: PlanFiles, inputs: PlanFiles): PlanFiles {
  if (inputs.paths.length === 0) return plan;
  return {
    paths: [...plan.paths, ...inputs.paths.map((path) => inputsPrefix + path)].sort(),
    read: (path) => (path.startsWith(inputsPrefix) ? inputs.read(path.slice(inputsPrefix.length)) : plan.read(path)),
  };
}
