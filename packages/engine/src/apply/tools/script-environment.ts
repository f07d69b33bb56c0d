import { pythonJson, pythonNumber } from '../../hot/print-value.ts';
import { Float, Tainted, Unknown, type Value, type ValueMap } from '../../hot/value.ts';

/** A reason for which an input can't be handed to a program. */
export interface InputProblem {
  readonly input: string;
  /** Goes on from the input's name: `holds …`, `is …`. */
  readonly problem: string;
  readonly expected: string;
}

/**
 * The inputs of a script as its environment: text as it is, numbers as the plan language prints them, `true` and
 * `false`, null empty, maps and lists as Python's `json.dumps` writes them. Problems instead of what can't be a
 * variable. Heat: heat-config-script's hook-script.py (which knows only text, maps and lists).
 */
export function scriptEnvironment(inputs: ValueMap): {
  readonly environment: ReadonlyMap<string, string>;
  readonly problems: readonly InputProblem[];
} {
  const environment = new Map<string, string>();
  const problems: InputProblem[] = [];
  for (const [input, value] of inputs) {
    const text = variableText(value);
    const problem = nameProblem(input) ?? textProblem(input, text);
    if (problem === undefined) environment.set(input, text);
    else problems.push(problem);
  }
  return { environment, problems };
}

/** The text of an input's value. What is not known, or still hidden, never comes this far: that is a bug. */
function variableText(value: Value): string {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (typeof value === 'number' || typeof value === 'bigint' || value instanceof Float) return pythonNumber(value);
  if (value instanceof Unknown || value instanceof Tainted) throw new Error('an input that is not in clear');
  return pythonJson(value);
}

/** Shells give these a value of their own, or refuse to set them: a script would never see the input. */
const keptByShells = new Set(
  `_ BASHOPTS BASHPID BASH_ALIASES BASH_ARGC BASH_ARGV BASH_ARGV0 BASH_CMDS BASH_COMMAND BASH_LINENO BASH_SOURCE
  BASH_SUBSHELL BASH_VERSINFO COMP_WORDBREAKS DIRSTACK EPOCHREALTIME EPOCHSECONDS EUID FUNCNAME GROUPS HISTCMD LINENO
  OPTIND PIPESTATUS PPID RANDOM SECONDS SHELLOPTS SRANDOM UID`.split(/\s+/),
);

/** Why an input of this name can't become a variable; undefined where it can. */
export function nameProblem(input: string): InputProblem | undefined {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(input)) {
    return {
      input,
      problem: 'is not a name that a script can read it by',
      expected: 'letters, digits and underscores, the first not a digit',
    };
  }
  if (keptByShells.has(input)) {
    return { input, problem: 'has a name that shells keep for themselves', expected: 'another name' };
  }
  if (input.startsWith('tyto_')) {
    return { input, problem: 'has a name that begins as those of the runner do', expected: 'another name' };
  }
  return undefined;
}

/** Linux hands over no variable that is longer, name, equals sign and final NUL counted. */
const variableLimit = 128 * 1024;

function textProblem(input: string, text: string): InputProblem | undefined {
  if (text.includes('\0')) {
    return { input, problem: 'holds a NUL character, which no variable can', expected: 'text without NUL' };
  }
  const size = Buffer.byteLength(`${input}=${text}`) + 1;
  if (size <= variableLimit) return undefined;
  return {
    input,
    problem: `is too long for a variable (${size} bytes)`,
    expected: `at most ${variableLimit} bytes`,
  };
}
