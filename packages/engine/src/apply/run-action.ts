import { Tainted, type Value } from '../hot/value.ts';
import type { Instance } from '../state/state.ts';
import { type InstanceAction, secretsGiven, toolAction } from './instance-action.ts';
import { type Masker, masker } from './mask.ts';
import type { RunContext } from './run-context.ts';
import { hasUnended, settled, settleEarlier } from './settle-earlier.ts';
import type { MemberResult, Tool, ToolAction, ToolContext } from './tools/tool.ts';
import type { ActionId } from './transports/transport.ts';

/** Runs an instance's script. Gives whether it succeeded; see `runActions`. */
export async function runAction(context: RunContext, asked: InstanceAction): Promise<boolean> {
  return (await runActions(context, [asked])).get(asked.instance.address) === true;
}

/**
 * Runs one script for one or more instances as a single action: writes that it begins, has the tool carry it out, writes
 * how it ended for each. Gives by address whether it succeeded; the instances' new state is in the recorder, the reasons
 * of failures in the context. All must have the same phase, moment, config and script.
 */
export async function runActions(
  context: RunContext,
  given: readonly InstanceAction[],
): Promise<ReadonlyMap<string, boolean>> {
  const { recorder, means } = context;
  const [first] = given;
  if (first === undefined) return new Map();
  const tool = means.toolNamed(first.script.script.tool);
  if (tool === undefined) {
    const reason = `there is no tool "${first.script.script.tool}"`;
    return new Map(given.map((each) => [each.instance.address, failToBegin(context, each, reason)]));
  }
  const refused = new Map<string, boolean>();
  // Not even a moment is spent where there is nothing to end: what is begun now is written with what has just ended.
  for (const each of given.filter((one) => hasUnended(context, one))) {
    const reason = await settleEarlier(context, each);
    if (reason !== undefined) refused.set(each.instance.address, failToBegin(context, each, reason));
  }
  const asked = given.filter((each) => !refused.has(each.instance.address)).map(onSettled);
  if (asked.length === 0) return refused;
  const id = recorder.actionId(first.instance.id);
  const before = new Map(
    asked.map(({ instance: { id: instance } }) => {
      const found = recorder.state.instance(instance);
      return [instance, found === undefined ? undefined : settled(found)];
    }),
  );
  for (const each of asked) noteStart(context, each, tool, id);
  const action = toolAction(means.store.deployment, asked, id);
  await recorder.written();
  const results = await tool.run(action, toolContext(context, masker(secretsGiven(asked, context.means.store.reveal))));
  return new Map([...refused, ...endActions(context, asked, tool, action, results, before)]);
}

function onSettled(asked: InstanceAction): InstanceAction {
  const besides = asked.besides?.map(settled);
  return { ...asked, instance: settled(asked.instance), ...(besides === undefined ? {} : { besides }) };
}

/**
 * The same for an action that an earlier process began: asks the nodes what became of it. Where they can't be asked and the
 * action may be repeated, it is run again if that is still wanted.
 */
export async function recoverActions(
  context: RunContext,
  asked: readonly InstanceAction[],
  id: ActionId,
  wanted: boolean,
): Promise<void> {
  const name = asked[0]?.script.script.tool ?? '';
  const tool = context.means.toolNamed(name);
  if (tool === undefined) throw new Error(`no tool ${name}, though it began ${id}`);
  const action = toolAction(context.means.store.deployment, asked, id);
  const found = await tool.recover(action, context.tools);
  const results = tool.repeatable && wanted ? await tool.run(action, context.tools) : found;
  endActions(context, asked, tool, action, results, new Map());
}

/** What a tool tells while it is at work goes out masked. */
function toolContext({ tools, means }: RunContext, mask: Masker): ToolContext {
  const { onProgress } = means;
  if (onProgress === undefined) return tools;
  return { ...tools, onProgress: ({ address, text }) => onProgress({ address, text: mask.mask(text) }) };
}

function noteStart(context: RunContext, asked: InstanceAction, tool: Tool, id: ActionId): void {
  const { recorder } = context;
  const { instance, script, config } = asked;
  const isKnown = instance.config === undefined || recorder.state.config(instance.config) !== undefined;
  const learned = isKnown || instance.config === undefined ? undefined : new Map([[instance.config, config]]);
  recorder.note(
    {
      kind: 'action-started',
      action: id,
      phase: asked.phase,
      address: instance.address,
      instance: instance.id,
      verb: asked.verb,
      ...(asked.verb === 'create' && instance.replaces !== undefined ? { replaces: instance.replaces } : {}),
      script: script.index,
      node: asked.node.name,
      tool: tool.name,
    },
    { put: [...(asked.besides ?? []), instance], ...(learned === undefined ? {} : { configs: learned }) },
  );
}

