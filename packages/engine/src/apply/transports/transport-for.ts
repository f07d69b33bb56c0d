import { join } from 'node:path';
import type { InventoryNode } from '../../inventory/inventory.ts';
import { localTransport } from './local.ts';
import { sshTransport } from './ssh.ts';
import type { Transport } from './transport.ts';

/** The ways to nodes, each by its connection, for as long as a run goes on. */
export interface Transports {
  readonly transportFor: (node: InventoryNode) => Transport;
  /** The file with the keys of hosts that were seen. */
  readonly knownHosts: string;
  /** Clears what is left to clear on nodes, and ends connections. */
  close(): Promise<void>;
}

/** Opens nothing before it is asked for. `directory` is the data directory: it keeps the keys of hosts, and
 * what is to be forgotten on those that could not be reached. */
export function openTransports(directory: string): Transports {
  const local = localTransport();
  const knownHosts = join(directory, 'known_hosts');
  const ssh = sshTransport({ knownHosts, leftovers: join(directory, 'leftovers') });
  return {
    transportFor: ({ connection }) => {
      switch (connection.kind) {
        case 'local':
          return local;
        case 'ssh':
          return ssh;
      }
    },
    knownHosts,
    close: async () => {
      await Promise.all([local.close(), ssh.close()]);
    },
  };
}
