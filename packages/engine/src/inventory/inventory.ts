import type { Position } from '../diagnostics/diagnostic.ts';
import type { ValueMap } from '../hot/value.ts';

/** The nodes of a site, read from a standard Ansible YAML inventory. */
export interface Inventory {
  readonly kind: 'Inventory';
  /** In the order of the source. */
  readonly nodes: ReadonlyMap<string, InventoryNode>;
  /** Each group's nodes, through its children too; `all` and `ungrouped` as Ansible has them. */
  readonly groups: ReadonlyMap<string, readonly string[]>;
}

export interface InventoryNode {
  readonly name: string;
  readonly at: Position;
  readonly groups: readonly string[];
  /** All variables of the node after Ansible's precedence: all, parents, children, the host's own. */
  readonly variables: ValueMap;
  readonly connection: Connection;
}

/** How a node is reached. */
export type Connection = { readonly kind: 'local' } | SshConnection;

/** Reached by the OpenSSH client, with keys. */
export interface SshConnection {
  readonly kind: 'ssh';
  readonly host: string;
  /** Undefined: what ssh takes by its own configuration, 22 mostly. */
  readonly port: number | undefined;
  /** Undefined: what ssh takes by its own configuration, else the name of who runs Tyto. */
  readonly user: string | undefined;
  /** An absolute path, or one that begins with `~`. */
  readonly privateKeyFile: string | undefined;
  /** Further arguments for ssh, in order. */
  readonly commonArgs: readonly string[];
  /** The user that programs run as by `sudo -n`; undefined is who logs in. */
  readonly become: string | undefined;
}
