import { spawn } from 'node:child_process';
import type { Outcome } from './outcome.ts';

/** A program that judges the whole repository and counts as one test. */
interface Check {
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[];
}

export const checks: readonly Check[] = [
  { name: 'types', program: 'tsc', args: ['-p', '.', '--pretty', 'false'] },
  { name: 'lint and format', program: 'biome', args: ['check', '--error-on-warnings', '--colors=off', '.'] },
  { name: 'unused code', program: 'knip', args: ['--no-config-hints', '--no-progress'] },
];

/** Runs a check in the repository at `root`; its failure's detail is all that it printed. */
export async function runCheck(check: Check, root: string): Promise<Outcome> {
  const { status, output } = await capture(`${root}/node_modules/.bin/${check.program}`, check.args, root);
  const place = `${check.program} ${check.args.join(' ')}`;
  return { kind: status === 0 ? 'passed' : 'failed', name: check.name, place, detail: status === 0 ? '' : output };
}

function capture(
  program: string,
  args: readonly string[],
  cwd: string,
): Promise<{ readonly status: number | null; readonly output: string }> {
  // The programs start by `env node`, which must find the checkout's own Node before the system's.
  const env = { ...process.env, PATH: `${cwd}/node_modules/.bin:${process.env.PATH ?? ''}` };
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
    }
    child.on('error', (error) => resolve({ status: null, output: error.message }));
    child.on('close', (status, signal) => {
      resolve({ status, output: signal === null ? output : `${output}\nended by ${signal}` });
    });
  });
}
