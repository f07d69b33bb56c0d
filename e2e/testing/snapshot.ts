import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { execute, type Rig } from './rig.ts';

/** All that a data directory holds: each repository's refs, each row of the database; and what is on the node. */
export interface Snapshot {
  readonly refs: ReadonlyMap<string, string>;
  readonly tables: ReadonlyMap<string, readonly string[]>;
  readonly key: string;
  readonly node: readonly string[];
}

export async function takeSnapshot(rig: Rig): Promise<Snapshot> {
  const refs = new Map<string, string>();
  for (const repository of repositoriesOf(rig.data)) {
    refs.set(repository, await execute('git', ['-C', join(rig.data, repository), 'for-each-ref']));
  }
  const key = join(rig.data, 'key');
  return {
    refs,
    tables: tablesOf(join(rig.data, 'tyto.db')),
    key: existsSync(key) ? createHash('sha256').update(readFileSync(key)).digest('hex') : '',
    node: listIfThere(join(rig.directory, 'node', 'actions')),
  };
}

/** The repositories of a data directory, by their paths in it. */
export function repositoriesOf(data: string): readonly string[] {
  const plans = listIfThere(join(data, 'plans')).map((name) => `plans/${name}`);
  return [...plans, 'inputs.git', 'revisions.git'].filter((path) => existsSync(join(data, path, 'HEAD')));
}

function tablesOf(path: string): ReadonlyMap<string, readonly string[]> {
  if (!existsSync(path)) return new Map();
  const database = new DatabaseSync(path, { readOnly: true });
  try {
    const names = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").all();
    return new Map(
      names.map(({ name }) => [
        String(name),
        database
          .prepare(`SELECT * FROM "${String(name)}"`)
          .all()
          .map((row) => JSON.stringify(row)),
      ]),
    );
  } finally {
    database.close();
  }
}

function listIfThere(directory: string): readonly string[] {
  return existsSync(directory) ? readdirSync(directory).sort() : [];
}
