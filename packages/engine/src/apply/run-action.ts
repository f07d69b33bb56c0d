import type { RunPhase } from '../event/journal-entry.ts';
import { reveal } from '../hot/reveal.ts';
import { isMap, Tainted, type Value, type ValueMap } from '../hot/value.ts';
import type { InventoryNode } from '../inventory/inventory.ts';
import { fillStructuredConfig } from '../resource/deployment.ts';
import type { ConfigScript, DeployAction, SoftwareConfig } from '../resource/software-config.ts';
import type { Instance } from '../state/state.ts';
import { type Masker, masker } from './mask.ts';
import type { RunContext } from './run-context.ts';
import { secretsWithin } from './secrets-within.ts';
import type { MemberResult, Tool, ToolAction } from './tools/tool.ts';
import type { ActionId } from './transports/transport.ts';

/** One script of a deployment, to be run for one instance. */
export interface InstanceAction {
  readonly phase: RunPhase;
  readonly verb: 'create' | 'update' | 'delete';
  readonly action: DeployAction;
  readonly config: SoftwareConfig;
  readonly script: { readonly index: number; readonly script: ConfigScript };
  readonly node: InventoryNode;
  /** As it stands in the state while the action runs: begun. */
  readonly instance: Instance;
  /** Instances that the start of this action changes besides (one that is superseded). */
  readonly besides?: readonly Instance[];
}

/**
 * Runs an instance's script: writes that it begins, has the tool carry it out, writes how it ended. Gives whether it
 * succeeded; the instance's new state is in the recorder, the reason of a failure in the context.
 */
export async function runAction(context: RunContext, asked: InstanceAction): Promise<boolean> {
  const { recorder, means } = context;
  const { instance, script, config } = asked;
  const tool = means.toolNamed(script.script.tool);
  if (tool === undefined) return failToBegin(context, asked, `there is no tool "${script.script.tool}"`);
  const id = recorder.actionId(instance.id);
  const before = recorder.state.instance(instance.id);
  const learned =
    instance.config === undefined || recorder.state.config(instance.config) !== undefined
      ? undefined
      : new Map([[instance.config, config]]);
  recorder.note(
    {
      kind: 'action-started',
      action: id,
      phase: asked.phase,
      address: instance.address,
      instance: instance.id,
      verb: asked.verb,
      script: script.index,
      node: asked.node.name,
      tool: tool.name,
    },
    { put: [...(asked.besides ?? []), instance], ...(learned === undefined ? {} : { configs: learned }) },
  );
  const action = toolAction(context, asked, id);
  await recorder.written();
  const results = await tool.run(action, context.tools);
  return endAction(context, asked, tool, action, resultFor(results, instance), before);
}

/** The same for an action that an earlier process began: asks the node what became of it. */
export async function recoverAction(
  context: RunContext,
  asked: InstanceAction,
  id: ActionId,
): Promise<MemberResult['kind']> {
  const tool = context.means.toolNamed(asked.script.script.tool);
  if (tool === undefined) throw new Error(`no tool ${asked.script.script.tool}, though it began ${id}`);
  const action = toolAction(context, asked, id);
  const result = resultFor(await tool.recover(action, context.tools), asked.instance);
  endAction(context, asked, tool, action, result);
  return result.kind;
}

function resultFor(results: ReadonlyMap<string, MemberResult>, instance: Instance): MemberResult {
  return results.get(instance.address) ?? { kind: 'unknown', reason: 'the tool gave no result for it' };
}

function failToBegin(context: RunContext, asked: InstanceAction, reason: string): boolean {
  context.recorder.note({ kind: 'resource-failed', address: asked.instance.address, reason });
  context.failures.push({ address: asked.instance.address, reason });
  return false;
}

function toolAction(context: RunContext, asked: InstanceAction, id: ActionId): ToolAction {
  const { instance, config, script, node, action } = asked;
  const inputs = instance.inputs ?? new Map<string, Value>();
  const revealed = revealMap(inputs);
  const text = reveal(script.script.config);
  const key = instance.properties.get('input_key');
  const filled =
    instance.type === 'OS::Heat::StructuredDeployment'
      ? fillStructuredConfig(text, revealed, typeof key === 'string' ? key : undefined)
      : text;
  return {
    id,
    action,
    script: { ...script.script, config: filled },
    outputs: config.outputs,
    options: revealMap(config.options),
    members: [
      {
        address: instance.address,
        instance: instance.id,
        node,
        inputs: new Map([...revealed, ...deployInputs(context, asked)]),
      },
    ],
  };
}

function revealMap(map: ValueMap): ValueMap {
  const revealed = reveal(map);
  if (!isMap(revealed)) throw new Error('a map came out as something else');
  return revealed;
}

/** What Heat adds to a deployment's inputs, and `deploy_resource_id`, which is ours. Heat: `_build_derived_inputs`, wallaby. */
function deployInputs(context: RunContext, asked: InstanceAction): readonly [string, Value][] {
  const { address, id } = asked.instance;
  const slash = address.lastIndexOf('/');
  const { deployment } = context.means.store;
  return [
    ['deploy_server_id', asked.node.name],
    ['deploy_action', asked.action],
    ['deploy_stack_id', slash < 0 ? deployment : `${deployment}/${address.slice(0, slash)}`],
    ['deploy_resource_name', address.slice(slash + 1)],
    ['deploy_signal_transport', 'NO_SIGNAL'],
    ['deploy_resource_id', id],
  ];
}

function endAction(
  context: RunContext,
  asked: InstanceAction,
  tool: Tool,
  action: ToolAction,
  result: MemberResult,
  before?: Instance,
): boolean {
  const { recorder } = context;
  const mask = masker(secretsOf(context, asked));
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
    case 'unknown':
      recorder.note({ ...told, outcome: 'unknown', reason: mask.mask(result.reason) }, { put: [instance] });
      context.failures.push({ address: instance.address, reason: mask.mask(result.reason) });
      break;
  }
  context.cleanUp(recorder.written().then(() => tool.forget(action.id, [asked.node], context.tools)));
  return result.kind === 'succeeded';
}

function secretsOf(context: RunContext, asked: InstanceAction): readonly string[] {
  const given = [...(asked.instance.inputs?.values() ?? []), asked.script.script.config, asked.config.options];
  return secretsWithin(given, (name, version) => context.means.store.reveal(name, version));
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
