import { type Checked, hasErrors, problem } from '../diagnostics/diagnostic.ts';
import { decodeValue, encodeJson } from '../hot/codec.ts';
import { isList, isMap, type Value, type ValueMap } from '../hot/value.ts';
import type { Branch, Cause, Change, ChangeKind, ChangeSet } from '../preview/change-set.ts';

/** The text of a change set, for a file or another program: one codec for all, secrets only by their expressions. */
export function writeChangeSet(changeSet: ChangeSet, indent = 1): string {
  return encodeJson(changeSetToValue(changeSet), { indent });
}

/** A change set as a value that the codec writes. */
function changeSetToValue(changeSet: ChangeSet): ValueMap {
  return record([
    ['kind', changeSet.kind],
    ['formatVersion', changeSet.formatVersion],
    ['deployment', changeSet.deployment],
    [
      'base',
      record([
        ['revision', changeSet.base.revision],
        ['serial', changeSet.base.serial],
      ]),
    ],
    ['target', changeSet.target],
    ['forced', changeSet.forced],
    ['changes', changeSet.changes.map(changeToValue)],
  ]);
}

function changeToValue(change: Change): Value {
  return record([
    ['address', change.address],
    ['type', change.type],
    ['kind', change.kind],
    ['may', change.may],
    ['instance', change.instance],
    ['because', change.because],
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

/** Gives the value of a secret; undefined where there is none. */
type RevealSecret = (name: string, version: number) => Value | undefined;

/** Reads what `writeChangeSet` wrote. What is no change set, or one of another version, is a problem. */
export function readChangeSet(text: string, reveal: RevealSecret, file: string): Checked<ChangeSet> {
  const decoded = decodeValue(text, { reveal }, file);
  if (decoded.value === undefined) return { problems: decoded.problems };
  const changeSet = changeSetFromValue(decoded.value);
  if (changeSet === undefined || hasErrors(decoded.problems)) {
    const wrong = problem('change-set-form', `The file '${file}' is not a change set of this version of Tyto`, {
      expected: "a file that 'tyto preview NAME --out FILE' wrote",
      hint: 'Preview again',
    });
    return { problems: [...decoded.problems, wrong] };
  }
  return { value: changeSet, problems: decoded.problems };
}

function changeSetFromValue(value: Value): ChangeSet | undefined {
  if (!isMap(value) || value.get('kind') !== 'ChangeSet' || value.get('formatVersion') !== 1) return undefined;
  const [deployment, base, target] = [value.get('deployment'), value.get('base'), value.get('target')];
  const forced = textsOf(value.get('forced'));
  const changes = listOf(value.get('changes'))?.map(changeFromValue);
  if (typeof deployment !== 'string' || forced === undefined || base === undefined || !isMap(base)) return undefined;
  const [revision, serial] = [base.get('revision'), base.get('serial')];
  if (!isTextOrNull(revision) || typeof serial !== 'number' || !isTextOrNull(target)) return undefined;
  const sound = changes?.filter((each) => each !== undefined);
  if (sound === undefined || sound.length !== changes?.length) return undefined;
  return {
    kind: 'ChangeSet',
    formatVersion: 1,
    deployment,
    base: { revision, serial },
    target,
    forced,
    changes: sound,
  };
}

const kinds: readonly ChangeKind[] = [
  'create',
  'update',
  'replace',
  'delete',
  'unchanged',
  'update-if-changed',
  'replace-if-changed',
];
const branches: readonly Branch[] = ['create', 'update', 'replace', 'delete', 'unchanged'];

function changeFromValue(value: Value): Change | undefined {
  if (!isMap(value)) return undefined;
  const [address, type, instance, because] = ['address', 'type', 'instance', 'because'].map((key) => value.get(key));
  const kind = kinds.find((each) => each === value.get('kind'));
  const may = textsOf(value.get('may'))?.map((each) => branches.find((branch) => branch === each));
  const causes = listOf(value.get('causes'))?.map(causeFromValue);
  if (typeof address !== 'string' || typeof type !== 'string' || kind === undefined) return undefined;
  const soundMay = may?.filter((each) => each !== undefined);
  const soundCauses = causes?.filter((each) => each !== undefined);
  if (soundMay === undefined || soundMay.length !== may?.length) return undefined;
  if (soundCauses === undefined || soundCauses.length !== causes?.length) return undefined;
  return {
    address,
    type,
    kind,
    may: soundMay,
    ...(typeof instance === 'string' ? { instance } : {}),
    causes: soundCauses,
    ...(typeof because === 'string' ? { because } : {}),
  };
}

function causeFromValue(value: Value): Cause | undefined {
  if (!isMap(value)) return undefined;
  const [path, old, now, replaces] = [value.get('path'), value.get('old'), value.get('new'), value.get('replaces')];
  const awaits = textsOf(value.get('awaits'));
  if (typeof path !== 'string' || awaits === undefined || typeof replaces !== 'boolean') return undefined;
  return {
    path,
    ...(old === undefined ? {} : { old }),
    ...(now === undefined ? {} : { new: now }),
    awaits,
    replaces,
  };
}

function listOf(value: Value | undefined): readonly Value[] | undefined {
  return value !== undefined && isList(value) ? value : undefined;
}

function textsOf(value: Value | undefined): readonly string[] | undefined {
  const items = listOf(value);
  const texts = items?.filter((each) => typeof each === 'string');
  return texts?.length === items?.length ? texts : undefined;
}

function isTextOrNull(value: Value | undefined): value is string | null {
  return value === null || typeof value === 'string';
}
