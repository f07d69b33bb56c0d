import type { RunPhase } from '../event/run-phase.ts';
import { reveal } from '../hot/reveal.ts';
import { isMap, type Value, type ValueMap } from '../hot/value.ts';
import type { InventoryNode } from '../inventory/inventory.ts';
import type { Reveal } from '../preview/known.ts';
import { fillStructuredConfig } from '../resource/deployment.ts';
import type { ConfigScript, DeployAction, SoftwareConfig } from '../resource/software-config.ts';
import type { Instance } from '../state/state.ts';
import { secretsWithin } from './secrets-within.ts';
import type { ToolAction } from './tools/tool.ts';
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

/** What a tool is given to do for one or more instances, in clear. */
export function toolAction(deployment: string, asked: readonly InstanceAction[], id: ActionId): ToolAction {
  const [first] = asked;
  if (first === undefined) throw new Error('an action without members');
  return {
    id,
    action: first.action,
    script: { ...first.script.script, config: filledConfig(first) },
    outputs: first.config.outputs,
    options: revealMap(first.config.options),
    members: asked.map((each) => ({
      address: each.instance.address,
      instance: each.instance.id,
      node: each.node,
      inputs: new Map([...inputsInClear(each), ...deployInputs(deployment, each)]),
    })),
  };
}

/** What is run: the script's text, or a structured config with its inputs put in. In clear. */
export function filledConfig(asked: InstanceAction): Value {
  const config = reveal(asked.script.script.config);
  if (asked.instance.type !== 'OS::Heat::StructuredDeployment') return config;
  const key = asked.instance.properties.get('input_key');
  return fillStructuredConfig(config, inputsInClear(asked), typeof key === 'string' ? key : undefined);
}

function inputsInClear(asked: InstanceAction): ValueMap {
  return revealMap(asked.instance.inputs ?? new Map<string, Value>());
}

function revealMap(map: ValueMap): ValueMap {
  const revealed = reveal(map);
  if (!isMap(revealed)) throw new Error('a map came out as something else');
  return revealed;
}

/** What Heat adds to a deployment's inputs, and `deploy_resource_id`, which is ours. Heat: `_build_derived_inputs`, wallaby. */
function deployInputs(deployment: string, asked: InstanceAction): readonly [string, Value][] {
  const { address, id } = asked.instance;
  const slash = address.lastIndexOf('/');
  return [
    ['deploy_server_id', asked.node.name],
    ['deploy_action', asked.action],
    ['deploy_stack_id', slash < 0 ? deployment : `${deployment}/${address.slice(0, slash)}`],
    ['deploy_resource_name', address.slice(slash + 1)],
    ['deploy_signal_transport', 'NO_SIGNAL'],
    ['deploy_resource_id', id],
  ];
}

/** All that must not be seen of what the members of an action are given: inputs, configs, their nodes' own secrets. */
export function secretsGiven(asked: readonly InstanceAction[], reveal: Reveal): readonly string[] {
  const given = asked.flatMap(({ instance, script, config, node }) => [
    ...(instance.inputs?.values() ?? []),
    script.script.config,
    config.options,
    ...node.variables.values(),
  ]);
  return secretsWithin(new Set(given), reveal);
}
