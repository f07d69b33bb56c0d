import type { Dirent, Stats } from 'node:fs';
import { lstatSync, readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Checked, Diagnostic } from '../diagnostics/diagnostic.ts';
import { hasErrors, problem } from '../diagnostics/diagnostic.ts';
import type { NewFile } from './git/object-id.ts';
import { maximalFileSize } from './git/object-reader.ts';
import type { PlanTree, Resolved } from './plan-tree.ts';
import { lookUpIn, resolvePath } from './plan-tree.ts';
import { storeProblem } from './store-failure.ts';

const maximalFiles = 50_000;
const maximalTotal = 256 * 1024 * 1024;

/**
 * Reads a plan from a directory, or from a single template file. Links that stay inside the plan are kept as links; one
 * that leads out of it, what is no file (a socket, a device), a name that is not UTF-8 and a file above 16 MB are
 * problems, all of them told at once. What is named `.git` is passed over; empty directories are not kept.
 */
export function readPlanDirectory(path: string): Checked<PlanTree> {
  const walk: Walk = { root: path, files: new Map(), problems: [], total: 0 };
  try {
    const found = statSync(path, { throwIfNoEntry: false });
    if (found === undefined) return { problems: [sourceProblem(`There is no directory or file '${path}'`)] };
    if (found.isDirectory()) readDirectory(walk, '');
    else readSingle(walk, path, found);
  } catch (error) {
    const refused = storeProblem(error);
    if (refused === undefined) throw error;
    return { problems: [problem('plan-source', refused.message, { hint: 'Give yourself permission to read it' })] };
  }
  checkLinks(walk);
  if (walk.files.size === 0 && walk.problems.length === 0) {
    walk.problems.push(sourceProblem(`The directory '${path}' holds no files`));
  }
  if (hasErrors(walk.problems)) return { problems: walk.problems };
  return { value: { kind: 'PlanTree', files: walk.files }, problems: walk.problems };
}

interface Walk {
  readonly root: string;
  readonly files: Map<string, NewFile>;
  readonly problems: Diagnostic[];
  total: number;
}

function sourceProblem(
  message: string,
  hint = 'Name a directory with a plan, or a HOT template',
  path?: string,
): Diagnostic {
  return problem('plan-source', message, path === undefined ? { hint } : { hint, path });
}

function readSingle(walk: Walk, path: string, found: Stats): void {
  const at = { ...walk, root: join(path, '..') };
  if (found.isFile()) addFile(at, basename(path), found);
  else walk.problems.push(sourceProblem(`'${path}' is neither a directory nor a file`));
}

function readDirectory(walk: Walk, directory: string): void {
  const entries = readdirSync(join(walk.root, directory), { withFileTypes: true, encoding: 'buffer' });
  entries.sort((a, b) => Buffer.compare(a.name, b.name));
  for (const entry of entries) {
    const name = entry.name.toString('utf8');
    const path = directory === '' ? name : `${directory}/${name}`;
    if (!Buffer.from(name).equals(entry.name)) {
      walk.problems.push(sourceProblem(`The name '${path}' is not UTF-8`, 'Rename it', path));
    } else if (name.toLowerCase() !== '.git') {
      readEntry(walk, path, entry);
    }
    if (walk.files.size > maximalFiles || walk.total > maximalTotal) {
      if (!walk.problems.some(isLimit)) walk.problems.push(limitProblem(walk.root));
      return;
    }
  }
}

function readEntry(walk: Walk, path: string, entry: Dirent<Buffer>): void {
  if (entry.isDirectory()) {
    readDirectory(walk, path);
  } else if (entry.isSymbolicLink()) {
    walk.files.set(path, { mode: '120000', content: readlinkSync(join(walk.root, path)) });
  } else if (entry.isFile()) {
    addFile(walk, path, lstatSync(join(walk.root, path)));
  } else {
    const message = `'${join(walk.root, path)}' is neither a file, a directory nor a link`;
    walk.problems.push(sourceProblem(message, 'Remove it from the plan', path));
  }
}

function addFile(walk: Walk, path: string, found: Stats): void {
  const place = join(walk.root, path);
  if (found.size > maximalFileSize) {
    walk.problems.push(
      problem('plan-source', `The file '${place}' has ${Math.ceil(found.size / 2 ** 20)} MB`, {
        path,
        expected: `files of at most ${maximalFileSize / 2 ** 20} MB`,
        hint: 'Keep large files elsewhere, and fetch them where they are needed',
      }),
    );
    return;
  }
  walk.total += found.size;
  walk.files.set(path, { mode: (found.mode & 0o100) === 0 ? '100644' : '100755', content: readFileSync(place) });
}

function limitProblem(root: string): Diagnostic {
  return problem('plan-source', `The directory '${root}' is too large for a plan`, {
    expected: `at most ${maximalFiles} files and ${maximalTotal / 2 ** 20} MB in all`,
    hint: 'Name the directory of the plan itself',
  });
}

function isLimit(each: Diagnostic): boolean {
  return each.message.endsWith('is too large for a plan');
}

function checkLinks(walk: Walk): void {
  const listing = new Map([...walk.files].map(([path, file]) => [path, linkOf(file)]));
  const lookUp = lookUpIn(listing);
  for (const [path, { link }] of listing) {
    if (link === undefined) continue;
    const wrong = linkProblem(`The link '${join(walk.root, path)}' to '${link}'`, resolvePath(lookUp, path));
    if (wrong !== undefined) walk.problems.push({ ...wrong, path });
  }
}

function linkOf(file: NewFile): { link?: string } {
  return file.mode === '120000' ? { link: file.content.toString() } : {};
}

/** The problem of a link that can't be followed inside its plan; undefined where it can. */
export function linkProblem(link: string, end: Resolved): Diagnostic | undefined {
  switch (end.kind) {
    case 'file':
    case 'directory':
      return undefined;
    case 'outside':
      return problem('file-outside', `${link} leads out of the plan`, { hint: 'Put the file itself in its place' });
    case 'missing':
      return problem('file-missing', `${link} leads to nothing`, { hint: 'Remove the link, or add what it leads to' });
    case 'loop':
      return problem('file-missing', `${link} leads in a circle`, { hint: 'Remove the link' });
  }
}