function endActions(
  context: RunContext,
  asked: readonly InstanceAction[],
  tool: Tool,
  action: ToolAction,
  results: ReadonlyMap<string, MemberResult>,
  before: ReadonlyMap<string, Instance | undefined>,
): ReadonlyMap<string, boolean> {
  const succeeded = new Map<string, boolean>();
  // A tool for many may show in the log of one what another was given.
  const mask = masker(secretsGiven(asked, context.means.store.reveal));
  for (const each of asked) {
    const { address, id } = each.instance;
    const result = resultFor(results, each.instance);
    succeeded.set(address, endMember(context, each, tool, action, result, mask, before.get(id)));
  }
  // What may still run must be found again.
  const nodes = asked
    .filter((each) => tool.end === undefined || resultFor(results, each.instance).kind !== 'unknown')
    .map((each) => each.node);
  context.cleanUp(context.recorder.written().then(() => tool.forget(action.id, nodes, context.tools)));
  return succeeded;
}

function resultFor(results: ReadonlyMap<string, MemberResult>, instance: Instance): MemberResult {
  return results.get(instance.address) ?? { kind: 'unknown', reason: 'the tool gave no result for it' };
}

function failToBegin(context: RunContext, asked: InstanceAction, reason: string): boolean {
  context.recorder.note({ kind: 'resource-failed', address: asked.instance.address, reason });
  context.failures.push({ address: asked.instance.address, reason });
  return false;
}

function endMember(
  context: RunContext,
  asked: InstanceAction,
  tool: Tool,
  action: ToolAction,
  result: MemberResult,
  mask: Masker,
  before: Instance | undefined,
): boolean {
  const { recorder } = context;
  const { instance } = asked;
  const told = { kind: 'action-ended', action: action.id, address: instance.address, instance: instance.id } as const;
  switch (result.kind) {
    case 'succeeded':
      recorder.note(
        { ...told, outcome: 'succeeded', log: maskedLog(result, mask) },
        endStep(context, asked, result.outputs, mask),
      );
      break;
    case 'failed': {
      const log = maskedLog(result, mask);
      const failed: Instance = { ...instance, status: { action: asked.verb, outcome: 'failed' } };
      recorder.note({ ...told, outcome: 'failed', reason: mask.mask(result.reason), log }, { put: [failed] });
      context.failures.push({ address: instance.address, reason: mask.mask(result.reason), stderr: log.stderr });
      break;
    }
    case 'absent': {
      const reason = result.reason === undefined ? undefined : mask.mask(result.reason);
      const because = reason === undefined ? {} : { reason };
      recorder.note({ ...told, outcome: 'absent', ...because }, absentStep(context, asked, before));
      if (reason !== undefined) context.failures.push({ address: instance.address, reason });
      break;
    }
    case 'unknown': {
      const unended = { action: action.id, tool: tool.name, node: asked.node.name };
      const put: Instance = tool.end === undefined ? instance : { ...instance, unended };
      recorder.note({ ...told, outcome: 'unknown', reason: mask.mask(result.reason) }, { put: [put] });
      context.failures.push({ address: instance.address, reason: mask.mask(result.reason) });
      break;
    }
  }
  return result.kind === 'succeeded';
}

function maskedLog(result: Extract<MemberResult, { kind: 'succeeded' | 'failed' }>, mask: Masker) {
  const { stdout, stderr, status } = result.log;
  return { stdout: mask.mask(stdout), stderr: mask.mask(stderr), status: status ?? null };
}

function endStep(context: RunContext, asked: InstanceAction, outputs: ReadonlyMap<string, Value>, mask: Masker) {
  const { instance, verb } = asked;
  if (verb === 'delete') return { drop: [instance.id] };
  const attributes = new Map<string, Value>();
  for (const [name, value] of outputs) attributes.set(name, keptOutput(context, instance.address, name, value, mask));
  const complete: Instance = { ...instance, status: { action: verb, outcome: 'complete' }, attributes };
  return { put: [complete] };
}

/** An output that shows a secret which its action received is a secret itself. */
function keptOutput(context: RunContext, address: string, name: string, value: Value, mask: Masker): Value {
  if (typeof value !== 'string' || !mask.found(value)) return value;
  const { store } = context.means;
  return new Tainted(value, store.putSecret(`${store.deployment}/${address}@${name}`, value));
}

/**
 * The action never began on its node: a new instance is as if it had never been, an old one is as it was before, or
 * still waits to be acted on where that is not known.
 */
function absentStep(context: RunContext, asked: InstanceAction, before: Instance | undefined) {
  const { instance } = asked;
  if (asked.verb !== 'create') return { put: [before ?? instance] };
  const replaced = instance.replaces === undefined ? undefined : context.recorder.state.instance(instance.replaces);
  return { drop: [instance.id], put: replaced === undefined ? [] : [{ ...replaced, role: 'current' as const }] };
}
