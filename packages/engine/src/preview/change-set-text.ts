import { type Checked, problem } from '../diagnostics/diagnostic.ts';
import { decodeValue, encodeJson } from '../hot/codec.ts';
import { hookTypes } from '../hot/environment.ts';
import { isList, isMap, type Value, type ValueMap } from '../hot/value.ts';
import type { PlacedHook } from '../resource/placed-hook.ts';
import type { Branch, Cause, Change, ChangeKind, ChangeSet, Limited } from './change-set.ts';
import { batchesFromValue, batchesToValue } from './group-batches-text.ts';
import type { Reveal } from './known.ts';

/** A change set as a file: the same set gives the same text. Secrets stand in it only by their expressions. */
export function writeChangeSet(set: ChangeSet): string {
  const whole = record([
    ['kind', set.kind],
    ['formatVersion', set.formatVersion],
    ['deployment', set.deployment],
    [
      'base',
      record([
        ['revision', set.base.revision],
        ['serial', set.base.serial],
      ]),
    ],
    ['target', set.target],
    ['forced', set.forced],
    ['limited', set.limited === undefined ? undefined : limitedToValue(set.limited)],
    ['changes', set.changes.map(changeToValue)],
    ['batches', set.batches?.map(batchesToValue)],
  ]);
  return `${encodeJson(whole, { indent: 1 })}\n`;
}

function limitedToValue({ targets, excludes, leftOut }: Limited): Value {
  return record([
    ['targets', targets],
    ['excludes', excludes],
    ['leftOut', leftOut],
  ]);
}

function changeToValue(change: Change): Value {
  return record([
    ['address', change.address],
    ['type', change.type],
    ['kind', change.kind],
    ['may', change.may],
    ['instance', change.instance],
    ['retains', change.retains],
    ['because', change.because],
    [
      'stops',
      change.stops?.map(({ address, hook }) =>
        record([
          ['address', address],
          ['hook', hook],
        ]),
      ),
    ],
    ['causes', change.causes.map(causeToValue)],
  ]);
}

function causeToValue(cause: Cause): Value {
  return record([
    ['path', cause.path],
    ['old', cause.old],
    ['new', cause.new],
    ['awaits', cause.awaits],
    ['replaces', cause.replaces],
  ]);
}

function record(entries: readonly (readonly [string, Value | undefined])[]): ValueMap {
  return new Map(entries.flatMap(([key, value]): [string, Value][] => (value === undefined ? [] : [[key, value]])));
}

/** Reads what `writeChangeSet` wrote. Another kind of file, another format and a damaged one are problems. */
export function readChangeSet(text: string, reveal: Reveal, file: string): Checked<ChangeSet> {
  const { value: whole, problems } = decodeValue(text, { reveal }, file);
  if (whole === undefined) return { problems };
  if (!isMap(whole) || whole.get('kind') !== 'ChangeSet') return wrong(file, 'it is not a change set');
  if (whole.get('formatVersion') !== 1) return wrong(file, 'its format is of another version of Tyto');
  const base = whole.get('base') ?? null;
  const deployment = whole.get('deployment');
  const target = whole.get('target');
  if (!isMap(base) || typeof deployment !== 'string') return wrong(file, 'a part of it is missing');
  const changes = items(whole.get('changes')).map(changeFromValue);
  const known = changes.filter((each) => each !== undefined);
  if (known.length < changes.length) return wrong(file, 'a change in it has the wrong form');
  const revision = base.get('revision');
  return {
    value: {
      kind: 'ChangeSet',
      formatVersion: 1,
      deployment,
      base: { revision: typeof revision === 'string' ? revision : null, serial: Number(base.get('serial')) },
      target: typeof target === 'string' ? target : null,
      forced: texts(whole.get('forced')),
      ...limitedFromValue(whole.get('limited') ?? null),
      changes: known,
      ...batchesFromValue(whole.get('batches')),
    },
    problems,
  };
}

function limitedFromValue(value: Value): { readonly limited?: Limited } {
  if (!isMap(value)) return {};
  const [targets, excludes, leftOut] = ['targets', 'excludes', 'leftOut'].map((key) => texts(value.get(key)));
  return { limited: { targets: targets ?? [], excludes: excludes ?? [], leftOut: leftOut ?? [] } };
}

function wrong(file: string, what: string): Checked<ChangeSet> {
  const hint = 'Make one with tyto preview NAME --out FILE';
  return {
    problems: [
      problem('change-set-form', `The change set cannot be read: ${what}`, { at: { file, line: 1, column: 1 }, hint }),
    ],
  };
}

const kinds: readonly ChangeKind[] = [
  'create',
  'update',
  'replace',
  'delete',
  'forget',
  'unchanged',
  'update-if-changed',
  'replace-if-changed',
  'deferred',
];
const branches: readonly Branch[] = ['create', 'update', 'replace', 'delete', 'forget', 'unchanged'];

function changeFromValue(value: Value): Change | undefined {
  if (!isMap(value)) return undefined;
  const [address, type, instance, because] = ['address', 'type', 'instance', 'because'].map((key) => value.get(key));
  const kind = kinds.find((each) => each === value.get('kind'));
  if (typeof address !== 'string' || typeof type !== 'string' || kind === undefined) return undefined;
  const stops = items(value.get('stops')).flatMap(stopFromValue);
  return {
    address,
    type,
    kind,
    may: texts(value.get('may')).flatMap((text) => branches.filter((each) => each === text)),
    ...(typeof instance === 'string' ? { instance } : {}),
    ...(value.get('retains') === true ? ({ retains: true } as const) : {}),
    ...(typeof because === 'string' ? { because } : {}),
    ...(stops.length === 0 ? {} : { stops }),
    causes: items(value.get('causes')).flatMap(causeFromValue),
  };
}

function stopFromValue(value: Value): readonly PlacedHook[] {
  if (!isMap(value)) return [];
  const hook = hookTypes.find((each) => each === value.get('hook'));
  return hook === undefined ? [] : [{ address: String(value.get('address')), hook }];
}

function causeFromValue(value: Value): readonly Cause[] {
  if (!isMap(value)) return [];
  const old = value.get('old');
  const now = value.get('new');
  return [
    {
      path: String(value.get('path')),
      ...(old === undefined ? {} : { old }),
      ...(now === undefined ? {} : { new: now }),
      awaits: texts(value.get('awaits')),
      replaces: value.get('replaces') === true,
    },
  ];
}

function items(value: Value | undefined): readonly Value[] {
  return value !== undefined && isList(value) ? value : [];
}

function texts(value: Value | undefined): readonly string[] {
  return items(value).filter((each) => typeof each === 'string');
}
