import { compareCodePoints } from '../hot/code-points.ts';
import { encodeJson } from '../hot/codec.ts';
import type { Inventory } from '../inventory/inventory.ts';
import { renderInventory } from '../inventory/render-inventory.ts';
import { configFiles } from './config-files.ts';
import { graphConfigs } from './graph-configs.ts';
import { writeGraph } from './graph-text.ts';
import type { ResourceGraph } from './revision.ts';

/** What a revision's tree says of itself. Versions and times are not in it: the same inputs give the same tree. */
export interface RevisionFacts {
  readonly deployment: string;
  readonly plan: string;
}

export const graphFile = 'tyto/graph.json';
const metadataFile = 'tyto/metadata.json';

/** The whole tree of a revision by path, in code point order. No secret is in it in clear. */
export function renderFiles(
  facts: RevisionFacts,
  graph: ResourceGraph,
  inventory: Inventory,
): ReadonlyMap<string, string> {
  const files: readonly (readonly [string, string])[] = [
    ['inventory.yaml', renderInventory(inventory)],
    [graphFile, writeGraph(graph)],
    [metadataFile, writeMetadata(facts)],
  ];
  return inCodePointOrder([...files, ...configTree(graph)]);
}

/** The files of all configs in a graph by path, of those only that are chosen where that is said. */
export function configTree(
  { nodes }: Pick<ResourceGraph, 'nodes'>,
  isChosen: (address: string) => boolean = () => true,
): readonly (readonly [string, string])[] {
  const resources = [...nodes.values()].filter((node) => node.kind === 'resource');
  const contents = graphConfigs(resources);
  return resources
    .filter(({ address }) => isChosen(address))
    .flatMap((node) =>
      [...configFiles(node, contents.get(node.address))].map(([path, { text }]) => [path, text] as const),
    );
}

/** A tree as it is shown and kept. */
export function inCodePointOrder(files: Iterable<readonly [string, string]>): ReadonlyMap<string, string> {
  return new Map([...files].sort(([a], [b]) => compareCodePoints(a, b)));
}

function writeMetadata({ deployment, plan }: RevisionFacts): string {
  const metadata = new Map<string, string | number>([
    ['kind', 'Revision'],
    ['formatVersion', 1],
    ['deployment', deployment],
    ['plan', plan],
  ]);
  return `${encodeJson(metadata, { indent: 2 })}\n`;
}
