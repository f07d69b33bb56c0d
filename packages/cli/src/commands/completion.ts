import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ListNames, Named } from '@tyto/engine/operations/name-operations.ts';
import type { OperationContext } from '@tyto/engine/operations/operation.ts';
import { perform } from '@tyto/engine/operations/operations.ts';
import type { Call } from '../arguments/command.ts';
import { operand } from '../arguments/command.ts';
import { type Completion, completeWords } from '../arguments/complete-words.ts';
import { escapeControls } from '../shell/escape-controls.ts';
import { completionScripts, filesMark } from '../views/completion-scripts.ts';
import { misuse, withStore } from './with-store.ts';

export async function printScript(call: Call): Promise<number> {
  const script = completionScripts.get(operand(call, 0));
  if (script === undefined) {
    return misuse(call.shell, `There is no completion for '${operand(call, 0)}'`, 'One of: bash, zsh, fish');
  }
  call.shell.out(script);
  return 0;
}

/** Prints a candidate a line, what it is behind a tab. Never a complaint: it is called while somebody types. */
export async function complete({ operands, shell, commands }: Call): Promise<number> {
  const current = operands.at(-1) ?? '';
  const completion = completeWords(operands, commands);
  const print = (value: string, description: string): void => {
    if (value.startsWith(current) && !/\s/.test(value))
      shell.out(`${value}\t${escapeControls(description).replaceAll(/\s+/g, ' ')}\n`);
  };
  if (completion.kind === 'words') {
    for (const { value, description } of completion.candidates) print(value, description);
    return 0;
  }
  const { prefix, of } = completion;
  if (of === 'file') {
    shell.out(`${filesMark}\n`);
    return 0;
  }
  const data = completion.data === undefined ? shell.data : resolve(completion.data);
  if (!existsSync(data)) return 0;
  return withStore({ ...shell, data, err: () => undefined }, async (context) => {
    const typed = current.slice(prefix.length);
    for (const { name, description } of await namesFor(completion, typed, context))
      print(`${prefix}${name}`, description);
    return 0;
  });
}

type Names = Extract<Completion, { kind: 'names' }>;

async function namesFor({ of, operands }: Names, typed: string, context: OperationContext): Promise<readonly Named[]> {
  const within = operands[0] ?? '';
  switch (of) {
    case 'file':
      return [];
    case 'run or deployment':
      return [...(await list({ of: 'deployment' }, context)), ...(await list({ of: 'run' }, context))];
    case 'plan version': {
      const at = typed.indexOf('@');
      return list(at < 0 ? { of: 'plan' } : { of, within: typed.slice(0, at) }, context);
    }
    case 'parameter':
      return (await list({ of, within }, context)).map((each) => ({ ...each, name: `${each.name}=` }));
    default:
      return list({ of, within }, context);
  }
}

async function list(input: ListNames['input'], context: OperationContext): Promise<readonly Named[]> {
  const outcome = await perform('names', input, context);
  return outcome.kind === 'done' ? outcome.result.names : [];
}
