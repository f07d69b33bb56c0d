import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { PropertyPlace } from '../plan/nested-parameters.ts';
import type { SoftwareConfig } from '../resource/software-config.ts';
import { renderAgain } from './expand-deferred.ts';
import { flatten } from './flatten.ts';
import type { Probe } from './rendering.ts';
import type { DeferredNode, GraphNode } from './revision.ts';
import { renderSource, type Sources } from './sources.ts';

/** What is known of a deferred node's members before there are any. */
export interface ProbedMembers {
  /** Resources of which one stands for all that are alike; never to be applied. */
  readonly nodes: ReadonlyMap<string, GraphNode>;
  readonly places: ReadonlyMap<string, PropertyPlace>;
  /** Whether they are called as they would be. */
  readonly hasNames: boolean;
  /** What is wrong in them, whatever comes of what they wait for. */
  readonly problems: readonly Diagnostic[];
}

interface ProbeMeans {
  readonly deployment: string;
  readonly sources: Sources;
  readonly configs: ReadonlyMap<string, SoftwareConfig>;
  /** Where the node's properties stand, where that is known. */
  readonly place?: PropertyPlace | undefined;
}

/**
 * Looks into a deferred node: a group of a number that is not known yet is taken for one of a single member, as by Heat,
 * which validates with nothing known; of a nested stack what is there in any case is taken. What tells nothing of its
 * members yet has none.
 */
export function probeDeferred(node: DeferredNode, { deployment, sources, configs, place }: ProbeMeans): ProbedMembers {
  const probe: Probe = { isSure: true, hasNames: true };
  // Nothing of this is kept.
  const secrets = {
    secretFor: (name: string) => ({ kind: 'secret', name, version: 0 }) as const,
    reveal: () => undefined,
  };
  const means = { deployment, source: renderSource(sources), secrets, configs };
  const { rendered, problems } = renderAgain(node, means, place === undefined ? { probe } : { probe, place });
  const { nodes, places } = flatten(rendered === undefined ? [] : [rendered]);
  return { nodes, places, hasNames: probe.hasNames, problems: probe.isSure && probe.hasNames ? problems : [] };
}
