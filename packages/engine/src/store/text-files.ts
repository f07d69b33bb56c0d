import type { ReadFile } from './git/read-tree.ts';
import { StoreFailure } from './store-failure.ts';

/** The files of a tree that only Tyto writes, as text. One that is no text of a size that can be held is damage. */
export function textFiles(tree: ReadonlyMap<string, ReadFile>): ReadonlyMap<string, string> {
  return new Map(
    [...tree].map(([path, file]) => {
      if (file.content === undefined) throw new StoreFailure('data-git', `The file '${path}' in git is too large`);
      return [path, file.content.toString('utf8')];
    }),
  );
}
