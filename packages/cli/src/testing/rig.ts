import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { TestContext } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';

/** What a command printed and how it ended. */
export interface Ended {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

/** The real command line with a data directory and a node of its own, removed after the test. */
export interface Rig {
  readonly directory: string;
  /** Runs a command to its end; `input` is its standard input. */
  run(line: string, input?: string): Promise<Ended>;
  /** The same with words that hold spaces. */
  runWords(words: readonly string[]): Promise<Ended>;
  /** Starts a command and gives its process and its end. */
  start(line: string): { readonly child: ChildProcess; readonly ended: Promise<Ended> };
  /** Writes a file below the directory. */
  write(path: string, text: string): void;
  /** The paths of all files below the directory that hold a text. */
  filesWith(text: string): readonly string[];
}

const binary = join(import.meta.dirname, '..', '..', '..', '..', 'bin', 'tyto');

export function makeRig(test: TestContext): Rig {
  const directory = mkdtempSync(join(tmpdir(), 'tyto-cli-'));
  test.after(() => rmSync(directory, { recursive: true, force: true }));
  const environment: NodeJS.ProcessEnv = {
    ...process.env,
    TYTO_DATA: join(directory, 'data'),
    TYTO_NODE_DIR: join(directory, 'node'),
    TYTO_DEBUG: '',
  };
  const startWords = (words: readonly string[]): ReturnType<Rig['start']> => {
    const child = spawn(binary, words, { cwd: directory, env: environment, stdio: 'pipe' });
    const [out, err] = [textOf(child.stdout), textOf(child.stderr)];
    const ended = new Promise<Ended>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (status) => resolve({ status, out: out(), err: err() }));
    });
    return { child, ended };
  };
  const start: Rig['start'] = (line) => startWords(line.split(' '));
  const write: Rig['write'] = (path, text) => {
    const place = join(directory, path);
    mkdirSync(dirname(place), { recursive: true });
    writeFileSync(place, text);
  };
  return {
    directory,
    start,
    write,
    runWords: (words) => {
      const { child, ended } = startWords(words);
      child.stdin?.end();
      return ended;
    },
    run: (line, input = '') => {
      const { child, ended } = start(line);
      child.stdin?.end(input);
      return ended;
    },
    filesWith: (text) =>
      readdirSync(directory, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
        .filter((path) => readFileSync(path).includes(text)),
  };
}

function textOf(stream: NodeJS.ReadableStream): () => string {
  const chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  return () => Buffer.concat(chunks).toString();
}

/** Waits until the first script of a run has begun on the node. */
export async function runBegins(rig: Rig, run = 'r1'): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    const shown = existsSync(join(rig.directory, 'node')) ? await rig.run(`run show ${run} --json`) : undefined;
    if (shown?.out.includes('"action-started"')) return;
    await wait(50);
  }
  throw new Error('the run never began its first action');
}

/** An inventory of this machine alone. */
export const inventory = 'all:\n  hosts:\n    here:\n      ansible_connection: local\n';

/** A plan of two scripts, the second after the first; each says its words on standard error and ends as it is told. */
export const plan = `heat_template_version: 2018-08-31
parameters:
  words: {type: string, default: hello}
  seconds: {type: number, default: 0}
  status: {type: number, default: 0}
  password: {type: string, hidden: true, default: ''}
resources:
  config:
    type: OS::Heat::SoftwareConfig
    properties:
      group: script
      inputs: [{name: words}, {name: seconds}, {name: status}, {name: password}]
      outputs: [{name: said}]
      config: |
        #!/bin/sh
        echo "$words, the password is $password" >&2
        printf '%s' "$words" > "$heat_outputs_path.said"
        sleep "$seconds"
        exit "$status"
  first:
    type: OS::Heat::SoftwareDeployment
    properties:
      config: {get_resource: config}
      server: here
      input_values: {words: {get_param: words}, seconds: {get_param: seconds}, status: 0, password: {get_param: password}}
  second:
    type: OS::Heat::SoftwareDeployment
    properties:
      config: {get_resource: config}
      server: here
      input_values: {words: {get_attr: [first, said]}, seconds: 0, status: {get_param: status}, password: none}
outputs:
  said: {value: {get_attr: [second, said]}}
`;

/** A rig with the plan imported and a deployment `web-1` of it. */
export async function makeDeployment(test: TestContext, options = ''): Promise<Rig> {
  const rig = makeRig(test);
  rig.write('plan/template.yaml', plan);
  rig.write('hosts.yaml', inventory);
  await rig.run('plan import plan --name web');
  await rig.run(`deployment create web-1 --plan web -i hosts.yaml${options}`);
  return rig;
}
