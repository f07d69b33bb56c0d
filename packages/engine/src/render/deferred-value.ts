import { isList, isMap, type Value, type ValueMap } from '../hot/value.ts';
import { templateVersions } from '../hot/version.ts';
import { removalFromValue, removalToEntries } from './container-policies.ts';
import type { DeferredNode } from './revision.ts';

type Own = Pick<
  DeferredNode,
  'removal' | 'template' | 'inputs' | 'facade' | 'awaits' | 'files' | 'version' | 'names' | 'unbound'
>;

/** What a deferred node has beside what every node has, as entries of its record in `tyto/graph.json`. */
export function deferredToEntries(node: Own): readonly (readonly [string, Value | undefined])[] {
  const { template, inputs, removal, facade, awaits, files, version, names, unbound } = node;
  return [
    ['template', template],
    ['inputs', inputs],
    ['facade', facade],
    ...removalToEntries(removal),
    ['awaits', awaits],
    ['files', files],
    ['version', version],
    ['names', names],
    ['unbound', unbound.length === 0 ? undefined : unbound],
  ];
}

/** Reads what `deferredToEntries` wrote from a node's record; undefined where it is not whole. */
export function deferredFromValue(record: ValueMap): Own | undefined {
  const [inputs = null, facade = null, template] = ['inputs', 'facade', 'template'].map((key) => record.get(key));
  const [awaits, files, names] = ['awaits', 'files', 'names'].map((key) => textsOf(record.get(key)));
  if (!isMap(inputs) || awaits === undefined || files === undefined || names === undefined) return undefined;
  const removal = removalFromValue(record);
  const version = templateVersions.find((each) => each === record.get('version'));
  if (version === undefined) return undefined;
  const unbound = record.get('unbound') ?? [];
  return {
    ...(typeof template === 'string' ? { template } : {}),
    inputs,
    ...(isMap(facade) ? { facade } : {}),
    ...(removal === undefined ? {} : { removal }),
    awaits,
    files,
    version,
    names,
    unbound: isList(unbound) ? unbound.filter((each) => typeof each === 'number') : [],
  };
}

function textsOf(value: Value | undefined): readonly string[] | undefined {
  return value !== undefined && isList(value) ? value.filter((each) => typeof each === 'string') : undefined;
}
