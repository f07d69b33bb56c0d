import type { Position } from '../diagnostics/diagnostic.ts';
import type { Value } from '../hot/value.ts';

/** An inventory as it is written: groups and hosts, each with what it says itself; nothing merged or checked as a whole. */
export interface InventoryDraft {
  /** `all` and `ungrouped` first, then in the order of the source. */
  readonly groups: ReadonlyMap<string, GroupDraft>;
  readonly hosts: ReadonlyMap<string, HostDraft>;
}

export interface GroupDraft extends Mention {
  readonly name: string;
  /** The hosts that the group lists itself. */
  readonly hosts: ReadonlySet<string>;
  /** The groups that it lists as children, each where it does so first. */
  readonly children: ReadonlyMap<string, Mention>;
  readonly variables: Definitions;
  /** `ansible_group_priority`, 1 where it is not set. */
  readonly priority: number;
}

export interface HostDraft extends Mention {
  readonly name: string;
  readonly variables: Definitions;
}

export interface Mention {
  readonly at: Position;
  /** The path in the file, as it is written in messages. */
  readonly path: string;
}

/** Variables by name, each with the place of its value. */
export type Definitions = ReadonlyMap<string, Definition>;

export interface Definition extends Mention {
  readonly value: Value;
}
