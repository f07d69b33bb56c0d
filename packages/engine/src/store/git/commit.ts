import type { ObjectReader } from './object-reader.ts';
import { contentOf } from './read-tree.ts';
import { parseTrailers } from './trailers.ts';

/** A commit as git holds it. */
export interface Commit {
  readonly id: string;
  readonly tree: string;
  readonly parents: readonly string[];
  readonly author: string;
  /** When it was committed, ISO 8601, UTC. */
  readonly time: string;
  /** The message without its trailers. */
  readonly message: string;
  readonly trailers: ReadonlyMap<string, string>;
}

/**
 * Finds the commit that a revision expression names (tags are followed). `missing` where there is none, `ambiguous`
 * where a short id fits several objects.
 */
export async function findCommit(objects: ObjectReader, name: string): Promise<Commit | 'missing' | 'ambiguous'> {
  const found = await objects.read(`${name}^{commit}`);
  if (typeof found === 'string') return await whyNotFound(objects, name, found);
  return parseCommit(found.id, contentOf(found, name));
}

/** Git says of a short id with a suffix only that it is missing; without the suffix it tells whether several fit. */
async function whyNotFound(
  objects: ObjectReader,
  name: string,
  found: 'missing' | 'ambiguous',
): Promise<'missing' | 'ambiguous'> {
  if (found === 'ambiguous' || !/^[0-9a-f]{4,39}$/.test(name)) return found;
  return (await objects.read(name)) === 'ambiguous' ? 'ambiguous' : 'missing';
}

/** Reads a commit object's text. */
function parseCommit(id: string, content: Buffer): Commit {
  const text = content.toString('utf8');
  const end = text.indexOf('\n\n');
  const header = end === -1 ? text : text.slice(0, end);
  const fields = header.split('\n').map((line): [string, string] => {
    const space = line.indexOf(' ');
    return [line.slice(0, space), line.slice(space + 1)];
  });
  const field = (name: string): string => fields.find(([key]) => key === name)?.[1] ?? '';
  const seconds = Number(/ (\d+) [+-]\d{4}$/.exec(field('committer'))?.[1] ?? '0');
  return {
    id,
    tree: field('tree'),
    parents: fields.flatMap(([key, value]) => (key === 'parent' ? [value] : [])),
    author: field('author').replace(/ \d+ [+-]\d{4}$/, ''),
    time: new Date(seconds * 1000).toISOString(),
    ...parseTrailers(end === -1 ? '' : text.slice(end + 2)),
  };
}
