import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import type { Checked } from '../../diagnostics/diagnostic.ts';
import type { Store } from '../store.ts';
import { closeStore, openStore } from '../store.ts';

/** A directory of its own for a test, removed after it. */
export function temporaryDirectory(test: TestContext): string {
  const directory = mkdtempSync(join(tmpdir(), 'tyto-store-'));
  test.after(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** An empty store for a test, removed after it. */
export function temporaryStore(test: TestContext): Store {
  const store = expectValue(openStore(join(temporaryDirectory(test), 'data')));
  test.after(() => closeStore(store));
  return store;
}

/** What was checked, which must have no problems. */
export function expectValue<T>(checked: Checked<T>): T {
  assert.deepEqual(checked.problems, []);
  assert.ok(checked.value !== undefined);
  return checked.value;
}

/** The codes of the problems, of which there must be some and no value. */
export function expectCodes(checked: Checked<unknown>): readonly string[] {
  assert.equal(checked.value, undefined);
  return checked.problems.map((each) => each.code);
}

/** Files of text by path, as a tree to be committed. */
export function textTree(files: Readonly<Record<string, string>>): {
  kind: 'PlanTree';
  files: ReadonlyMap<string, { mode: '100644'; content: string }>;
} {
  const entries = Object.entries(files).map(([path, content]) => [path, { mode: '100644' as const, content }] as const);
  return { kind: 'PlanTree', files: new Map(entries) };
}

/**
 * Starts another process that runs a body (JavaScript, may await) with the store of a directory open as `store` and
 * a module of this room imported as `room`.
 */
export function startInChild(directory: string, module: string, body: string): ChildProcess {
  const url = (file: string): string => JSON.stringify(new URL(file, new URL('../', import.meta.url)).href);
  const code = `
    import { openStore } from ${url('./store.ts')};
    import * as room from ${url(module)};
    const opened = openStore(${JSON.stringify(directory)});
    if (opened.value === undefined) throw new Error(opened.problems[0].message);
    const store = opened.value;
    ${body}
  `;
  const args = ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', code];
  return spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
}

/** Runs a body in another process to its end and gives what it printed. It must not fail. */
export async function runInChild(directory: string, module: string, body: string): Promise<string> {
  const child = startInChild(directory, module, body);
  const chunks: Buffer[] = [];
  child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk));
  const status = await new Promise((resolve) => child.on('close', resolve));
  assert.equal(status, 0);
  return Buffer.concat(chunks).toString();
}

/** Resolves when a child first prints something. */
export async function firstOutput(child: ChildProcess): Promise<string> {
  return await new Promise((resolve, reject) => {
    child.stdout?.once('data', (chunk: Buffer) => resolve(chunk.toString()));
    child.once('close', (status) => reject(new Error(`the child ended with ${status} and printed nothing`)));
  });
}

/** All bytes of all files below a directory. */
export function allBytes(directory: string): Buffer {
  const entries = readdirSync(directory, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Buffer.concat(files.map((file) => readFileSync(file)));
}
