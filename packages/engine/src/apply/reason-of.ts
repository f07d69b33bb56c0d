import type { Diagnostic } from '../diagnostics/diagnostic.ts';

/** A problem of a resource in one line, with the part of it or the place in a template that it is about. */
export function reasonOf({ message, at, path = '' }: Diagnostic, address: string): string {
  if (at !== undefined) return `${at.file}:${at.line}: ${message}`;
  const part = path.startsWith(address) ? /^(?:: |[:.])(.+)$/.exec(path.slice(address.length))?.[1] : undefined;
  return part === undefined ? message : `${part}: ${message}`;
}
