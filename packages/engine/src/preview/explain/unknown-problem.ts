import { type Diagnostic, problem } from '../../diagnostics/diagnostic.ts';

/** The problem that what is to be explained does not exist, with the name that was perhaps meant. */
export function unknown(message: string, near: string | undefined, otherwise?: string): Diagnostic {
  const hint = near === undefined ? otherwise : `Did you mean "${near}"?`;
  return problem('explain-unknown', message, hint === undefined ? {} : { hint });
}

/** What there is, for a hint; the first of it where it is much. */
export function oneOf(names: readonly string[]): string | undefined {
  if (names.length === 0) return undefined;
  return `One of: ${names.slice(0, 12).join(', ')}${names.length > 12 ? ', …' : ''}`;
}
