import { resolve } from 'node:path';
import { type Checked, type Diagnostic, hasErrors, problem } from '@tyto/engine/diagnostics/diagnostic.ts';
import {
  type GivenEnvironment,
  type GivenText,
  type InputChanges,
  takeEnvironment,
} from '@tyto/engine/operations/input-changes.ts';
import { readNamedFile, standardInput } from '@tyto/engine/operations/local-files.ts';
import type { FileContent } from '@tyto/engine/plan/plan-files.ts';
import type { Shell } from '../shell/shell.ts';
import { filesWithInput } from '../shell/standard-input.ts';
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
  const environmentNames = optionValues(call, 'environment') ?? [];
  const inventory = optionValue(call, 'inventory');
  // What is private is asked for on a terminal.
  const privately = call.shell.interactive.in ? [] : files.map((each) => each.text);
  const local = await filesWithInput([...environmentNames, inventory, ...privately], call.shell);
  if (typeof local === 'string') problems.push(problem('usage', local, { hint: 'Use files for the others' }));
  if (typeof local === 'string' || hasErrors(problems)) return { problems };
  const inputPlace = resolve(inputName);
  const readWithInput = (path: string): FileContent => local.read(path === inputPlace ? standardInput : path);
  const environments: GivenEnvironment[] = [];
  for (const [index, named] of environmentNames.entries()) {
    const isThere = named.startsWith('plan:') || take(readNamedFile(named, 'an environment', local)) !== undefined;
    if (!isThere) continue;
    const taken = take(
      named === standardInput
        ? takeEnvironment(named, index, () => inputPlace, readWithInput)
        : takeEnvironment(named, index, (path) => resolve(path), local.read),
    );
    if (taken !== undefined) environments.push(taken);
  }
  const inventoryText =
    inventory === undefined ? undefined : take(readNamedFile(inventory, 'an Ansible inventory in YAML', local));
  const setPrivately: GivenText[] = [];
  for (const { parameter, text: file } of hasErrors(problems) ? [] : files) {
    const isAsked = file === standardInput && call.shell.interactive.in;
    const role = `the value of parameter "${parameter}"`;
    const text = take(isAsked ? await askFor(parameter, call.shell) : readNamedFile(file, role, local));
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

/** What an environment from standard input is kept as; it refers to files as if it lay where the command is called. */
const inputName = 'standard-input.yaml';

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

async function askFor(parameter: string, shell: Shell): Promise<Checked<string>> {
  const typed = await shell.ask(`${parameter}: `, true);
  if (typed !== undefined) return { value: typed, problems: [] };
  return { problems: [problem('input-file', `Nothing was given for parameter "${parameter}"`)] };
}
