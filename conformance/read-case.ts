import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { JsonFault, readJsonText } from '../packages/engine/src/hot/json-text.ts';
import { isMap, type Value, type ValueMap } from '../packages/engine/src/hot/value.ts';

/** A case that is kept in a folder, as a line of `tyto hot batch` has it; `cases/README.md` has the form of the folder. */
export function readCase(folder: string): ValueMap {
  const given = readRequest(folder);
  if (existsSync(join(folder, 'validate'))) given.set('do', 'validate');
  const update = join(folder, 'update');
  return existsSync(update) ? given.set('update', readRequest(update)) : given;
}

/** What Heat answered to a kept case. */
export function readExpected(folder: string): ValueMap {
  return readMap(join(folder, 'expected.json'));
}

function readRequest(folder: string): Map<string, Value> {
  const given = new Map<string, Value>([['template', textOf(join(folder, 'template.yaml'))]]);
  const numberOf = (name: string): number => Number(name.replaceAll(/\D/g, ''));
  const environments = readdirSync(folder).filter((each) => /^env-\d+\.yaml$/.test(each));
  environments.sort((a, b) => numberOf(a) - numberOf(b));
  if (environments.length > 0) {
    given.set(
      'envs',
      environments.map((each) => textOf(join(folder, each))),
    );
  }
  setFrom(given, 'env', join(folder, 'env.yaml'), textOf);
  setFrom(given, 'params', join(folder, 'params.json'), readMap);
  setFrom(given, 'files', join(folder, 'files'), filesOf);
  return given;
}

function setFrom(given: Map<string, Value>, key: string, path: string, read: (path: string) => Value): void {
  if (existsSync(path)) given.set(key, read(path));
}

function filesOf(folder: string): ValueMap {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
  return new Map(
    entries.map((each): [string, Value] => {
      const path = join(each.parentPath, each.name);
      return [relative(folder, path), textOf(path)];
    }),
  );
}

function textOf(path: string): string {
  return readFileSync(path, 'utf8');
}

function readMap(path: string): ValueMap {
  const value = readJsonText(textOf(path));
  if (value instanceof JsonFault || !isMap(value)) throw new Error(`${path} is no map of JSON`);
  return value;
}
