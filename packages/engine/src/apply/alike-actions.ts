import { encodeValue } from '../hot/codec.ts';
import { filledConfig, type InstanceAction } from './instance-action.ts';

/** Those that one action of a tool for many can do: in one group, at the same moment, the same script with the same text. */
export function alikeActions(asked: readonly InstanceAction[]): readonly (readonly InstanceAction[])[] {
  const batches = new Map<string, InstanceAction[]>();
  for (const each of asked) {
    const { verb, script, instance } = each;
    const group = instance.address.slice(0, Math.max(0, instance.address.lastIndexOf('/')));
    const key = JSON.stringify([group, verb, script.index, instance.config, encodeValue(filledConfig(each))]);
    const batch = batches.get(key);
    if (batch === undefined) batches.set(key, [each]);
    else batch.push(each);
  }
  return [...batches.values()];
}
