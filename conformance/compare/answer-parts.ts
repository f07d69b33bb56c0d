import { isList, isMap, type Value, type ValueMap } from '../../packages/engine/src/hot/value.ts';

/** Whether what differs is how a stack ended, or its update. */
export function isStatus(what: string): boolean {
  return what === 'status' || what === 'after status';
}

/** Turned down, or given up on the way: either way nothing is there. */
export function isFailure(status: Value): boolean {
  return status === 'REFUSED' || status === 'CREATE_FAILED' || status === 'UPDATE_FAILED';
}

/** A text of an answer, or of its `after`. */
export function textAt(answer: Value, key: string): string {
  const value = isMap(answer) ? answer.get(key) : undefined;
  if (typeof value === 'string') return value;
  const after = isMap(answer) ? answer.get('after') : undefined;
  return after === undefined ? '' : textAt(after, key);
}

/** All texts that an answer has, for searching. */
export function errorText(answer: Value): string {
  return isMap(answer) ? JSON.stringify([...answer].map(([, value]) => plain(value))) : '';
}

/** What Heat tells of parameters, without labels, descriptions and tags that are no texts. */
export function withOnlyTexts(described: Value): Value {
  if (!isMap(described)) return described;
  return new Map([...described].map(([name, each]) => [name, isMap(each) ? parameterOfTexts(name, each) : each]));
}

function parameterOfTexts(name: string, parameter: ValueMap): Value {
  const kept = new Map(parameter);
  if (typeof kept.get('Label') !== 'string') kept.set('Label', name);
  if (typeof kept.get('Description') !== 'string') kept.set('Description', '');
  const tags = kept.get('Tags') ?? null;
  const texts = isList(tags) ? tags.filter((each) => typeof each === 'string') : [];
  if (texts.length > 0) kept.set('Tags', texts);
  else kept.delete('Tags');
  return kept;
}

/** A value with all its lists sorted. */
export function inOrder(value: Value): Value {
  if (isMap(value)) return new Map([...value].map(([key, each]) => [key, inOrder(each)]));
  if (!isList(value)) return value;
  const keyed = value.map(inOrder).map((each): [string, Value] => [pieces(each), each]);
  return keyed.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, each]) => each);
}

/** All texts in a value. */
export function pieces(value: Value): string {
  if (isList(value)) return value.map(pieces).join(' ');
  return isMap(value) ? [...value].map(([key, each]) => `${key} ${pieces(each)}`).join(' ') : String(value);
}

/** The status after the update; empty where there is none. */
export function afterStatus(answer: Value): string {
  return isMap(answer) ? textAt(answer.get('after') ?? null, 'status') : '';
}

export interface AnsweredError {
  readonly code: string;
  readonly message: string;
  readonly path: string;
  readonly file: string;
  /** The output that it is an error of; empty where it is none of an output's. */
  readonly output: string;
}

/** The errors of an answer; those of its `after` if that is what differs. */
export function errorsOf(answer: Value, what: string): readonly AnsweredError[] {
  if (!isMap(answer)) return [];
  const own = what.startsWith('after ') ? (answer.get('after') ?? null) : answer;
  const errors = isMap(own) ? (own.get('errors') ?? null) : null;
  return isList(errors) ? errors.map(answeredError) : [];
}

function answeredError(error: Value): AnsweredError {
  const [code, path, file] = [textAt(error, 'code'), textAt(error, 'path'), textAt(error, 'file')];
  return { code, message: textAt(error, 'message'), path, file, output: textAt(error, 'output') };
}

function plain(value: Value): unknown {
  if (isMap(value)) return [...value.values()].map(plain);
  return isList(value) ? value.map(plain) : typeof value === 'string' ? value : '';
}
