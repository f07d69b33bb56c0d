import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { InventoryNode } from '../../inventory/inventory.ts';
import { leftoverActions } from './leftover-actions.ts';
import { withinLimits } from './limits.ts';
import { checkOutputNames } from './output-name.ts';
import { Slots } from './slots.ts';
import { SshNode, type SshNodeOptions } from './ssh-node.ts';
import type { ActionId, NodeRecord, Transport, TransportOptions } from './transport.ts';

export interface SshOptions extends Omit<SshNodeOptions, 'leftover'> {
  /** The file in which the keys of hosts are kept: new ones are taken, changed ones refused. */
  readonly knownHosts: string;
  /** The directory in which is kept what could not be forgotten on hosts. */
  readonly leftovers: string;
}

/** A transport that keeps connections, which go when it is closed. */
export interface SshTransport extends Transport {
  close(): Promise<void>;
}

/** So many connections are ended at once. */
const closingAtOnce = 16;

/**
 * The transport to hosts with sshd, sh and `setsid`, by the OpenSSH client: one connection for each host, one session
 * for each action. The node's shell of that session becomes the runner, so the action goes on when the link is lost; a
 * lost link is made again, and when that can't be, the record is `unreachable`, within half a minute. What is to be
 * forgotten is forgotten in few sessions, at the latest when the transport is closed.
 */
export function sshTransport({ knownHosts, leftovers: kept, ...options }: SshOptions): SshTransport {
  const leftovers = leftoverActions(kept);
  const nodes = new Map<string, SshNode>();
  let directory: string | undefined;

  function reach({ name, connection }: InventoryNode): SshNode {
    if (connection.kind !== 'ssh') throw new Error(`the node ${name} is not reached by ssh`);
    const key = JSON.stringify(connection);
    const known = nodes.get(key);
    if (known !== undefined) return known;
    directory ??= controlDirectory();
    const places = { knownHosts, control: join(directory, String(nodes.size)) };
    const node = new SshNode(connection, places, { ...options, leftover: leftovers.take(key) });
    nodes.set(key, node);
    return node;
  }

  return {
    run: async (at, id, program, limits) => {
      checkOutputNames(program.outputs);
      const node = reach(at);
      if (limits.signal?.aborted) return node.ask(id, program.outputs);
      let abandoned = false;
      const run = node.run(id, program, () => abandoned);
      return end(node, run, id, program.outputs, limits, () => {
        abandoned = true;
      });
    },
    ask: async (at, id, outputs) => {
      checkOutputNames(outputs);
      return reach(at).ask(id, outputs);
    },
    wait: async (at, id, outputs, limits) => {
      checkOutputNames(outputs);
      const node = reach(at);
      return end(node, node.wait(id, outputs), id, outputs, limits, () => {});
    },
    kill: async (at, id, outputs, why) => {
      checkOutputNames(outputs);
      return reach(at).kill(id, outputs, why);
    },
    remove: async (at, id) => reach(at).forget(id),
    close: async () => {
      const slots = new Slots(closingAtOnce);
      await Promise.all(
        [...nodes].map(async ([key, node]) => {
          const giveBack = await slots.take();
          leftovers.keep(key, await node.close().finally(giveBack));
        }),
      );
      nodes.clear();
      if (directory !== undefined) rmSync(directory, { recursive: true, force: true });
      directory = undefined;
    },
  };
}

/** The end of an action that is waited for; it is brought about by force where its time is over. */
async function end(
  node: SshNode,
  waiting: Promise<NodeRecord>,
  id: ActionId,
  outputs: readonly string[],
  limits: TransportOptions,
  giveUp: () => void,
): Promise<NodeRecord> {
  const record = await withinLimits(waiting, limits);
  if (typeof record !== 'string') return record;
  giveUp();
  return node.kill(id, outputs, record);
}

/** The longest name of a directory with which ssh can still name a socket in it (108 bytes, 17 of them its own). */
const longest = 70;

/** A directory of our own for the sockets of masters: whoever may use one may use the connection. */
function controlDirectory(): string {
  const usual = process.env.XDG_RUNTIME_DIR || tmpdir();
  return mkdtempSync(join(Buffer.byteLength(usual) > longest ? '/tmp' : usual, 'tyto-'));
}
