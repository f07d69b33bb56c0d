import type { LooseInput } from '@tyto/engine/operations/loose-input.ts';
import type { Call, Option } from './command.ts';
import { optionValue, optionValues } from './command.ts';

/** What is given with a template that is part of no plan. */
export const looseOptions: readonly Option[] = [
  {
    name: 'environment',
    short: 'e',
    value: 'FILE',
    repeats: true,
    summary: 'An environment (- for standard input); later ones over earlier ones',
  },
  {
    name: 'params',
    short: 'p',
    value: 'FILE',
    summary: 'A JSON file (- for standard input) with values of parameters',
  },
  {
    name: 'files',
    value: 'DIR',
    summary: 'Where files are found by the names that templates and environments say, not beside these',
  },
  { name: 'merge', value: 'server|client', summary: 'Who merges environments: Heat (server), or its older client' },
];

/** Reads them; the text is what is wrong. */
export function looseInput(call: Call, template: string): LooseInput | string {
  const merge = optionValue(call, 'merge');
  if (merge !== undefined && merge !== 'server' && merge !== 'client') {
    return `Option '--merge' is server or client, not '${merge}'`;
  }
  const parameters = optionValue(call, 'params');
  const folder = optionValue(call, 'files');
  return {
    template,
    environments: optionValues(call, 'environment') ?? [],
    ...(parameters === undefined ? {} : { parameters }),
    ...(folder === undefined ? {} : { folder }),
    ...(merge === undefined ? {} : { merge }),
  };
}
