import { execFileSync } from 'node:child_process';
import { arch, cpus, totalmem, type } from 'node:os';
import { DatabaseSync } from 'node:sqlite';

/** What the figures were measured on, in one line. */
export function machineLine(): string {
  const processors = cpus();
  const database = new DatabaseSync(':memory:');
  const sqlite = String(database.prepare('SELECT sqlite_version() AS version').get()?.version);
  database.close();
  const git = execFileSync('git', ['--version'], { encoding: 'utf8' }).trim();
  const memory = `${(totalmem() / 2 ** 30).toFixed(0)} GB`;
  const system = `${type()} ${arch()}, ${processors.length} × ${processors[0]?.model ?? 'processor'}, ${memory}`;
  return `${system}; Node ${process.versions.node}, ${git}, SQLite ${sqlite}`;
}
