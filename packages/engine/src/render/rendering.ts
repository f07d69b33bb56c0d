import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { Failure } from '../hot/scope.ts';
import type { Secret, Value } from '../hot/value.ts';
import type { LearntConfigs } from './learnt-configs.ts';
import type { Origins } from './origins.ts';
import type { RenderMemory } from './render-memory.ts';
import type { Rendered } from './rendered.ts';
import type { ResourceGraph } from './revision.ts';
import type { Simulation } from './simulation.ts';
import type { RenderSource } from './sources.ts';

/** Where secrets are kept, as rendering sees it. */
export interface SecretStore {
  /** Keeps a secret value under a name and gives its version; an equal value gives the version that it has. */
  secretFor(name: string, value: Value): Secret;
  /** The value of a secret; undefined where there is none. */
  reveal(name: string, version: number): Value | undefined;
}

/** What all stacks of one rendering share. */
export interface Rendering {
  readonly deployment: string;
  readonly stack: RenderSource;
  readonly secrets: SecretStore;
  readonly problems: Set<Diagnostic>;
  /** What is told while outputs are worked out, also what was told before: for each of them, the innermost last. */
  readonly hearing: Set<Diagnostic>[];
  /** Configs whose content is known, by the digest that `get_resource` gives of them. */
  readonly configsByDigest: LearntConfigs;
  /** Configs by address: those too whose content waits for something. */
  readonly configsByAddress: LearntConfigs;
  /** Launch configurations by address, which groups of instances make their members of. */
  readonly launchConfigurations: Map<string, Rendered>;
  /** The graph that was applied last, which groups remember what to remove by; absent where there is none. */
  readonly earlier?: ReadEarlier;
  /** Where notes are taken for explaining; absent where nobody will ask. */
  readonly origins: Origins | undefined;
  /** What is known of the last rendering; absent where none is remembered. */
  readonly memory?: RenderMemory;
  /** What stands in for resources where a stack is only computed. Then nothing is hidden either. */
  readonly simulation?: Simulation;
  /** While what is deferred is only looked into: each shape that waits is then taken for its least. */
  readonly probe?: Probe;
  /** Whether it goes on with nested stacks and resources although what they are given is missing or wrong. */
  readonly isLenient?: boolean;
}

/** What is found out beside what is rendered while something deferred is looked into. */
export interface Probe {
  /** Whether all that is wrong in it is wrong for sure: false once it is left open which resources a stack has. */
  isSure: boolean;
  /** Whether members have the names that they would have: false once it is left open which are not used. */
  hasNames: boolean;
}

/** Reads what was applied last, when it is first asked for. */
export type ReadEarlier = () => EarlierGraph | undefined;

/** The graph that was applied last, as it came out. */
export interface EarlierGraph extends Pick<ResourceGraph, 'nodes'> {
  /** What `get_resource` gives of resources where only their deployment decides that, by address. */
  readonly references?: ReadonlyMap<string, Value>;
}

/** A failure that has been told already: whoever meets it stops and says nothing. */
export const told: Failure = new Failure([]);

/** Tells all problems of a failure, so that it can stand for itself silently from then on. */
export function tell(rendering: Rendering, problems: readonly Diagnostic[]): Failure {
  const heard = rendering.hearing.at(-1);
  for (const each of problems) {
    rendering.problems.add(each);
    heard?.add(each);
  }
  return told;
}
