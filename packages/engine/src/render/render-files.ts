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
  const files: [string, string][] = [
    ['inventory.yaml', renderInventory(inventory)],
    [graphFile, writeGraph(graph)],
    [metadataFile, writeMetadata(facts)],
  ];
  const resources = [...graph.nodes.values()].filter((node) => node.kind === 'resource');
  const contents = graphConfigs(resources);
  for (const node of resources) {
    for (const [path, { text }] of configFiles(node, contents.get(node.address))) files.push([path, text]);
  }
  return new Map(files.sort(([a], [b]) => compareCodePoints(a, b)));
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
