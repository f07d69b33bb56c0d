import { isList, isMap, type Value, type ValueMap } from '../hot/value.ts';
import { coerceProperty } from './coerce-property.ts';
import type { Misfit } from './misfit.ts';
import type { PropertyType } from './property-schema.ts';
import type { IoType } from './software-config.ts';

const types: Readonly<Record<IoType, PropertyType>> = {
  String: 'string',
  Number: 'number',
  CommaDelimitedList: 'list',
  Json: 'map',
  Boolean: 'boolean',
};

/**
 * Whether the defaults of a config's inputs are of the types that these say: told in `misfits`, under `inputs`. The empty
 * text is a default of any type, and text may stand for a list or map. Heat: `software_config_io.py`, InputConfig, 19.0.
 */
export function checkInputDefaults(properties: ValueMap, misfits: Misfit[]): void {
  const inputs = properties.get('inputs') ?? null;
  for (const [index, input] of (isList(inputs) ? inputs : []).entries()) {
    if (isMap(input)) checkDefault(input, misfits, index);
  }
}

function checkDefault(input: ValueMap, misfits: Misfit[], index: number): void {
  const value = input.get('default') ?? null;
  const type = typeOf(input.get('type') ?? 'String');
  if (type === undefined || value === null || value === '') return;
  if ((type === 'list' || type === 'map') && (typeof value === 'string' || isList(value))) return;
  coerceProperty({ type, required: false, updateAllowed: true, constraints: [] }, value, misfits, [index, 'default']);
}

function typeOf(value: Value): PropertyType | undefined {
  return Object.entries(types).find(([name]) => name === value)?.[1];
}
