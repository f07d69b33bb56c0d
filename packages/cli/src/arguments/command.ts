import type { Shell } from '../shell/shell.ts';

/** What the command line can say: one entry of the table from which parsing, help and completion come. */
export interface Command {
  /** The words that call it: `plan import`. */
  readonly name: string;
  /** One line, imperative, no period. */
  readonly summary: string;
  readonly operands: readonly Operand[];
  readonly options: readonly Option[];
  readonly examples: readonly Example[];
  /** Called by programs, never by people: help does not show it. */
  readonly hidden?: true;
  /** Carries it out; gives the exit status. Its modules are imported only when it is called. */
  readonly run: (call: Call) => Promise<number>;
}

export interface Operand {
  /** As it stands in the usage: `NAME`. */
  readonly name: string;
  readonly optional?: true;
  /** Stands for any number of arguments; only the last operand may. */
  readonly repeats?: true;
}

export interface Option {
  /** Without the dashes. */
  readonly name: string;
  readonly short?: string;
  /** Under what it is read, where that is not its name: so a command may have an option of a global one's name. */
  readonly key?: string;
  /** What stands for its value in the usage; a flag has none. */
  readonly value?: string;
  /** May be given more than once. */
  readonly repeats?: true;
  readonly summary: string;
}

export interface Example {
  readonly line: string;
  readonly does: string;
}

/** A command line that fits its command: every operand and option is one that the command has. */
export interface Call {
  readonly operands: readonly string[];
  /** By name; a flag that was given has an empty list. */
  readonly options: ReadonlyMap<string, readonly string[]>;
  readonly shell: Shell;
  /** The whole table, for what tells of other commands. */
  readonly commands: readonly Command[];
}

/** Whether a flag (or any option) was given. */
export function given(call: Call, option: string): boolean {
  return call.options.has(option);
}

/** The value of an option that is given once. */
export function optionValue(call: Call, option: string): string | undefined {
  return call.options.get(option)?.at(-1);
}

/** All values of an option that repeats; `undefined` where it was not given. */
export function optionValues(call: Call, option: string): readonly string[] | undefined {
  return call.options.get(option);
}

/** An operand by position; empty where an optional one is absent. */
export function operand(call: Call, index: number): string {
  return call.operands[index] ?? '';
}
