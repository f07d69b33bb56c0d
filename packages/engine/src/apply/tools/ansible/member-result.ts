import type { Value } from '../../../hot/value.ts';
import type { ConfigOutput } from '../../../resource/software-config.ts';
import { sshFailure } from '../../transports/ssh-failure.ts';
import type { Member, MemberResult } from '../tool.ts';
import type { CallEnd } from './call-ansible.ts';
import type { Performed } from './play-members.ts';

/** What ended a call before its time. */
export type Killed = { readonly why: 'cancelled' } | { readonly why: 'timeout'; readonly seconds: number } | undefined;

/** The status that `ansible-playbook` ends with where a host failed. */
const failedStatus = 2;

/**
 * What a call means for one of its members. A member failed where a task of its failed and nothing made that good, where
 * the call did not come to its end there, or where an output that is declared `error_output` was written.
 */
export function memberResult(
  { member, story, end }: Performed,
  declared: readonly ConfigOutput[],
  killed: Killed,
  knownHosts: string | undefined,
): MemberResult {
  if (end.fault !== undefined) return failedBefore(end.fault);
  if (story.unreachable !== undefined) {
    return { kind: 'unknown', reason: unreachable(member, story.unreachable, knownHosts) };
  }
  const reason = failure({ story, end }, declared, killed);
  const status = reason === undefined ? 0 : killed === undefined ? failedStatus : end.status;
  const stderr = [story.failures.map((each) => `${each}\n`).join(''), end.stderr].join('');
  const log = { stdout: `${story.log}${end.stdout}`, stderr, status };
  const outputs = new Map<string, Value>();
  for (const { name } of declared) {
    const text = story.outputs?.get(name);
    if (text !== undefined) outputs.set(name, text);
  }
  outputs.set('deploy_stdout', log.stdout).set('deploy_stderr', log.stderr).set('deploy_status_code', status);
  return reason === undefined ? { kind: 'succeeded', outputs, log } : { kind: 'failed', reason, outputs, log };
}

/** As for scripts where the way is ssh. */
function unreachable({ node }: Member, said: string, knownHosts = '~/.ssh/known_hosts'): string {
  if (node.connection.kind === 'ssh') return sshFailure(node.connection, said, knownHosts);
  return `node can not be reached by ansible: ${said.replaceAll(/\s+/g, ' ')}`;
}

/** The result of a member for which nothing was begun. */
export function failedBefore(reason: string): MemberResult {
  return { kind: 'failed', reason, outputs: new Map(), log: { stdout: '', stderr: '', status: undefined } };
}

function failure(
  { story, end }: Pick<Performed, 'story' | 'end'>,
  declared: readonly ConfigOutput[],
  killed: Killed,
): string | undefined {
  const [first] = story.failures;
  if (first !== undefined) return first;
  if (!story.done && killed !== undefined) {
    const during = story.waitsFor === undefined ? '' : ` during the task ${JSON.stringify(story.waitsFor)}`;
    return killed.why === 'timeout'
      ? `killed after ${killed.seconds} s (timeout)${during}`
      : `killed (run cancelled)${during}`;
  }
  if (!story.done && end.status !== 0) return story.begun ? stopped(story.waitsFor) : notBegun(end);
  const [problem] = story.outputProblems;
  if (problem !== undefined) return `output ${JSON.stringify(problem[0])} ${problem[1]}`;
  const error = declared.find(({ name, errorOutput }) => errorOutput && story.outputs?.has(name));
  if (error === undefined) return undefined;
  return `playbook wrote to its error output "${error.name}"${firstLine(story.outputs?.get(error.name))}`;
}

function stopped(waitsFor: string | undefined): string {
  const before = 'playbook was stopped before its end, though no task failed on this node';
  return waitsFor === undefined ? before : `${before}; it was at the task ${JSON.stringify(waitsFor)}`;
}

/** Ansible says to its standard error why it can't run a playbook at all, after its warnings. */
function notBegun({ status, stderr }: CallEnd): string {
  const lines = stderr.split('\n').map((line) => line.trim());
  const from = lines.findIndex((line) => /^(?:ERROR|\[ERROR\])/.test(line));
  const said = (from < 0 ? lines : lines.slice(from))
    .filter((line) => line !== '')
    .slice(0, 6)
    .join(' ');
  return `ansible-playbook could not run the playbook (status ${status}): ${said.slice(0, 1000)}`;
}

/** The first words of an error output, which mostly say it all. */
function firstLine(text = ''): string {
  const [line = ''] = text.trim().split('\n');
  return line === '' ? '' : `: ${line.length > 200 ? `${line.slice(0, 200)}…` : line}`;
}
