import { hookTypes } from '@tyto/engine/hot/environment.ts';
import type { Command } from './command.ts';

const signal = () => import('../commands/signal.ts');

/** Commands for what a run waits for. */
export const signalCommands: readonly Command[] = [
  {
    name: 'signal',
    summary: 'Send a signal to the handle of a wait condition',
    operands: [{ name: 'NAME' }, { name: 'ADDRESS' }],
    options: [
      {
        name: 'data',
        key: 'signal-data',
        value: 'JSON|@FILE|-',
        summary: "The whole signal, as Heat's: status, reason, data, id (the data directory: tyto --data DIR signal …)",
      },
      { name: 'data-binary', key: 'signal-data', value: 'JSON|@FILE|-', summary: 'The same, as curl has it' },
      { name: 'status', value: 'success|failure', summary: 'What is signalled (else success)' },
      { name: 'id', value: 'TEXT', summary: 'A later signal of the same id takes the place of this one' },
      { name: 'reason', value: 'TEXT', summary: 'Why' },
    ],
    examples: [
      { line: 'tyto signal web-1 ready', does: 'One success' },
      { line: `tyto signal web-1 ready --data '{"id":"node-3","data":"10.0.0.3"}'`, does: 'With data' },
      { line: 'tyto signal web-1 ready --status failure --reason disk-full', does: 'Make the run fail, and go back' },
    ],
    run: async (call) => (await signal()).signal(call),
  },
  {
    name: 'hook list',
    summary: 'List the hooks at which the run of a deployment is stopped',
    operands: [{ name: 'NAME' }],
    options: [],
    examples: [{ line: 'tyto hook list web-1', does: 'What waits for somebody' }],
    run: async (call) => (await signal()).listHooks(call),
  },
  {
    name: 'hook clear',
    summary: 'Let a run go on that is stopped at a hook',
    operands: [{ name: 'NAME' }, { name: 'ADDRESS', optional: true }],
    options: [
      ...hookTypes.map((name) => ({ name, summary: `The hook ${name}` })),
      { name: 'all', summary: 'All hooks of the resource, or of the deployment' },
    ],
    examples: [
      { line: 'tyto hook clear web-1 database', does: 'Whatever it is stopped at there' },
      { line: 'tyto hook clear web-1 database --pre-update', does: 'Only this hook' },
      { line: 'tyto hook clear web-1 --all', does: 'All hooks at which the run is stopped now' },
    ],
    run: async (call) => (await signal()).clearHooks(call),
  },
];
