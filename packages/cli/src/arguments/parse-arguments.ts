import { parseArgs } from 'node:util';
import { nearest } from '@tyto/engine/diagnostics/nearest.ts';
import type { Command, Option } from './command.ts';
import { globalOptions, optionsOf } from './global-options.ts';

/** What was read from the arguments. The global options are among `options`. */
export type Parsed =
  | {
      readonly kind: 'command';
      readonly command: Command;
      readonly operands: readonly string[];
      readonly options: ReadonlyMap<string, readonly string[]>;
    }
  /** Help on a command, on a group (`plan`), or on everything (no words). */
  | { readonly kind: 'help'; readonly words: readonly string[] }
  | { readonly kind: 'version' }
  | Misuse;

/** Arguments that no command takes. */
export interface Misuse {
  readonly kind: 'misuse';
  readonly message: string;
  readonly hint: string;
}

interface Words {
  readonly words: readonly string[];
  /** The arguments before the words: global options. */
  readonly leading: readonly string[];
  /** The arguments before and after the words. */
  readonly rest: readonly string[];
}

/** Reads the arguments after the program's name by the table of commands. Never throws. */
export function parseArguments(argv: readonly string[], commands: readonly Command[]): Parsed {
  const { words, leading, rest } = takeWords(argv, commands);
  const command = commands.find((candidate) => candidate.name === words.join(' '));
  const beforeMarker = rest.includes('--') ? rest.slice(0, rest.indexOf('--')) : rest;
  if (words.length === 0 && beforeMarker.includes('--version')) return { kind: 'version' };
  if (beforeMarker.includes('--help') || beforeMarker.includes('-h')) return { kind: 'help', words };
  if (command === undefined) return unknownCommand(words, rest, commands);
  return readRest(command, leading, rest.slice(leading.length));
}

/** The command's words are the first arguments that are no options; global options may stand before them. */
function takeWords(argv: readonly string[], commands: readonly Command[]): Words {
  let index = 0;
  while (index < argv.length && argv[index]?.startsWith('-')) {
    index += argv[index] === '--data' ? 2 : 1;
  }
  const start = Math.min(index, argv.length);
  if (argv[start] === 'help') return { words: argv.slice(start + 1), leading: [], rest: ['--help'] };
  let length = 0;
  for (let count = 1; start + count <= argv.length; count += 1) {
    const joined = argv.slice(start, start + count).join(' ');
    if (commands.some((command) => command.name === joined)) length = count;
    else if (commands.some((command) => command.name.startsWith(`${joined} `))) length = Math.max(length, count);
    else break;
  }
  return {
    words: argv.slice(start, start + length),
    leading: argv.slice(0, start),
    rest: [...argv.slice(0, start), ...argv.slice(start + length)],
  };
}

function unknownCommand(words: readonly string[], rest: readonly string[], commands: readonly Command[]): Parsed {
  const next = rest.find((argument) => !argument.startsWith('-'));
  const prefix = words.length === 0 ? '' : `${words.join(' ')} `;
  const option = rest[0];
  if (next === undefined && words.length === 0 && option !== undefined) {
    const isGlobal = globalOptions.some((known) => `--${known.name}` === option.split('=')[0]);
    if (!isGlobal) return unknownOption(option, [...globalOptions, { name: 'version', summary: '' }], 'tyto help');
  }
  if (next === undefined) {
    if (words.length === 0) return { kind: 'help', words };
    const known = commands.filter((command) => command.name.startsWith(prefix));
    return {
      kind: 'misuse',
      message: `'tyto ${words.join(' ')}' needs to be told what to do`,
      hint: `One of: ${known.map((command) => command.name.slice(prefix.length)).join(', ')}`,
    };
  }
  const names = commands.filter((command) => command.name.startsWith(prefix) && command.hidden !== true);
  const candidates = new Set(names.map((command) => command.name.slice(prefix.length).split(' ')[0] ?? ''));
  const near = nearest(next, candidates);
  return {
    kind: 'misuse',
    message: `There is no command 'tyto ${prefix}${next}'`,
    hint: near === undefined ? "See 'tyto help'" : `Did you mean 'tyto ${prefix}${near}'?`,
  };
}

function readRest(command: Command, leading: readonly string[], rest: readonly string[]): Parsed {
  const read: Read = { operands: [], options: new Map() };
  const usage = `tyto ${command.name} --help`;
  const wrong =
    readOptions(leading, globalOptions, usage, read) ??
    readOptions(rest, optionsOf(command), usage, read) ??
    misused(misusedOperands(command, read.operands), usage);
  return wrong ?? { kind: 'command', command, ...read };
}

interface Read {
  readonly operands: string[];
  readonly options: Map<string, readonly string[]>;
}

/** Reads arguments by the options that may stand there; gives what is wrong with them. */
function readOptions(args: readonly string[], known: readonly Option[], usage: string, read: Read): Misuse | undefined {
  const { tokens } = parseArgs({
    args: [...args],
    options: Object.fromEntries(
      known.map((option) => [
        option.name,
        {
          type: option.value === undefined ? ('boolean' as const) : ('string' as const),
          ...(option.short === undefined ? {} : { short: option.short }),
        },
      ]),
    ),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const { operands, options } = read;
  for (const token of tokens) {
    if (token.kind === 'positional') operands.push(token.value);
    if (token.kind !== 'option') continue;
    const option = known.find((candidate) => candidate.name === token.name);
    if (option === undefined) return unknownOption(token.rawName, known, usage);
    const wrong = misusedOption(option, token.value, token.inlineValue === true, options);
    if (wrong !== undefined) return misused(wrong, usage);
    const key = option.key ?? option.name;
    options.set(key, [...(options.get(key) ?? []), ...(token.value === undefined ? [] : [token.value])]);
  }
  return undefined;
}

function misused(message: string | undefined, usage: string): Misuse | undefined {
  return message === undefined ? undefined : { kind: 'misuse', message, hint: `See '${usage}'` };
}

function unknownOption(rawName: string, known: readonly Option[], usage: string): Misuse {
  const name = rawName.replace(/^-+/, '').split('=')[0] ?? '';
  const names = known.map((option) => option.name);
  const near = rawName.startsWith('--') ? nearest(name, names) : undefined;
  return {
    kind: 'misuse',
    message: `There is no option '${rawName.split('=')[0]}' here`,
    hint: near === undefined ? `See '${usage}'` : `Did you mean '--${near}'?`,
  };
}

function misusedOption(
  option: Option,
  value: string | undefined,
  inline: boolean,
  before: ReadonlyMap<string, readonly string[]>,
): string | undefined {
  if (option.value === undefined && value !== undefined) return `Option '--${option.name}' takes no value`;
  if (option.value !== undefined && (value === undefined || (!inline && value.length > 1 && value.startsWith('-')))) {
    return `Option '--${option.name}' needs a value: --${option.name} ${option.value}`;
  }
  if (option.value !== undefined && option.repeats !== true && before.has(option.key ?? option.name)) {
    return `Option '--${option.name}' is given twice`;
  }
  return undefined;
}

function misusedOperands(command: Command, operands: readonly string[]): string | undefined {
  const missing = command.operands[operands.length];
  if (missing !== undefined && missing.optional !== true) return `'tyto ${command.name}' needs ${missing.name}`;
  if (command.operands.at(-1)?.repeats === true) return undefined;
  const extra = operands[command.operands.length];
  return extra === undefined ? undefined : `'tyto ${command.name}' does not take '${extra}'`;
}
