import { Float, isList, isMap, type Value, type ValueMap } from '../hot/value.ts';
import type { Batching, RollingUpdate } from '../resource/update-policy.ts';
import type { ContainerNode, GroupRemoval } from './revision.ts';

/** What a group's node says of its members' batches and removals, as entries of its record in `tyto/graph.json`. */
export function policiesToEntries({
  updatePolicy,
  removal,
  fixed,
}: ContainerNode): readonly (readonly [string, Value])[] {
  const { rollingUpdate, batchCreate } = updatePolicy ?? {};
  const entries: (readonly [string, Value])[] = fixed === undefined ? [] : [['fixed', fixed]];
  if (rollingUpdate !== undefined) {
    entries.push([
      'rollingUpdate',
      new Map([...batchingToValue(rollingUpdate), ['minInService', rollingUpdate.minInService]]),
    ]);
  }
  if (batchCreate !== undefined) entries.push(['batchCreate', batchingToValue(batchCreate)]);
  return [...entries, ...removalToEntries(removal)];
}

/** What a group's node, deferred or not, remembers of removals. */
export function removalToEntries(removal: GroupRemoval | undefined): readonly (readonly [string, Value])[] {
  if (removal === undefined) return [];
  const { mode, listed, removed } = removal;
  const parts: readonly [string, Value][] = [
    ['mode', mode],
    ['listed', listed],
    ['removed', removed],
  ];
  return [['removal', new Map(parts)]];
}

/** Reads what `removalToEntries` wrote. */
export function removalFromValue(record: ValueMap): GroupRemoval | undefined {
  const removal = record.get('removal');
  if (!isGiven(removal)) return undefined;
  return {
    mode: removal.get('mode') === 'update' ? 'update' : 'append',
    listed: textsIn(removal, 'listed'),
    removed: textsIn(removal, 'removed'),
  };
}

function batchingToValue({ maxBatchSize, pauseTime }: Batching): Map<string, Value> {
  return new Map<string, Value>([
    ['maxBatchSize', maxBatchSize],
    ['pauseTime', Number.isInteger(pauseTime) ? pauseTime : new Float(pauseTime)],
  ]);
}

/** Reads what `policiesToEntries` wrote from a node's record. */
export function policiesFromValue(record: ValueMap): Pick<ContainerNode, 'updatePolicy' | 'removal' | 'fixed'> {
  const [rolling, create, fixed] = ['rollingUpdate', 'batchCreate', 'fixed'].map((key) => record.get(key) ?? null);
  const removal = removalFromValue(record);
  const rollingUpdate: RollingUpdate | undefined = isGiven(rolling)
    ? { ...batchingFrom(rolling), minInService: numberIn(rolling, 'minInService') }
    : undefined;
  const batchCreate = isGiven(create) ? batchingFrom(create) : undefined;
  const updatePolicy = {
    ...(rollingUpdate === undefined ? {} : { rollingUpdate }),
    ...(batchCreate === undefined ? {} : { batchCreate }),
  };
  return {
    ...(isGiven(fixed) ? { fixed } : {}),
    ...(rollingUpdate === undefined && batchCreate === undefined ? {} : { updatePolicy }),
    ...(removal === undefined ? {} : { removal }),
  };
}

function isGiven(value: Value | undefined): value is ValueMap {
  return value !== undefined && isMap(value);
}

function batchingFrom(map: ValueMap): Batching {
  return { maxBatchSize: numberIn(map, 'maxBatchSize'), pauseTime: numberIn(map, 'pauseTime') };
}

function numberIn(map: ValueMap, key: string): number {
  const value = map.get(key) ?? 0;
  return value instanceof Float ? value.value : Number(value);
}

function textsIn(map: ValueMap, key: string): readonly string[] {
  const value = map.get(key) ?? null;
  return isList(value) ? value.filter((each) => typeof each === 'string') : [];
}
