import { type HookType, hookTypes } from '@tyto/engine/hot/environment.ts';
import { standardInput } from '@tyto/engine/operations/local-files.ts';
import { perform } from '@tyto/engine/operations/operations.ts';
import { type Call, given, operand, optionValue } from '../arguments/command.ts';
import { readOnlyFile } from '../shell/standard-input.ts';
import { showFailure, showOutcome } from '../views/show-outcome.ts';
import { clearedHooksView, hookListView, sentSignalView } from '../views/signal-views.ts';
import { misuse, withStore } from './with-store.ts';

export async function signal(call: Call): Promise<number> {
  const { shell } = call;
  const data = optionValue(call, 'signal-data');
  const body = data === undefined ? undefined : await readBody(call, data);
  if (typeof body === 'number') return body;
  const parts = (['status', 'id', 'reason'] as const).flatMap((name) => {
    const value = optionValue(call, name);
    return value === undefined ? [] : [[name, name === 'status' ? value.toUpperCase() : value] as const];
  });
  return withStore(shell, async (context) => {
    const input = {
      name: operand(call, 0),
      address: operand(call, 1),
      ...(body === undefined ? {} : { body }),
      ...Object.fromEntries(parts),
    };
    return showOutcome(await perform('signal', input, context), sentSignalView, shell);
  });
}

/** JSON as it stands, of a file (`@FILE`), or of standard input (`-`, `@-`); or the exit status where it can't be read. */
async function readBody({ shell }: Call, data: string): Promise<string | number> {
  if (data !== standardInput && !data.startsWith('@')) return data;
  const file = data === standardInput ? data : data.slice(1);
  const { value, problems } = await readOnlyFile(file, 'what is sent, as JSON', shell);
  return value ?? showFailure({ kind: 'invalid', problems, excerpts: [] }, shell);
}

export function listHooks(call: Call): Promise<number> {
  return withStore(call.shell, async (context) =>
    showOutcome(await perform('hook list', { name: operand(call, 0) }, context), hookListView, call.shell),
  );
}

export async function clearHooks(call: Call): Promise<number> {
  const [name = '', address] = call.operands;
  const hooks: readonly HookType[] = hookTypes.filter((each) => given(call, each));
  const all = given(call, 'all');
  if (all && hooks.length > 0) {
    return misuse(call.shell, `'--all' and '--${hooks[0]}' are given`, 'Leave out one of them');
  }
  if (address === undefined && !all) {
    return misuse(call.shell, 'No resource is named', "Name one, or give '--all' to clear all hooks of the deployment");
  }
  return withStore(call.shell, async (context) => {
    const input = { name, hooks, ...(address === undefined ? {} : { address }) };
    return showOutcome(await perform('hook clear', input, context), clearedHooksView, call.shell);
  });
}
