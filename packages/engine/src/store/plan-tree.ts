import type { NewFile } from './git/object-id.ts';

/** The files of a plan, ready to become a version of it. */
export interface PlanTree {
  readonly kind: 'PlanTree';
  readonly files: ReadonlyMap<string, NewFile>;
}

/** Where a path of a plan leads once links are followed; or why it leads nowhere. */
export type Resolved =
  | { readonly kind: 'file' | 'directory'; readonly path: string }
  | { readonly kind: 'outside' | 'missing' | 'loop' };

/** What a tree knows of a path: `undefined` where nothing is there; a link gives what is written in it. */
export type LookUp = (path: string) => 'file' | 'directory' | { readonly link: string } | undefined;

/** As many as Linux follows (path_resolution(7)). */
const maximalLinks = 40;

/**
 * Follows a path through a tree as a file system would, but never out of it: an absolute link, and any `..` above the
 * root, is `outside`. Paths are relative to the root; the root is the empty path.
 */
export function resolvePath(lookUp: LookUp, path: string): Resolved {
  const rest = path.split('/').reverse();
  const done: string[] = [];
  let links = 0;
  while (rest.length > 0) {
    const part = rest.pop() ?? '';
    if (part === '' || part === '.') continue;
    if (part === '..') {
      if (done.pop() === undefined) return { kind: 'outside' };
      continue;
    }
    const here = [...done, part].join('/');
    const found = lookUp(here);
    if (found === undefined) return { kind: 'missing' };
    if (typeof found === 'string') {
      if (found === 'file' && rest.length > 0) return { kind: 'missing' };
      done.push(part);
      continue;
    }
    links += 1;
    if (links > maximalLinks) return { kind: 'loop' };
    if (found.link.startsWith('/')) return { kind: 'outside' };
    rest.push(...found.link.split('/').reverse());
  }
  const end = done.join('/');
  return { kind: end === '' || lookUp(end) === 'directory' ? 'directory' : 'file', path: end };
}

/** Looks up in a flat listing of files and links; directories are what files stand in. */
export function lookUpIn(files: ReadonlyMap<string, { readonly link?: string }>): LookUp {
  const directories = new Set<string>();
  for (const path of files.keys()) {
    for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) {
      const directory = path.slice(0, at);
      if (directories.has(directory)) break;
      directories.add(directory);
    }
  }
  return (path) => {
    const file = files.get(path);
    if (file !== undefined) return file.link === undefined ? 'file' : { link: file.link };
    return directories.has(path) ? 'directory' : undefined;
  };
}
