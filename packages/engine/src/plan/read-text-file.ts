import { type Diagnostic, type Position, problem } from '../diagnostics/diagnostic.ts';
import { nearest } from '../diagnostics/nearest.ts';
import type { PlanFiles } from './plan-files.ts';

/** The text of a file of a plan, or the problem that there is none; `at` is the place that names the file. */
export function readTextFile(files: PlanFiles, path: string, at: Position | undefined): string | Diagnostic {
  const content = files.read(path);
  const located = at === undefined ? {} : { at };
  switch (content.kind) {
    case 'text':
      return content.text;
    case 'missing':
      return missingFile(files, path, at);
    case 'directory':
      return problem('file-unreadable', `"${path}" is a directory`, { ...located, expected: 'the path of a file' });
    case 'denied':
      return problem('file-unreadable', `"${path}" may not be read: permission denied`, {
        ...located,
        hint: 'Give permission to read it',
      });
    case 'link':
      return problem('file-unreadable', `"${path}" is a symbolic link`, {
        ...located,
        hint: 'Put the file itself into the plan',
      });
    case 'binary':
      return problem('file-unreadable', `"${path}" is not text`, { ...located, expected: 'text in UTF-8' });
    case 'too-large':
      return problem('file-unreadable', `"${path}" is too large`, { ...located, expected: 'at most 16 MB' });
  }
}

function missingFile(files: PlanFiles, path: string, at: Position | undefined): Diagnostic {
  // A link that leads nowhere is listed under this very name.
  const near = nearest(
    path,
    [...files.paths].filter((each) => each !== path),
  );
  const message = files.locate === undefined ? `The plan has no file "${path}"` : `There is no file "${path}"`;
  return problem('file-missing', message, {
    ...(at === undefined ? {} : { at }),
    expected: 'the path of a file, from the file that names it',
    ...(near === undefined ? {} : { hint: `Did you mean "${near}"?` }),
  });
}
