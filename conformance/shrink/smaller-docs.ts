import { type Doc, docOf, written } from '../generate/doc.ts';
import { nodesOf, replaceAt } from '../generate/doc-paths.ts';

/** Documents that are less than this one: without a part, with a part in place of the whole, with a plainer scalar. */
export function* smallerDocs(doc: Doc): Generator<Doc> {
  const nodes = nodesOf(doc).sort((a, b) => a.path.length - b.path.length);
  for (const { path, node } of nodes) {
    for (const smaller of withoutPart(node)) yield replaceAt(doc, path, smaller);
  }
  for (const { path, node } of nodes) {
    if (path.length < 2) continue;
    for (const smaller of plainer(node)) yield replaceAt(doc, path, smaller);
  }
}

function* withoutPart(node: Doc): Generator<Doc> {
  if (node.kind === 'list') {
    for (const index of node.items.keys()) yield { ...node, items: node.items.toSpliced(index, 1) };
  } else if (node.kind === 'map') {
    for (const [index, [key]] of node.entries.entries()) {
      if (key !== 'heat_template_version') yield { ...node, entries: node.entries.toSpliced(index, 1) };
    }
  }
}

function* plainer(node: Doc): Generator<Doc> {
  if (node.kind === 'list') yield* node.items;
  if (node.kind === 'map') for (const [, value] of node.entries) yield value;
  if (node.kind === 'list' || node.kind === 'map') {
    if (node.mark !== undefined)
      yield node.kind === 'map' ? { kind: 'map', entries: node.entries } : { kind: 'list', items: node.items };
    yield written('1');
  }
  if (node.kind === 'text' && node.value.length > 1) yield docOf('a');
  if (node.kind === 'written' && node.text !== '1') yield written('1');
}
