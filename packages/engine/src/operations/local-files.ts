import { joinPath } from '../compute/local-path.ts';
import { type Checked, type Diagnostic, problem } from '../diagnostics/diagnostic.ts';
import { nearest } from '../diagnostics/nearest.ts';
import type { FileContent } from '../plan/plan-files.ts';

/** The name under which commands read standard input. */
export const standardInput = '-';

/** The files of whoever asks. */
export interface LocalFiles {
  /** Asked for the same path often; remembers, for a pipe gives what it has only once. */
  read(path: string): FileContent;
  /** Whether a folder is there. */
  isFolder(path: string): boolean;
  /** The names in a folder; none where it cannot be read. */
  list(folder: string): readonly string[];
}

/** The text of a file that was named to a command; `role` is what it was to be: "an environment". */
export function readNamedFile(path: string, role: string, files: LocalFiles): Checked<string> {
  const content = files.read(path);
  if (content.kind === 'text') return { value: content.text, problems: [] };
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const others = content.kind === 'missing' ? files.list(folder === '' ? '.' : folder) : [];
  return {
    problems: [
      unreadFile(
        path,
        content.kind,
        role,
        others.map((name) => joinPath(folder, name)),
      ),
    ],
  };
}

/** What it was to be, and what to do; `others` are the paths of what there is instead. */
function unreadFile(
  path: string,
  kind: Exclude<FileContent['kind'], 'text'>,
  role: string,
  others: readonly string[],
): Diagnostic {
  const name = path === standardInput ? 'Standard input' : `"${path}"`;
  switch (kind) {
    case 'missing': {
      const near = nearest(path, others);
      const hint = near === undefined ? 'Check the path' : `Did you mean "${near}"?`;
      return problem('input-file', `There is no file ${name}`, {
        expected: `${role}, by its path from where the command is called`,
        hint,
      });
    }
    case 'directory':
      return problem('input-file', `${name} is a directory`, { expected: role, hint: 'Name the file in it' });
    case 'denied':
      return problem('input-file', `${name} may not be read: permission denied`, {
        expected: role,
        hint: 'Give permission to read it',
      });
    case 'link':
      return problem('input-file', `${name} is a symbolic link`, { expected: role, hint: 'Name the file itself' });
    case 'binary':
      return problem('input-file', `${name} is not text`, {
        expected: `${role}, as text in UTF-8`,
        hint: 'Check that it is the file that is meant, or convert it to UTF-8',
      });
    case 'too-large':
      return problem('input-file', `${name} is too large`, {
        expected: `${role} of at most 16 MB`,
        hint: 'Check that it is the file that is meant, or divide it',
      });
  }
}
