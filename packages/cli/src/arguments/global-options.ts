import type { Command, Option } from './command.ts';

/** What every command takes, before or after its own words. */
export const globalOptions: readonly Option[] = [
  { name: 'data', value: 'DIR', summary: 'Data directory (else $TYTO_DATA, else the XDG data directory)' },
  { name: 'json', summary: 'Print JSON' },
  { name: 'no-color', summary: 'Print without colours, as with $NO_COLOR set' },
  { name: 'help', short: 'h', summary: 'Print help' },
];
