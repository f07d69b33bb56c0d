import type { Diagnostic } from './diagnostic.ts';

/**
 * Problems as a person reads the sources, each once: file by file as they first come up, down each file; those without a
 * place first.
 */
export function inSourceOrder(problems: readonly Diagnostic[]): readonly Diagnostic[] {
  const files = new Map<string, Diagnostic[]>();
  const seen = new Set<string>();
  for (const each of problems) {
    const key = JSON.stringify([
      each.severity,
      each.code,
      each.at,
      each.at === undefined ? each.path : '',
      each.message,
    ]);
    if (seen.has(key)) continue;
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

function byPlace({ at: a }: Diagnostic, { at: b }: Diagnostic): number {
  return (a?.line ?? 0) - (b?.line ?? 0) || (a?.column ?? 0) - (b?.column ?? 0);
}
