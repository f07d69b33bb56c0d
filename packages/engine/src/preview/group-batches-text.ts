import { Float, isList, isMap, type Value, type ValueMap } from '../hot/value.ts';
import type { ChangeSet, GroupBatches } from './change-set.ts';

/** A group's batches as they stand in the text of a change set. */
export function batchesToValue(each: GroupBatches): ValueMap {
  const { group, policy, maxBatchSize, minInService, pauseTime, batches } = each;
  return new Map<string, Value>([
    ['group', group],
    ['policy', policy],
    ['maxBatchSize', maxBatchSize],
    ['minInService', minInService],
    ['pauseTime', Number.isInteger(pauseTime) ? pauseTime : new Float(pauseTime)],
    ['batches', batches],
  ]);
}

/** Reads what `batchesToValue` wrote of all groups of a change set. */
export function batchesFromValue(value: Value | undefined): Pick<ChangeSet, 'batches'> {
  if (value === undefined || !isList(value)) return {};
  return { batches: value.filter(isMap).map(fromMap) };
}

function fromMap(map: ValueMap): GroupBatches {
  const number = (key: string): number => {
    const value = map.get(key) ?? 0;
    return value instanceof Float ? value.value : Number(value);
  };
  return {
    group: String(map.get('group')),
    policy: map.get('policy') === 'batch_create' ? 'batch_create' : 'rolling_update',
    maxBatchSize: number('maxBatchSize'),
    minInService: number('minInService'),
    pauseTime: number('pauseTime'),
    batches: items(map.get('batches')).map((batch) => items(batch).map(String)),
  };
}

function items(value: Value | undefined): readonly Value[] {
  return value !== undefined && isList(value) ? value : [];
}
