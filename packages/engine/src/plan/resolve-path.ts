import { type Diagnostic, type Position, problem } from '../diagnostics/diagnostic.ts';
import { inputsPrefix, type PlanFiles } from './plan-files.ts';

/** The path of a file that another one of a tree names, as that tree has it. Gives a problem where it has none. */
export function locateFile(files: PlanFiles, from: string, named: string, at?: Position): string | Diagnostic {
  return files.locate === undefined ? resolvePath(from, named, at) : files.locate(from, named, at);
}

/**
 * The path in the plan's tree of a file that another file names: relative to the folder of the file that names it, and
 * never outside the tree. Gives a problem for a path that leads out, an absolute one or a URL.
 */
export function resolvePath(from: string, named: string, at?: Position): string | Diagnostic {
  const located = at === undefined ? {} : { at };
  const expected = 'a path relative to the file that names it, inside the plan';
  if (/^[A-Za-z][A-Za-z0-9+.-]*:/.test(named)) {
    const hint = 'Put the file into the plan and name it by its path there';
    return problem('file-outside', `"${named}" is a URL, not a path in the plan`, { ...located, expected, hint });
  }
  if (named.startsWith('/')) {
    return problem('file-outside', `"${named}" is an absolute path`, { ...located, expected });
  }
  const prefix = from.startsWith(inputsPrefix) ? inputsPrefix : '';
  const steps = from.slice(prefix.length).split('/').slice(0, -1);
  for (const step of named.split('/')) {
    if (step === '' || step === '.') continue;
    if (step !== '..') steps.push(step);
    else if (steps.pop() === undefined) {
      return problem('file-outside', `"${named}" leads out of the plan`, { ...located, expected });
    }
  }
  if (steps.length === 0 || named === '' || named.endsWith('/')) {
    return problem('file-missing', `"${named}" names no file`, { ...located, expected });
  }
  return prefix + steps.join('/');
}
