import { isList, isMap, type Value, type ValueMap } from '../hot/value.ts';
import { StoreFailure } from './store-failure.ts';

/** A record of the database as the codec reads it. What has the wrong form is damage and thrown as a `StoreFailure`. */
export interface RecordReader {
  text(name: string): string;
  optionalText(name: string): string | undefined;
  /** A text that is one of these. */
  oneOf<T extends string>(name: string, choices: readonly T[]): T;
  map(name: string): ValueMap;
  optionalMap(name: string): ValueMap | undefined;
  texts(name: string): readonly string[];
  list(name: string): readonly Value[];
}

/** Reads the fields of a record; `what` names it in a failure. */
export function readRecord(value: Value, what: string): RecordReader {
  if (!isMap(value)) throw damaged(what, 'itself');
  const field = (name: string): Value | undefined => value.get(name);
  const text = (name: string): string => {
    const found = field(name);
    if (typeof found !== 'string') throw damaged(what, name);
    return found;
  };
  const map = (name: string): ValueMap => {
    const found = field(name);
    if (found === undefined || !isMap(found)) throw damaged(what, name);
    return found;
  };
  const list = (name: string): readonly Value[] => {
    const found = field(name);
    if (found === undefined || !isList(found)) throw damaged(what, name);
    return found;
  };
  return {
    text,
    map,
    list,
    optionalText: (name) => (field(name) === undefined ? undefined : text(name)),
    optionalMap: (name) => (field(name) === undefined ? undefined : map(name)),
    oneOf: (name, choices) => {
      const found = choices.find((choice) => choice === field(name));
      if (found === undefined) throw damaged(what, name);
      return found;
    },
    texts: (name) =>
      list(name).map((item) => {
        if (typeof item !== 'string') throw damaged(what, name);
        return item;
      }),
  };
}

export function damaged(what: string, name: string): StoreFailure {
  return new StoreFailure('data-database', `In the database, ${what} is damaged (${name})`, {
    hint: 'Restore the data directory from a backup',
  });
}
