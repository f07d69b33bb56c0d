import { resolve } from 'node:path';
import { type Checked, type Diagnostic, hasErrors, problem } from '@tyto/engine/diagnostics/diagnostic.ts';
import {
  type GivenEnvironment,
  type GivenText,
  type InputChanges,
  takeEnvironment,
} from '@tyto/engine/operations/input-changes.ts';
import { decodeText, readLocalFile, readNamedFile } from '../shell/local-files.ts';
import type { Shell } from '../shell/shell.ts';
import { type Call, optionValue, optionValues } from './command.ts';

/**
 * Reads the options of `deployment create` and `deployment set`, and the files that they name. `--set-file NAME=-` reads
 * standard input; on a terminal it asks, and does not show what is typed. Gives all problems at once.
 */
export async function readInputOptions(call: Call): Promise<Checked<InputChanges>> {
  const problems: Diagnostic[] = [];
  const take = <T>(checked: Checked<T>): T | undefined => {
    problems.push(...checked.problems);
    return checked.value;
  };
  const set = pairs(call, 'set', 'VALUE', problems);
  const files = pairs(call, 'set-file', 'FILE', problems);
  if (files.filter((each) => each.text === '-').length > 1 && !call.shell.interactive.in) {
    problems.push(problem('usage', 'Standard input can give only one parameter', { hint: 'Use files for the others' }));
  }
  if (hasErrors(problems)) return { problems };
  const environments: GivenEnvironment[] = [];
  for (const [index, named] of (optionValues(call, 'environment') ?? []).entries()) {
    const isThere = named.startsWith('plan:') || take(readNamedFile(named)) !== undefined;
    if (!isThere) continue;
    const taken = take(takeEnvironment(named, index, (path) => resolve(path), readLocalFile));
    if (taken !== undefined) environments.push(taken);
  }
  const inventory = optionValue(call, 'inventory');
  const inventoryText = inventory === undefined ? undefined : take(readNamedFile(inventory));
  const setPrivately: GivenText[] = [];
  for (const { parameter, text: file } of hasErrors(problems) ? [] : files) {
    const text = take(file === '-' ? await readPrivately(parameter, call.shell) : readNamedFile(file));
    if (text !== undefined) setPrivately.push({ parameter, text });
  }
  if (hasErrors(problems)) return { problems };
  const plan = optionValue(call, 'plan');
  const value: InputChanges = {
    set,
    setPrivately,
    unset: optionValues(call, 'unset') ?? [],
    ...(plan === undefined ? {} : { plan }),
    ...(call.options.has('environment') ? { environments } : {}),
    ...(inventory === undefined || inventoryText === undefined
      ? {}
      : { inventory: { file: inventory, text: inventoryText } }),
  };
  return { value, problems };
}

function pairs(call: Call, option: string, placeholder: string, problems: Diagnostic[]): readonly GivenText[] {
  return (optionValues(call, option) ?? []).flatMap((written) => {
    const at = written.indexOf('=');
    if (at > 0) return [{ parameter: written.slice(0, at), text: written.slice(at + 1) }];
    // What was written is not repeated: it may be a secret in the wrong place.
    problems.push(
      problem('usage', `Option '--${option}' has the wrong form`, { expected: `--${option} NAME=${placeholder}` }),
    );
    return [];
  });
}

async function readPrivately(parameter: string, shell: Shell): Promise<Checked<string>> {
  if (shell.interactive.in) {
    const typed = await shell.ask(`${parameter}: `, true);
    if (typed !== undefined) return { value: typed, problems: [] };
    return { problems: [problem('input-file', `Nothing was given for parameter "${parameter}"`)] };
  }
  const text = decodeText(await shell.readInput());
  if (text !== undefined) return { value: text, problems: [] };
  return { problems: [problem('input-file', 'Standard input is not text in UTF-8')] };
}
