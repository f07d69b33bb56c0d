import { Float, type Value } from './value.ts';
import { integer } from './yaml-scalar.ts';

/** Placeholder. */
export function parseJson(text: string): Value | undefined {
  try {
    return fromPlain(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function fromPlain(value: unknown): Value {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'number') return Number.isInteger(value) ? integer(BigInt(value)) : new Float(value);
  if (Array.isArray(value)) return value.map(fromPlain);
  return new Map(Object.entries(value as object).map(([k, v]) => [k, fromPlain(v)]));
}
