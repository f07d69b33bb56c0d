import type { Value, ValueMap } from '../hot/value.ts';
import { coerceProperty } from './coerce-property.ts';
import type { Misfit } from './misfit.ts';
import type { PropertyType } from './property-schema.ts';

const types: ReadonlyMap<Value, PropertyType> = new Map<Value, PropertyType>([
  ['string', 'string'],
  ['number', 'number'],
  ['comma_delimited_list', 'list'],
  ['json', 'map'],
  ['boolean', 'boolean'],
]);

/**
 * Whether an OS::Heat::Value's value is of the type that it says: told in `misfits`. The value itself stays as it was
 * given, text of a number too. Heat: `value.py`, reparse, wallaby.
 */
export function checkValueType(properties: ValueMap, misfits: Misfit[]): void {
  const type = types.get(properties.get('type') ?? null);
  const value = properties.get('value');
  if (type === undefined || value === undefined) return;
  coerceProperty({ type, required: true, updateAllowed: true, constraints: [] }, value, misfits);
}
