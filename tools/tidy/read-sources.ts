import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';

const skipped = new Set(['node_modules', 'testdata', 'coverage']);

/** Reads the TypeScript files in the folders given; gives their texts by path from the root, in order of path. */
export async function readSources(root: string, folders: readonly string[]): Promise<Map<string, string>> {
  const paths: string[] = [];
  for (const folder of folders) await collect(join(root, folder), paths);
  const texts = new Map<string, string>();
  for (const path of paths.sort()) texts.set(relative(root, path).replaceAll('\\', '/'), await readFile(path, 'utf8'));
  return texts;
}

async function collect(folder: string, paths: string[]): Promise<void> {
  const found = await readdir(folder, { withFileTypes: true }).catch(() => []);
  for (const entry of found) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && !skipped.has(entry.name) && !entry.name.startsWith('.')) await collect(path, paths);
    else if (entry.isFile() && entry.name.endsWith('.ts')) paths.push(path);
  }
}
