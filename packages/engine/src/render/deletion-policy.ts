import { type Checked, type Diagnostic, problem } from '../diagnostics/diagnostic.ts';
import { reveal } from '../hot/reveal.ts';
import type { Value } from '../hot/value.ts';
import { atLeast, type TemplateVersion } from '../hot/version.ts';
import type { DeletionPolicy } from './revision.ts';

const policies = ['Delete', 'Retain', 'Snapshot'] as const;

/** Types of which a copy can be made before they are deleted. Heat 19.0: classes with `handle_snapshot_delete`. */
const withSnapshots: ReadonlySet<string> = new Set([
  'AWS::EC2::Volume',
  'OS::Cinder::Volume',
  'OS::Heat::DeployedServer',
  'OS::Nova::Server',
]);

/**
 * The words that a template of a version has for deletion policies. The small letters came with 2016-10-14. Heat:
 * `hot/template.py`, deletion_policies.
 */
export function deletionWords(version: TemplateVersion): readonly string[] {
  return atLeast(version, '2016-10-14') ? [...policies, ...policies.map((each) => each.toLowerCase())] : policies;
}

/** Whether a type can have a copy of it made; undefined is a nested stack. */
export function hasSnapshots(type: string | undefined): boolean {
  return type === 'OS::Heat::None' || withSnapshots.has(type ?? '');
}

/** Reads a deletion policy that is known; null is none. A problem where it is none of the words. */
export function readDeletionWord(value: Value, words: readonly string[]): Checked<DeletionPolicy | 'Delete'> {
  const shown = reveal(value) ?? 'Delete';
  const found = policies.find((each) =>
    words.some((word) => word === shown && word.toLowerCase() === each.toLowerCase()),
  );
  return found === undefined ? { problems: [unknownWord(shown, words)] } : { value: found, problems: [] };
}

function unknownWord(shown: Value, words: readonly string[]): Diagnostic {
  const what = typeof shown === 'string' ? `"${shown}"` : 'that is no text';
  const large = words.filter((each) => policies.some((policy) => policy === each));
  const small = large.length < words.length ? ', or one of them in small letters' : '';
  return problem('resource-policy', `There is no deletion policy ${what}`, {
    expected: `${large.slice(0, -1).join(', ')} or ${large.at(-1) ?? ''}${small}`,
  });
}
