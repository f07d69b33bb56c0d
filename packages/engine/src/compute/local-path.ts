import { type Diagnostic, type Position, problem } from '../diagnostics/diagnostic.ts';

/**
 * The path of a file that another file names, both as a person names files: relative to the folder of the one that names
 * it, or absolute, with or without `file://`. Gives a problem for any other URL. heatclient: `template_utils.py`,
 * get_file_contents.
 */
export function localPath(from: string, named: string, at?: Position): string | Diagnostic {
  const path = named.replace(/^file:\/\/(?=\/)/, '');
  if (/^[A-Za-z][A-Za-z0-9+.-]*:/.test(path)) {
    return problem('file-outside', `"${named}" is a URL`, {
      ...(at === undefined ? {} : { at }),
      expected: 'a path relative to the file that names it, or an absolute one',
      hint: 'Fetch the file and name it by its path',
    });
  }
  return path.startsWith('/') ? path : joinPath(from.slice(0, from.lastIndexOf('/') + 1), path);
}

/** A path from a folder, without needless steps; both may lead upwards. */
export function joinPath(folder: string, path: string): string {
  const steps: string[] = [];
  for (const step of `${folder}/${path}`.split('/')) {
    if (step === '' || step === '.') continue;
    const last = steps.at(-1);
    if (step === '..' && last !== undefined && last !== '..') steps.pop();
    else if (step !== '..' || !folder.startsWith('/')) steps.push(step);
  }
  return `${folder.startsWith('/') ? '/' : ''}${steps.join('/')}`;
}
