import { TextDecoder } from 'node:util';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { problem } from '../diagnostics/diagnostic.ts';
import type { ReadFile } from './git/read-tree.ts';
import type { LookUp } from './plan-tree.ts';
import { lookUpIn, resolvePath } from './plan-tree.ts';
import { linkProblem } from './read-plan-directory.ts';

/** The files of a plan as other rooms read them. */
export interface PlanFiles {
  /** Text files by path, in git's order; what links lead to stands under the link's own path too. */
  readonly files: ReadonlyMap<string, string>;
  /** Files that are not UTF-8: they exist, but no text can be had of them. */
  readonly binary: ReadonlySet<string>;
  /** Files above 16 MB, with their sizes; they were not read. */
  readonly tooLarge: ReadonlyMap<string, number>;
  /** What is written in each link. */
  readonly links: ReadonlyMap<string, string>;
  readonly executable: ReadonlySet<string>;
}

/** Links to directories may multiply files; above this many they are refused. */
const maximalPaths = 100_000;

/**
 * Reads a tree of git as a plan's files. A link that leads out of the plan, to nothing or in a circle is a problem at
 * its path, and stands for nothing.
 */
export function readPlanFiles(tree: ReadonlyMap<string, ReadFile>): { plan: PlanFiles; problems: Diagnostic[] } {
  const plan = {
    files: new Map<string, string>(),
    binary: new Set<string>(),
    tooLarge: new Map<string, number>(),
    links: new Map<string, string>(),
    executable: new Set<string>(),
  };
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  for (const [path, file] of tree) {
    if (file.mode === '120000') {
      plan.links.set(path, file.content?.toString('utf8') ?? '');
      continue;
    }
    if (file.mode === '100755') plan.executable.add(path);
    if (file.content === undefined) {
      plan.tooLarge.set(path, file.size);
      continue;
    }
    const text = decode(decoder, file.content);
    if (text === undefined) plan.binary.add(path);
    else plan.files.set(path, text);
  }
  return { plan, problems: plan.links.size === 0 ? [] : followLinks(tree, plan) };
}

function decode(decoder: TextDecoder, content: Buffer): string | undefined {
  try {
    return decoder.decode(content);
  } catch {
    return undefined;
  }
}

interface Growing {
  readonly files: Map<string, string>;
  readonly binary: Set<string>;
  readonly tooLarge: Map<string, number>;
  readonly links: ReadonlyMap<string, string>;
  readonly executable: Set<string>;
}

function followLinks(tree: ReadonlyMap<string, ReadFile>, plan: Growing): Diagnostic[] {
  const problems: Diagnostic[] = [];
  const listing = new Map<string, { link?: string }>();
  for (const path of tree.keys()) {
    const link = plan.links.get(path);
    listing.set(path, link === undefined ? {} : { link });
  }
  const lookUp = lookUpIn(listing);
  for (const [path, link] of plan.links) {
    const end = resolvePath(lookUp, path);
    const wrong = linkProblem(`The link '${path}' to '${link}'`, end);
    if (wrong !== undefined) problems.push({ ...wrong, path });
    if (end.kind === 'file') addAlias(plan, end.path, path);
    else if (end.kind === 'directory') {
      const grown = addDirectory(plan, [...tree.keys()], lookUp, end.path, path);
      if (!grown) {
        problems.push(
          problem('file-missing', `The link '${path}' to '${link}' holds itself, or multiplies the plan's files`, {
            path,
            hint: 'Remove the link',
          }),
        );
      }
    }
  }
  return problems;
}

function addAlias(plan: Growing, from: string, to: string): void {
  const text = plan.files.get(from);
  if (text !== undefined) plan.files.set(to, text);
  if (plan.binary.has(from)) plan.binary.add(to);
  const size = plan.tooLarge.get(from);
  if (size !== undefined) plan.tooLarge.set(to, size);
  if (plan.executable.has(from)) plan.executable.add(to);
}

/** Puts all files below a directory under a link to it, links in it followed. False where that has no end. */
function addDirectory(
  plan: Growing,
  paths: readonly string[],
  lookUp: LookUp,
  directory: string,
  link: string,
): boolean {
  const stack = [{ directory, as: link, within: [directory] }];
  for (let each = stack.pop(); each !== undefined; each = stack.pop()) {
    const { as, within } = each;
    const prefix = each.directory === '' ? '' : `${each.directory}/`;
    if (`${link}/`.startsWith(prefix)) return false;
    for (const path of paths) {
      if (!path.startsWith(prefix)) continue;
      const place = `${as}/${path.slice(prefix.length)}`;
      const end = resolvePath(lookUp, path);
      if (end.kind === 'file') addAlias(plan, end.path, place);
      if (end.kind !== 'directory') continue;
      if (within.includes(end.path)) return false;
      stack.push({ directory: end.path, as: place, within: [...within, end.path] });
    }
    if (plan.files.size > maximalPaths) return false;
  }
  return true;
}
