import { tytoVersion } from '@tyto/engine/operations/version.ts';
import { commandTable } from './arguments/command-table.ts';
import { type Misuse, type Parsed, parseArguments } from './arguments/parse-arguments.ts';
import { processShell } from './shell/process-shell.ts';
import type { Shell } from './shell/shell.ts';

/** What holds for help and complaints too, when no command's options could be read. */
const flags = ['json', 'no-color'];

/**
 * Runs one command of the command line.
 * Takes the arguments after the program's name; gives the exit status of design "Outside".
 */
export async function run(argv: string[]): Promise<number> {
  const parsed = parseArguments(argv, commandTable);
  if (parsed.kind === 'version') {
    processShell(new Map()).out(`tyto ${tytoVersion}\n`);
    return 0;
  }
  const options: ReadonlyMap<string, readonly string[]> =
    parsed.kind === 'command'
      ? parsed.options
      : new Map(flags.flatMap((flag) => (argv.includes(`--${flag}`) ? [[flag, []]] : [])));
  const shell = processShell(options);
  try {
    return await carryOut(parsed, shell);
  } catch (bug) {
    return reportBug(bug, shell);
  }
}

async function carryOut(parsed: Exclude<Parsed, { kind: 'version' }>, shell: Shell): Promise<number> {
  switch (parsed.kind) {
    case 'help':
      return showHelp(parsed.words, shell);
    case 'misuse':
      return showMisuse(parsed, shell);
    case 'command':
      return parsed.command.run({ operands: parsed.operands, options: parsed.options, shell, commands: commandTable });
  }
}

async function showHelp(words: readonly string[], shell: Shell): Promise<number> {
  const { helpText } = await import('./arguments/help.ts');
  const text = helpText(words, commandTable);
  if (text !== undefined) {
    shell.out(text);
    return 0;
  }
  return showMisuse(
    { kind: 'misuse', message: `There is no command 'tyto ${words.join(' ')}'`, hint: "See 'tyto help'" },
    shell,
  );
}

async function showMisuse(misuse: Misuse, shell: Shell): Promise<number> {
  const { showFailure } = await import('./views/show-outcome.ts');
  const { problem } = await import('@tyto/engine/diagnostics/diagnostic.ts');
  const { message, hint } = misuse;
  return showFailure({ kind: 'invalid', problems: [problem('usage', message, { hint })], excerpts: [] }, shell);
}

/** A bug of ours: one line, and the trace only for who asks for it. */
function reportBug(bug: unknown, shell: Shell): number {
  const message = bug instanceof Error ? bug.message : String(bug);
  shell.err(`error: internal error: ${message.split('\n')[0]} (this is a bug in Tyto; TYTO_DEBUG=1 shows where)\n`);
  if (process.env.TYTO_DEBUG === '1' && bug instanceof Error) shell.err(`${bug.stack}\n`);
  return 1;
}
