import type { Command, Option } from './command.ts';
import { globalOptions, optionsOf } from './global-options.ts';

/** Help on one command, on a group of commands (`plan`), or, without words, on all. `undefined` where there is none. */
export function helpText(words: readonly string[], commands: readonly Command[]): string | undefined {
  const name = words.join(' ');
  const command = commands.find((candidate) => candidate.name === name);
  if (command !== undefined) return commandHelp(command);
  const shown = commands.filter((candidate) => candidate.hidden !== true);
  const group = name === '' ? shown : shown.filter((candidate) => candidate.name.startsWith(`${name} `));
  if (group.length === 0) return undefined;
  return [
    name === '' ? 'tyto: deploys plans kept in git to machines, with preview, dataflow and rollback' : undefined,
    name === '' ? '' : undefined,
    `Usage: tyto ${name === '' ? '' : `${name} `}COMMAND [OPTIONS]`,
    '',
    'Commands:',
    ...columns(group.map((each) => [each.name, each.summary])),
    '',
    'Options of every command:',
    ...columns(globalOptions.map(optionLine)),
    '',
    "'tyto COMMAND --help' shows a command's options and examples.",
    '',
  ]
    .filter((line) => line !== undefined)
    .join('\n');
}

/** `tyto apply NAME [FILE] [OPTIONS]`. */
export function usageOf(command: Command): string {
  const operands = command.operands.map((each) => (each.optional === true ? `[${each.name}]` : each.name));
  return ['tyto', command.name, ...operands, '[OPTIONS]'].join(' ');
}

function commandHelp(command: Command): string {
  return [
    `${command.summary}.`,
    '',
    `Usage: ${usageOf(command)}`,
    '',
    'Options:',
    ...columns(optionsOf(command).map(optionLine)),
    '',
    'Examples:',
    ...command.examples.flatMap((example) => [`  # ${example.does}`, `  ${example.line}`]),
    '',
  ].join('\n');
}

function optionLine(option: Option): readonly [string, string] {
  const short = option.short === undefined ? '    ' : `-${option.short}, `;
  const value = option.value === undefined ? '' : ` ${option.value}`;
  return [`${short}--${option.name}${value}`, option.repeats === true ? `${option.summary}; repeats` : option.summary];
}

function columns(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}
