import type { Member, ToolAction, ToolContext } from '../tool.ts';
import { ansibleEnvironment } from './ansible-environment.ts';
import type { AnsibleMeans } from './ansible-means.ts';
import { type CallEnd, callAnsible } from './call-ansible.ts';
import { makeCallDirectory, removeCallDirectory, writePlaybook } from './call-directory.ts';
import { recordCall } from './call-record.ts';
import { type HostStory, hostStory, progressText } from './host-story.ts';
import { extraDescriptor, type Host, membersPayload, nameHosts } from './members-payload.ts';
import type { PlaybookEvent } from './playbook-event.ts';
import { readOptions } from './playbook-options.ts';
import type { Playbook } from './read-playbook.ts';

/** One playbook for members of an action, in one call. */
export interface Performance {
  readonly action: ToolAction;
  readonly playbook: Playbook;
  readonly members: readonly Member[];
  /** Only ask what would change. */
  readonly check: boolean;
}

/** What became of a member: its host's story, and the end of the call. */
export interface Performed {
  readonly member: Member;
  readonly story: HostStory;
  readonly end: CallEnd;
}

/**
 * Calls `ansible-playbook` for members. Where a task failed, ansible leaves its host out of our last play: the outputs of
 * such hosts are then fetched by a call of their own. Never rejects for what ansible or the machine does.
 */
export async function playMembers(
  means: AnsibleMeans,
  performance: Performance,
  context: ToolContext,
): Promise<readonly Performed[]> {
  const hosts = nameHosts(performance.members, performance.playbook.target === 'localhost');
  const { end, events } = await oneCall(means, performance, hosts, context, false);
  const stories = new Map(hosts.map(({ alias }) => [alias, hostStory(events, alias)]));
  const missing = hosts.flatMap((host) => {
    const at = missingOutputs(stories.get(host.alias));
    return at === undefined ? [] : [{ ...host, outputsAt: at }];
  });
  const later =
    missing.length === 0 || context.signal.aborted ? [] : await collectLater(means, performance, missing, context);
  return hosts.map(({ alias, member }) => {
    const story = stories.get(alias) ?? hostStory([], alias);
    const collected = later.length === 0 ? undefined : hostStory(later, alias);
    const outputs = story.outputs ?? collected?.outputs;
    const outputProblems = story.outputs === undefined ? collected?.outputProblems : story.outputProblems;
    return { member, end, story: { ...story, outputs, outputProblems: outputProblems ?? new Map() } };
  });
}

function missingOutputs(story: HostStory | undefined): string | undefined {
  if (story === undefined || story.outputs !== undefined || story.unreachable !== undefined) return undefined;
  return story.outputsAt;
}

async function collectLater(
  means: AnsibleMeans,
  performance: Performance,
  hosts: readonly Host[],
  context: ToolContext,
): Promise<readonly PlaybookEvent[]> {
  // Of a collection nobody wants to hear.
  const { onProgress: _, ...quiet } = context;
  return (await oneCall(means, performance, hosts, quiet, true)).events;
}

/** Whether a playbook may write outputs: a place for them costs a task for each host. */
function needsOutputs({ action, playbook }: Performance): boolean {
  return action.outputs.length > 0 || playbook.text.includes('heat_outputs_path');
}

async function oneCall(
  means: AnsibleMeans,
  performance: Performance,
  hosts: readonly Host[],
  context: ToolContext,
  onlyCollect: boolean,
): Promise<{ readonly end: CallEnd; readonly events: readonly PlaybookEvent[] }> {
  const events: PlaybookEvent[] = [];
  let directory: string | undefined;
  try {
    directory = makeCallDirectory(means.scratch, hosts.length);
    const end = await callIn(means, performance, hosts, context, onlyCollect, directory, events);
    return { end, events };
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    const fault = `no directory for the call of ansible: ${error.message}`;
    return { end: { status: 127, stdout: '', stderr: '', fault }, events };
  } finally {
    if (directory !== undefined) await removeCallDirectory(directory);
  }
}

function callIn(
  means: AnsibleMeans,
  performance: Performance,
  hosts: readonly Host[],
  context: ToolContext,
  onlyCollect: boolean,
  directory: string,
  events: PlaybookEvent[],
): Promise<CallEnd> {
  const { action, playbook, check } = performance;
  const { program, environment } = means;
  const withOutputs = needsOutputs(performance);
  const prepare = withOutputs || hosts.some(({ member }) => member.node.connection.kind === 'ssh');
  const main = writePlaybook(directory, onlyCollect ? undefined : playbook, prepare);
  const inputsAsExtra = playbook.target === 'localhost' && !onlyCollect;
  const addresses = new Map(hosts.map(({ alias, member }) => [alias, member.address]));
  const outputNames = withOutputs ? action.outputs.map(({ name }) => name) : undefined;
  return callAnsible({
    program,
    arguments: [
      '--inventory=tyto,',
      ...(onlyCollect ? [] : readOptions(action.options).arguments),
      ...(inputsAsExtra ? [`--extra-vars=@/dev/fd/${extraDescriptor}`] : []),
      ...(check ? ['--check', '--diff'] : []),
      main,
    ],
    environment: ansibleEnvironment(environment, directory),
    directory,
    payload: membersPayload(hosts, context, { inputsAsExtra, outputNames }),
    begin: (pid) => recordCall(means.directory, action.id, pid, directory),
    signal: context.signal,
    onEvent: (event) => {
      events.push(event);
      const address = 'host' in event ? addresses.get(event.host) : undefined;
      const text = progressText(event);
      if (address !== undefined && text !== undefined) context.onProgress?.({ address, text });
    },
  });
}
