import type { Command, Option } from './command.ts';

/** What every command takes, before or after its own words. */
export const globalOptions: readonly Option[] = [
  { name: 'data', value: 'DIR', summary: 'Data directory (else $TYTO_DATA, else the XDG data directory)' },
  { name: 'json', summary: 'Print JSON' },
  { name: 'no-color', summary: 'Print without colours, as with $NO_COLOR set' },
  { name: 'help', short: 'h', summary: 'Print help' },
];

/** The options that may follow a command's words: its own, which go before global ones of the same name, and these. */
export function optionsOf({ options }: Pick<Command, 'options'>): readonly Option[] {
  const own = new Set(options.map(({ name }) => name));
  return [...options, ...globalOptions.filter(({ name }) => !own.has(name))];
}
