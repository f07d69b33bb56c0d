import { facadeParts } from '../hot/facade-part.ts';
import type { ValueMap } from '../hot/value.ts';
import type { Facade } from './stack-scope.ts';

/** What of a resource's parts by name a template that stands for it may ask for. */
export function pickFacade(parts: ValueMap): Facade {
  return new Map(
    facadeParts.flatMap((part) => {
      const value = parts.get(part);
      return value === undefined ? [] : [[part, value] as const];
    }),
  );
}
