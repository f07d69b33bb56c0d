import { type Diagnostic, problem } from '../diagnostics/diagnostic.ts';
import type { Definition } from './inventory-draft.ts';

/** The number in an `ansible_group_priority`, or the problem that it holds none. Ansible: `Group.set_variable`, 2.14. */
export function readPriority({ value, at, path }: Definition): number | Diagnostic {
  const text = typeof value === 'number' || typeof value === 'string' ? String(value).trim() : '';
  const priority = /^[-+]?[0-9]+$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isSafeInteger(priority)) return priority;
  const message = 'The priority of a group is not a whole number';
  return problem('inventory-variable', message, { at, path, expected: 'a whole number, 1 where none is given' });
}
