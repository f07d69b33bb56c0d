import { type Diagnostic, type DiagnosticDetails, problem } from '../diagnostics/diagnostic.ts';
import { writeAddress } from '../hot/address.ts';
import { awaited } from '../hot/awaited.ts';
import type { Value } from '../hot/value.ts';

/** The problem that the shape of a stack waits for a value that is not known before something is applied. */
export function waitingProblem(what: string, value: Value, details: DiagnosticDetails): Diagnostic {
  const names = awaitedNames(value);
  const awaits = names.length === 0 ? 'a value that is not known yet' : names.join(', ');
  return problem('shape-unknown', `${what} waits for ${awaits}`, {
    expected: 'a value that is known before anything is applied',
    hint: 'Decide it by a parameter instead',
    ...details,
  });
}

/** What a value awaits as it is written, `ADDRESS@ATTRIBUTE.PATH`; each once. */
export function awaitedNames(value: Value): readonly string[] {
  return awaited(value).map((leaf) =>
    leaf.kind === 'attribute'
      ? writeAddress({ address: leaf.address, kind: 'attribute', path: leaf.path })
      : writeAddress({ address: leaf.address, kind: 'resource', path: [] }),
  );
}
