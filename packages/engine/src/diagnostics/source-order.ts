import type { Diagnostic } from './diagnostic.ts';

/**
 * Problems as a person reads the sources, each once: file by file as they first come up, down each file; those without a
 * place first.
 */
export function inSourceOrder(problems: readonly Diagnostic[]): readonly Diagnostic[] {
  const files = new Map<string, Diagnostic[]>();
  const seen = new Set<string>();
  const errors = new Set(problems.filter(({ severity }) => severity === 'error').map(keyOf));
  for (const each of problems) {
    const key = keyOf(each);
    // What is certainly wrong is not told as a warning too.
    if (seen.has(key) || (each.severity === 'warning' && errors.has(key))) continue;
    seen.add(key);
    const file = each.at?.file ?? '';
    const found = files.get(file);
    if (found === undefined) files.set(file, [each]);
    else found.push(each);
  }
  const unplaced = files.get('') ?? [];
  files.delete('');
  return [...unplaced, ...[...files.values()].flatMap((each) => each.sort(byPlace))];
}

function keyOf({ code, at, path, message }: Diagnostic): string {
  return JSON.stringify([code, at, at === undefined ? path : '', message]);
}

function byPlace({ at: a }: Diagnostic, { at: b }: Diagnostic): number {
  return (a?.line ?? 0) - (b?.line ?? 0) || (a?.column ?? 0) - (b?.column ?? 0);
}
