import type { Command, Option } from '../arguments/command.ts';
import { globalOptions } from '../arguments/global-options.ts';
import { usageOf } from '../arguments/help.ts';

/** The reference of the command line in Markdown, told from the table alone. */
export function commandReference(commands: readonly Command[]): string {
  const shown = commands.filter((each) => each.hidden !== true);
  return [
    '# The command line',
    '',
    'Made from the table of commands by `make docs`; a test keeps it true. `tyto COMMAND --help` tells the same.',
    '',
    ...shown.map(({ name, summary }) => `- [\`tyto ${name}\`](#tyto-${name.replaceAll(' ', '-')}): ${summary}`),
    '',
    '## Options of every command',
    '',
    ...globalOptions.map(optionText),
    '',
    '## Exit status',
    '',
    '| status | meaning |',
    '|---|---|',
    '| 0 | done |',
    '| 1 | error, nothing changed |',
    '| 2 | there are changes (`preview --detailed-exitcode`) |',
    '| 3 | failed, and rolled back |',
    '| 4 | unfinished, or the rollback failed; it says what to do |',
    '| 5 | refused: another run, a change set that is stale, an interrupted run |',
    '| 130 | interrupted |',
    ...shown.flatMap(commandText),
    '',
  ].join('\n');
}

function commandText(command: Command): readonly string[] {
  return [
    '',
    `## tyto ${command.name}`,
    '',
    `${command.summary}.`,
    '',
    '```',
    usageOf(command),
    '```',
    ...(command.options.length === 0 ? [] : ['', ...command.options.map(optionText)]),
    '',
    '```console',
    ...command.examples.flatMap(({ line, does }) => [`# ${does}`, line]),
    '```',
  ];
}

function optionText({ name, short, value, summary, repeats }: Option): string {
  const written = `${short === undefined ? '' : `-${short}, `}--${name}${value === undefined ? '' : ` ${value}`}`;
  return `- \`${written}\`: ${summary}${repeats === true ? '; repeats' : ''}`;
}
