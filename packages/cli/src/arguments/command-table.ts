import type { Command } from './command.ts';
import { completionCommands } from './completion-commands.ts';
import { deploymentCommands } from './deployment-commands.ts';
import { explainCommand } from './explain-command.ts';
import { hotCommands } from './hot-commands.ts';
import { planCommands } from './plan-commands.ts';
import { revisionCommands } from './revision-commands.ts';
import { runCommands } from './run-commands.ts';
import { signalCommands } from './signal-commands.ts';

/** Every command, in the order of the flow: plans, deployments, revisions, runs, loose templates, and the shell itself. */
export const commandTable: readonly Command[] = [
  ...planCommands,
  ...deploymentCommands,
  ...revisionCommands,
  explainCommand,
  ...runCommands,
  ...signalCommands,
  ...hotCommands,
  ...completionCommands,
];
