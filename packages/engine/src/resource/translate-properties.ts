import type { Value, ValueMap } from '../hot/value.ts';
import type { Misfit } from './misfit.ts';
import type { PropertySchemas } from './property-schema.ts';

/**
 * Properties with the newer names in the place of those that they replace (a port's `network_id` is its `network`), so
 * that both are the same to whoever compares. Giving both is told by the older name. Heat: `heat/engine/translation.py`, wallaby; the rules
 * are those that need no cloud.
 */
export function translateProperties(
  schemas: PropertySchemas,
  given: ValueMap,
  tell: (name: string, misfit: Misfit) => void,
): ValueMap {
  let translated: Map<string, Value> | undefined;
  for (const [name, value] of given) {
    const newer = schemas.get(name)?.replacedBy;
    if (newer === undefined) continue;
    translated ??= new Map(given);
    translated.delete(name);
    if (isEmpty(value)) continue;
    if (isEmpty(given.get(newer) ?? null)) translated.set(newer, value);
    else {
      const message = `"${newer}" and "${name}" are given, and stand for the same`;
      tell(name, { path: [], isKey: true, message, expected: `"${newer}" alone` });
    }
  }
  return translated ?? given;
}

/** What Python takes for false of what a name or id may be. */
function isEmpty(value: Value): boolean {
  return value === null || value === '';
}
