import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** A template with a mistake that authors make, and what belongs to it. */
export interface Mistake {
  readonly name: string;
  /** What kind of mistake it is, in a few words. */
  readonly title: string;
  /** Its files by the names that answers give them. */
  readonly sources: ReadonlyMap<string, string>;
  /** The case, as the oracle and `tyto hot batch` read it: a line of JSON. */
  readonly line: string;
  /** What Heat answered; absent where it was not asked yet. */
  readonly heat: HeatAnswer | undefined;
}

/** What Heat answered, as far as it is of use here. */
export interface HeatAnswer {
  readonly status: string;
  /** What it said; null where the words were lost on the way. */
  readonly message: string | null;
}

export const mistakesFolder = join(import.meta.dirname, '../mistakes');

/** All mistakes, in order of their names. */
export function readMistakes(): readonly Mistake[] {
  return readdirSync(mistakesFolder).sort().map(readMistake);
}

function readMistake(name: string): Mistake {
  const folder = join(mistakesFolder, name);
  const read = (file: string): string => readFileSync(join(folder, file), 'utf8');
  const environments = readdirSync(folder)
    .filter((file) => /^env(-\d+)?\.yaml$/.test(file))
    .sort();
  const files = existsSync(join(folder, 'files')) ? filesOf(join(folder, 'files')) : [];
  const parameters = existsSync(join(folder, 'params.json')) ? read('params.json') : undefined;
  const isOne = environments[0] === 'env.yaml';
  const parts = {
    template: read('template.yaml'),
    ...(isOne ? { env: read('env.yaml') } : environments.length > 0 ? { envs: environments.map(read) } : {}),
    ...(files.length > 0 ? { files: Object.fromEntries(files) } : {}),
    ...(parameters === undefined ? {} : { params: JSON.parse(parameters) }),
  };
  const own = ['template.yaml', ...environments].map((file): [string, string] => [file, read(file)]);
  return {
    name,
    title: read('about.txt').trim(),
    sources: new Map([...own, ...(parameters === undefined ? [] : [['params.json', parameters] as const]), ...files]),
    line: JSON.stringify(parts),
    heat: existsSync(join(folder, 'heat.json')) ? JSON.parse(read('heat.json')) : undefined,
  };
}

function filesOf(folder: string): [string, string][] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .map((each) => join(each.parentPath, each.name))
    .map((path) => [relative(folder, path), readFileSync(path, 'utf8')]);
}
