import type { ValueMap } from '../../hot/value.ts';
import type { InventoryNode } from '../../inventory/inventory.ts';
import type { NodeProgram, NodeRecord, Transport, TransportOptions } from '../transports/transport.ts';
import { checkScripts, scriptText } from './check-script.ts';
import { scriptEnvironment } from './script-environment.ts';
import { scriptResult } from './script-result.ts';
import type { Member, MemberResult, Tool, ToolAction, ToolContext } from './tool.ts';

/**
 * The tool `script`: runs a config's text as a program on its node, inputs in its environment, outputs read from files
 * beside `$heat_outputs_path`. Heat: heat-agents' heat-config-script/install.d/hook-script.py, wallaby.
 */
export const script: Tool = {
  name: 'script',
  members: 'one',
  repeatable: false,
  check: (config, path) => checkScripts(config, path, 'script'),
  run: (action, context) =>
    eachMember(action, async ({ node, inputs }) => {
      const program = programOf(action, inputs);
      if ('kind' in program) return program;
      const transport = context.transport(node);
      const record = await transport.run(node, action.id, program, limits(context));
      return read(action, context, await withoutOrphans(transport, node, action, record));
    }),
  recover: (action, context) =>
    eachMember(action, async ({ node }) => {
      const transport = context.transport(node);
      const record = await transport.wait(node, action.id, outputNames(action), limits(context));
      return read(action, context, await withoutOrphans(transport, node, action, record));
    }),
  end: async (id, node, context) => {
    const record = await context.transport(node).kill(node, id, [], 'cancelled');
    switch (record.kind) {
      case 'absent':
      case 'finished':
      case 'lost':
        return undefined;
      case 'running':
        return 'it still runs on its node and could not be ended';
      case 'not begun':
      case 'unreachable':
        return record.reason;
    }
  },
  forget: async (id, nodes, context) => {
    for (const node of nodes) await context.transport(node).remove(node, id);
  },
};

/** The result of each member, one by one: of this tool an action has a single member. */
async function eachMember(
  action: ToolAction,
  resultOf: (member: Member) => Promise<MemberResult>,
): Promise<ReadonlyMap<string, MemberResult>> {
  const results = new Map<string, MemberResult>();
  for (const member of action.members) results.set(member.address, await resultOf(member));
  return results;
}

/** What the node is to run; where that can't be said, the failure that nothing on the node was touched by. */
function programOf(action: ToolAction, inputs: ValueMap): NodeProgram | MemberResult {
  const text = scriptText(action.script.config);
  if (text === undefined) return refused('config is not the text of a script');
  if (text.includes('\0')) return refused('script holds a NUL character');
  const { environment, problems } = scriptEnvironment(inputs);
  const [first] = problems;
  if (first !== undefined) return refused(`input ${JSON.stringify(first.input)} ${first.problem}`);
  return { text, environment, outputs: outputNames(action) };
}

function refused(reason: string): MemberResult {
  return { kind: 'failed', reason, outputs: new Map(), log: { stdout: '', stderr: '', status: undefined } };
}

function read(action: ToolAction, context: ToolContext, record: NodeRecord): MemberResult {
  return scriptResult(record, action.outputs, context.timeout);
}

/** A program that has lost its runner may still be at work: it must not be while the engine goes back or tries again. */
async function withoutOrphans(
  transport: Transport,
  node: InventoryNode,
  action: ToolAction,
  record: NodeRecord,
): Promise<NodeRecord> {
  return record.kind === 'lost' ? transport.kill(node, action.id, outputNames(action), 'cancelled') : record;
}

function outputNames(action: ToolAction): readonly string[] {
  return action.outputs.map(({ name }) => name);
}

function limits({ timeout, signal }: ToolContext): TransportOptions {
  return { signal, ...(timeout === undefined ? {} : { timeout }) };
}
