import type { Code } from '../diagnostics/catalogue.ts';
import type { Diagnostic, DiagnosticDetails } from '../diagnostics/diagnostic.ts';
import { problem } from '../diagnostics/diagnostic.ts';

/**
 * The ground gave way: a full disk, a directory without permission, a damaged database, a git program that is missing
 * or failed. Neither a bug nor anybody's input, so it is thrown from wherever it happens and turned into its problem in
 * one place, by `storeProblem`.
 */
export class StoreFailure extends Error {
  readonly diagnostic: Diagnostic;
  constructor(code: Code, message: string, details: DiagnosticDetails = {}) {
    super(details.hint === undefined ? message : `${message}; ${details.hint}`);
    this.name = 'StoreFailure';
    this.diagnostic = problem(code, message, details);
  }
}

/**
 * What to tell the person whose command met this error: the problem, where the store's ground failed (also SQLite's own
 * errors and those of the file system), else undefined: then it is a bug and should be thrown on.
 */
export function storeProblem(error: unknown): Diagnostic | undefined {
  if (error instanceof StoreFailure) return error.diagnostic;
  if (!(error instanceof Error)) return undefined;
  const code = 'code' in error ? error.code : undefined;
  if (code === 'ERR_SQLITE_ERROR') return databaseProblem(error);
  const refused = typeof code === 'string' ? fileErrors.get(code) : undefined;
  if (refused === undefined) return undefined;
  const [what, hint] = refused;
  const about = 'path' in error && typeof error.path === 'string' ? ` at '${error.path}'` : '';
  return problem('data-directory', `The file system refused${about}: ${what}`, { hint });
}

function databaseProblem(error: Error): Diagnostic {
  const sqlite = 'errcode' in error && typeof error.errcode === 'number' ? error.errcode & 0xff : 0;
  return problem('data-database', `The database refused: ${error.message}`, {
    hint: sqliteHints.get(sqlite) ?? 'Check the data directory and its file system, then run the command again',
  });
}

/** By SQLite's primary result codes (https://sqlite.org/rescode.html). */
const sqliteHints: ReadonlyMap<number, string> = new Map([
  [5, 'Another process holds it for a long time; wait for that one to end'],
  [8, 'Give write permission to the data directory and the files in it'],
  [11, 'The file is damaged; restore the data directory from a backup'],
  [13, 'Free space on the disk of the data directory'],
  [14, 'Give permission to the data directory and the files in it'],
  [26, 'The file is no database; restore the data directory from a backup'],
]);

const givePermission = 'Give permission there, or name another data directory';
const freeSpace = 'Free space there, then run the command again';
const closeFiles = 'Raise the limit of open files, or do less at once';

const fileErrors: ReadonlyMap<string, readonly [string, string]> = new Map([
  ['EACCES', ['permission denied', givePermission]],
  ['EPERM', ['operation not permitted', givePermission]],
  ['EROFS', ['the file system is read-only', givePermission]],
  ['ENOTDIR', ['a part of the path is not a directory', 'Name another directory']],
  ['ENOSPC', ['no space is left on the disk', freeSpace]],
  ['EDQUOT', ['the disk quota is used up', freeSpace]],
  ['EIO', ['input or output error', 'Check the disk']],
  ['EMFILE', ['too many files are open', closeFiles]],
  ['ENFILE', ['too many files are open on this machine', closeFiles]],
]);
