import type { NewFile } from './object-id.ts';
import type { Repository } from './run-git.ts';
import { gitFailure } from './run-git.ts';
import { runWriter } from './run-writer.ts';
import { sweepAfterFailure, sweepRepository } from './sweep.ts';
import { formatMessage } from './trailers.ts';

/** A commit that is to be made, and the ref that is to lead to it. */
export interface NewCommit {
  /** The full name of the ref, `refs/heads/web`. */
  readonly ref: string;
  /** The whole tree: files by path, or the id of a tree that exists. */
  readonly tree: ReadonlyMap<string, NewFile | ExistingFile> | string;
  /** The commit before it; undefined makes a root. */
  readonly parent: string | undefined;
  /** The files of `parent`, where they are at hand: then git is only told what differs. */
  readonly parentFiles?: ReadonlyMap<string, ExistingFile>;
  readonly message: string;
  readonly trailers: ReadonlyMap<string, string>;
  readonly time: Date;
  /** Moves the ref wherever it stood. Else it moves only from `parent` (no parent: only if it does not exist). */
  readonly force?: boolean;
}

/** A file whose content git already has. */
export interface ExistingFile {
  readonly mode: string;
  readonly id: string;
}

/**
 * Writes a commit and moves its ref, in one git process: all or nothing, and on the disk when it ends. Gives the
 * commit's id, or `moved` where the ref no longer stood at `parent`; then nothing has changed.
 */
export async function writeCommit(repository: Repository, commit: NewCommit): Promise<string | 'moved'> {
  const options = ['--quiet', '--done', '--date-format=raw', ...(commit.force === true ? ['--force'] : [])];
  sweepRepository(repository);
  const result = await runWriter(repository, ['fast-import', ...options], importStream(commit));
  const id = result.stdout.toString('latin1').trim();
  if (result.status === 0 && /^[0-9a-f]{40,64}$/.test(id)) return id;
  if (/Not updating refs\//.test(result.stderr) || /is at [0-9a-f]+ but expected/.test(result.stderr)) return 'moved';
  if (/reference already exists/.test(result.stderr)) return 'moved';
  sweepAfterFailure(repository, result.stderr);
  throw gitFailure(repository, 'fast-import', result);
}

/**
 * The stream that `git fast-import` reads (git-fast-import(1)). It ends with `done`, without which git makes nothing: so a
 * stream cut off by our death leaves no commit.
 */
function* streamParts(commit: NewCommit): Generator<string | Uint8Array> {
  const lines: string[] = [];
  if (typeof commit.tree === 'string') {
    lines.push(`M 040000 ${commit.tree} \n`);
  } else {
    const before = commit.parentFiles ?? new Map<string, ExistingFile>();
    for (const path of before.keys()) if (!commit.tree.has(path)) lines.push(`D ${quotePath(path)}\n`);
    let mark = 1;
    for (const [path, file] of commit.tree) {
      if ('id' in file) {
        const old = before.get(path);
        const isSame = old?.id === file.id && old.mode === file.mode;
        if (!isSame) lines.push(`M ${file.mode} ${file.id} ${quotePath(path)}\n`);
        continue;
      }
      mark += 1;
      yield* blob(mark, file.content);
      lines.push(`M ${file.mode} :${mark} ${quotePath(path)}\n`);
    }
  }
  const message = Buffer.from(formatMessage(commit.message, commit.trailers));
  yield `commit ${commit.ref}\nmark :1\n`;
  yield `committer Tyto <tyto@localhost> ${Math.floor(commit.time.getTime() / 1000)} +0000\n`;
  yield `data ${message.length}\n`;
  yield message;
  yield commit.parent === undefined ? '' : `from ${commit.parent}\n`;
  yield commit.parent === undefined || commit.parentFiles !== undefined ? '' : 'deleteall\n';
  yield lines.join('');
  yield '\nget-mark :1\ndone\n';
}

/** Small parts joined, so that a thousand files are not thousands of writes to the pipe. */
function importStream(commit: NewCommit): (string | Uint8Array)[] {
  const chunks: (string | Uint8Array)[] = [];
  let small: Uint8Array[] = [];
  let size = 0;
  const flush = (): void => {
    chunks.push(Buffer.concat(small));
    small = [];
    size = 0;
  };
  for (const part of streamParts(commit)) {
    const bytes = typeof part === 'string' ? Buffer.from(part) : part;
    small.push(bytes);
    size += bytes.length;
    if (size > 65_536) flush();
  }
  flush();
  return chunks;
}

function* blob(mark: number, content: string | Uint8Array): Generator<string | Uint8Array> {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  yield `blob\nmark :${mark}\ndata ${bytes.length}\n`;
  yield bytes;
  yield '\n';
}

/** A path as fast-import reads it: in quotes, with what could end it escaped. */
function quotePath(path: string): string {
  return `"${path.replace(/["\\]/g, '\\$&').replaceAll('\n', '\\n')}"`;
}
