import { isMap, type Value } from '../../packages/engine/src/hot/value.ts';
import type { Difference } from './compare-answers.ts';

/** Two answers to a case that differ. */
export interface Disagreement {
  readonly heat: Value;
  readonly tyto: Value;
  /** The case as it was asked, a line of JSON. */
  readonly line: string;
}

/** A difference that is meant; `docs/hot-conformance.md` gives the reason under its name. */
export interface KnownDifference {
  readonly name: string;
  /** Whether this explains a difference: as exact as can be, so that no other hides behind it. */
  readonly explains: (difference: Difference, disagreement: Disagreement) => boolean;
}

export const knownDifferences: readonly KnownDifference[] = [
  {
    name: 'when-told',
    explains: ({ what, heat, tyto }) => /status$/.test(what) && isFailure(heat) && isFailure(tyto),
  },
  {
    name: 'dropped-in-nested',
    explains: ({ what }, { heat }) => /status$/.test(what) && /EllipsisType takes no arguments/.test(textAt(heat, 'error')),
  },
  {
    name: 'rare-digest',
    explains: (_, { line, tyto }) =>
      /blake2s|shake_|sm3|ripemd160|md5-sha1|sha512_2/.test(line) && /has no algorithm/.test(errorText(tyto)),
  },
  {
    name: 'encrypted-name-unknown',
    explains: ({ what, heat }, { heat: answer, line }) =>
      what === 'status' &&
      heat === 'REFUSED' &&
      textAt(answer, 'type') === 'KeyError' &&
      line.includes('encrypted_param_names'),
  },
  {
    name: 'failing-test-resource',
    explains: ({ what }, { heat }) => /status$/.test(what) && textAt(heat, 'reason').includes('Test Resource failed'),
  },
];

/** The name of what explains all the differences; undefined where one of them is not known. */
export function explanation(differences: readonly Difference[], disagreement: Disagreement): string | undefined {
  const names = differences.map((each) => knownDifferences.find(({ explains }) => explains(each, disagreement))?.name);
  return names.includes(undefined) ? undefined : names[0];
}

/** Turned down, or given up on the way: either way nothing is there. */
function isFailure(status: Value): boolean {
  return status === 'REFUSED' || status === 'CREATE_FAILED' || status === 'UPDATE_FAILED';
}

/** A text of an answer, or of its `after`. */
function textAt(answer: Value, key: string): string {
  const value = isMap(answer) ? answer.get(key) : undefined;
  if (typeof value === 'string') return value;
  const after = isMap(answer) ? answer.get('after') : undefined;
  return after === undefined ? '' : textAt(after, key);
}

function errorText(answer: Value): string {
  return isMap(answer) ? JSON.stringify([...answer].map(([, value]) => plain(value))) : '';
}

function plain(value: Value): unknown {
  if (isMap(value)) return [...value.values()].map(plain);
  return Array.isArray(value) ? value.map(plain) : typeof value === 'string' ? value : '';
}
