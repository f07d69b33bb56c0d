import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** The YAML files of the repository's plans and cases, or of the folders given, in order of their names. */
export function baseTexts(folders: readonly string[]): readonly string[] {
  const from = folders.length > 0 ? folders : [join(root, 'plans'), join(root, 'conformance/cases')];
  return from.flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.yaml'))
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((path) => readFileSync(path, 'utf8'))
      .filter((text) => text.length < 50_000),
  );
}
