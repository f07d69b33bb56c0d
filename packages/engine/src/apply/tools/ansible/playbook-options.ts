import { reveal } from '../../../hot/reveal.ts';
import { isList, Unknown, type Value, type ValueMap } from '../../../hot/value.ts';

export interface OptionProblem {
  readonly option: string;
  readonly expected: string;
}

/** The options of heat-config-ansible that are honoured, each with the argument of `ansible-playbook` that it becomes. */
const known: ReadonlyMap<string, { readonly argument: string; readonly separator: string }> = new Map([
  ['tags', { argument: '--tags', separator: ',' }],
  ['skip_tags', { argument: '--skip-tags', separator: ',' }],
  ['modulepath', { argument: '--module-path', separator: ':' }],
]);

/**
 * A config's options as arguments of `ansible-playbook`: texts, or lists of texts. What is not known yet is left out.
 * Heat: heat-config-ansible's hook-ansible.py, wallaby (which takes texts only).
 */
export function readOptions(options: ValueMap): {
  readonly arguments: readonly string[];
  readonly problems: readonly OptionProblem[];
} {
  const given: string[] = [];
  const problems: OptionProblem[] = [];
  for (const [option, { argument, separator }] of known) {
    const value = reveal(options.get(option) ?? null);
    if (value === null || value === '' || value instanceof Unknown) continue;
    const text = textOf(value, separator);
    if (text === undefined || text.includes('\0')) problems.push({ option, expected: 'a text, or a list of texts' });
    // With the equals sign a value that begins with "-" is no option of its own.
    else if (text !== '') given.push(`${argument}=${text}`);
  }
  return { arguments: given, problems };
}

/** Options that heat-config-ansible has and that mean nothing where Tyto makes the inventory and listens. */
export function uselessOptions(options: ValueMap): readonly string[] {
  return ['inventory', 'callback_plugins'].filter((option) => options.has(option));
}

function textOf(value: Value, separator: string): string | undefined {
  if (typeof value === 'string') return value;
  if (!isList(value)) return undefined;
  const texts = value.filter((each) => typeof each === 'string');
  return texts.length === value.length ? texts.join(separator) : undefined;
}
