import { randomInt } from 'node:crypto';
import { Tainted, type Value, type ValueMap } from '../hot/value.ts';
import type { Prepared } from '../preview/prepare-node.ts';
import { withDefaults } from '../resource/check-properties.ts';
import { randomString } from '../resource/random-string.ts';
import type { RunContext } from './run-context.ts';

/** The attributes of a resource that makes a value when it is created; the value is kept as a secret. */
export function generateValue({ means }: RunContext, { type, properties, node }: Prepared): ValueMap {
  const { store } = means;
  const value = randomString(withDefaults(type, properties), randomInt);
  const secret = store.putSecret(`${store.deployment}/${node.address}@value`, value);
  return new Map<string, Value>([['value', new Tainted(value, secret)]]);
}
