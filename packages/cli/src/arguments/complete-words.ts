import type { Command, Option } from './command.ts';
import { globalOptions, optionsOf } from './global-options.ts';

/** What the last word may become: words of the table itself, or names of a kind, each behind a prefix. */
export type Completion =
  | { readonly kind: 'words'; readonly candidates: readonly Candidate[] }
  | {
      readonly kind: 'names';
      readonly of: NameKind;
      /** What stands before the name in the same word: `--plan=`. */
      readonly prefix: string;
      /** The operands before it; the first is the deployment where names are asked of one. */
      readonly operands: readonly string[];
      readonly data: string | undefined;
    };

export interface Candidate {
  readonly value: string;
  readonly description: string;
}

export type NameKind =
  | 'plan'
  | 'plan version'
  | 'deployment'
  | 'run'
  | 'run or deployment'
  | 'address'
  | 'output'
  | 'parameter'
  | 'revision'
  | 'file';

/** Completes the last of the words after the program's name, by the table of commands alone. */
export function completeWords(words: readonly string[], commands: readonly Command[]): Completion {
  const current = words.at(-1) ?? '';
  const shown = commands.filter((each) => each.hidden !== true);
  const before = words.slice(0, -1);
  const isHelp = before.find((word) => !word.startsWith('-')) === 'help';
  const {
    command,
    words: taken,
    rest,
  } = takeCommand(isHelp ? before.slice(before.indexOf('help') + 1) : before, shown);
  if (isHelp) return nextWords(taken, current, shown);
  const pending = pendingOption(rest, command?.options ?? []);
  if (pending !== undefined) return values(command, pending.value ?? '', '', rest);
  const inline = /^(--[a-z-]+=)/.exec(current)?.[1];
  const known = command === undefined ? globalOptions : optionsOf(command);
  const option = inline === undefined ? undefined : known.find((each) => `--${each.name}=` === inline);
  if (option?.value !== undefined) return values(command, option.value, inline ?? '', rest);
  if (current.startsWith('-') && !rest.includes('--')) return optionWords(command, rest, current);
  if (command === undefined) return nextWords(taken, current, shown);
  const operands = operandsOf(rest, command);
  const operand = command.operands[operands.length];
  if (operand === undefined) return { kind: 'words', candidates: [] };
  return values(command, operand.name, '', rest);
}

interface Taken {
  readonly command: Command | undefined;
  readonly words: readonly string[];
  readonly rest: readonly string[];
}

/** Takes the words of the command, global options before them left among the rest. */
function takeCommand(before: readonly string[], commands: readonly Command[]): Taken {
  const words: string[] = [];
  const rest: string[] = [];
  for (const [index, word] of before.entries()) {
    const isValue = before[index - 1] === '--data';
    const joined = [...words, word].join(' ');
    const leads = commands.some(({ name }) => name === joined || name.startsWith(`${joined} `));
    if (
      !isValue &&
      !word.startsWith('-') &&
      leads &&
      rest.every((each) => each.startsWith('-') || words.length === 0)
    ) {
      words.push(word);
    } else rest.push(word);
  }
  return { command: commands.find(({ name }) => name === words.join(' ')), words, rest };
}

function nextWords(taken: readonly string[], current: string, commands: readonly Command[]): Completion {
  const found = new Map<string, string>();
  for (const { name, summary } of commands) {
    const parts = name.split(' ');
    const next = parts[taken.length];
    if (next === undefined || !next.startsWith(current) || taken.some((word, index) => parts[index] !== word)) continue;
    const isWhole = parts.length === taken.length + 1;
    if (!found.has(next)) found.set(next, isWhole ? summary : `${commandsBelow(parts, taken.length + 1, commands)}`);
  }
  if (taken.length === 0 && 'help'.startsWith(current)) found.set('help', 'Print help');
  return { kind: 'words', candidates: [...found].map(([value, description]) => ({ value, description })) };
}

/** `import, list, show, …` */
function commandsBelow(parts: readonly string[], length: number, commands: readonly Command[]): string {
  const prefix = `${parts.slice(0, length).join(' ')} `;
  const names = commands.filter(({ name }) => name.startsWith(prefix)).map(({ name }) => name.slice(prefix.length));
  return names.join(', ');
}

function optionWords(command: Command | undefined, rest: readonly string[], current: string): Completion {
  const given = new Set(rest.map((word) => word.split('=')[0]));
  const candidates = (command === undefined ? globalOptions : optionsOf(command))
    .filter(({ name, repeats }) => repeats === true || !given.has(`--${name}`))
    .map(({ name, summary }) => ({ value: `--${name}`, description: summary }))
    .filter(({ value }) => value.startsWith(current));
  return { kind: 'words', candidates };
}

/** The option whose value comes next. */
function pendingOption(rest: readonly string[], options: readonly Option[]): Option | undefined {
  const last = rest.at(-1);
  if (last === undefined || rest.includes('--')) return undefined;
  const known = [...options, ...globalOptions];
  return known.find(({ name, short, value }) => value !== undefined && (last === `--${name}` || last === `-${short}`));
}

function operandsOf(rest: readonly string[], command: Command): readonly string[] {
  return rest.filter((word, index) => {
    if (word.startsWith('-')) return false;
    return pendingOption(rest.slice(0, index), command.options) === undefined;
  });
}

/** What the placeholders of the table stand for. */
const kinds: readonly (readonly [RegExp, NameKind])[] = [
  [/^(NAME|PLAN)\[@VERSION\]$/, 'plan version'],
  [/^NAME\|TEMPLATE$/, 'deployment'],
  [/^RUN\|NAME$/, 'run or deployment'],
  [/^RUN(\||$)/, 'run'],
  [/^(ADDRESS|VALUE$)/, 'address'],
  [/^OUTPUT$/, 'output'],
  [/^NAME=VALUE$/, 'parameter'],
  [/^REV$/, 'revision'],
  [/(FILE|DIR|^TEMPLATE)/, 'file'],
];

function values(
  command: Command | undefined,
  placeholder: string,
  prefix: string,
  rest: readonly string[],
): Completion {
  if (/^[a-z]+(\|[a-z]+)+$/.test(placeholder)) {
    const candidates = placeholder.split('|').map((value) => ({ value: `${prefix}${value}`, description: '' }));
    return { kind: 'words', candidates };
  }
  const of = kindOf(command, placeholder);
  if (of === undefined) return { kind: 'words', candidates: [] };
  const operands = command === undefined ? [] : operandsOf(rest, command);
  // Of a command with data of its own only what stands before it is the directory.
  const place = command?.options.some(({ name }) => name === 'data') === true ? [] : rest;
  const at = place.indexOf('--data');
  const inline = place.find((word) => word.startsWith('--data='))?.slice('--data='.length);
  return { kind: 'names', of, prefix, operands, data: at < 0 ? inline : place[at + 1] };
}

function kindOf(command: Command | undefined, placeholder: string): NameKind | undefined {
  if (placeholder !== 'NAME') return kinds.find(([form]) => form.test(placeholder))?.[1];
  if (command?.name === 'deployment create') return undefined;
  return command?.name.startsWith('plan ') ? 'plan' : 'deployment';
}
