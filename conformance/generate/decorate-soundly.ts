import { type Doc, type DocEntry, type DocMap, docOf, written } from './doc.ts';
import { type Node, nodesOf, replaceAt, type Step } from './doc-paths.ts';
import type { Random } from './random.ts';

/** The document in odd YAML that is read as the same: anchors, aliases, merge keys, tags, keys whose last one counts. */
export function decorateSoundly(doc: Doc, random: Random): Doc {
  let result = doc;
  for (let left = 1 + random.below(3); left > 0; left--) {
    result = random.weighted<(doc: Doc, random: Random) => Doc>([
      [3, () => alias],
      [2, () => earlierKey],
      [3, () => mergeKey],
      [2, () => tagged],
      [2, () => otherNotation],
    ])(result, random);
  }
  return result;
}

/** A part that stands there twice is written once, and named the second time. */
function alias(doc: Doc, random: Random): Doc {
  const nodes = inner(doc).filter(({ node }) => !isMarked(node));
  const groups = Map.groupBy(nodes, ({ node }) => JSON.stringify(node));
  const twins = [...groups.values()].filter((each) => each.length > 1);
  if (twins.length === 0) return doc;
  const [first, second] = random.pick(twins);
  if (first === undefined || second === undefined) return doc;
  const used = JSON.stringify(doc).replaceAll('"}', ' ').replaceAll('"', ' ');
  const names = Array.from({ length: 9 }, (_, index) => `a${index}`).filter((each) => !used.includes(`&${each} `));
  const [name = ''] = names;
  if (name === '') return doc;
  return replaceAt(replaceAt(doc, second.path, written(`*${name}`)), first.path, marked(first.node, `&${name}`));
}

/** The same key before, with a value that does not count. */
function earlierKey(doc: Doc, random: Random): Doc {
  return onMap(doc, random, (entries) => {
    const at = random.below(entries.length);
    const [key = ''] = entries[at] ?? [];
    if (entries.some(([each]) => each.startsWith('\0'))) return entries;
    const vain = docOf(random.pick(['earlier', 7, false, []]));
    return [...entries.slice(0, at), [key, vain], ...entries.slice(at)];
  });
}

/** Some of the entries come by a merge, others are merged in vain. */
function mergeKey(doc: Doc, random: Random): Doc {
  return onMap(doc, random, (entries) => {
    const at = random.below(entries.length);
    const [own, last] = [entries[at], entries.at(-1)];
    const keys = entries.map(([key]) => key);
    if (own === undefined || last === undefined || keys.some((key) => key.startsWith('\0'))) return entries;
    if (keys.indexOf(last[0]) !== keys.length - 1) return entries;
    const source: DocMap = { kind: 'map', entries: [[own[0], docOf('merged')]] };
    const list: Doc = { kind: 'list', items: [source, { kind: 'map', entries: [[own[0], docOf(7)]] }] };
    return random.weighted<readonly DocEntry[]>([
      [1, () => [['\0<<', source], ...entries]],
      [1, () => [...entries, ['\0<<', list]]],
      [1, () => [...entries.slice(0, -1), ['\0<<', { kind: 'map', entries: [last] }]]],
    ]);
  });
}

function tagged(doc: Doc, random: Random): Doc {
  const nodes = inner(doc).filter(({ node }) => !isMarked(node) && node.kind !== 'written');
  if (nodes.length === 0) return doc;
  const { path, node } = random.pick(nodes);
  const tag = { text: '!!str', map: '!!map', list: '!!seq', written: '' }[node.kind];
  return replaceAt(doc, path, marked(node, tag));
}

/** A small number in another notation. */
function otherNotation(doc: Doc, random: Random): Doc {
  const nodes = inner(doc).filter(({ node }) => node.kind === 'written' && /^[0-7]$/.test(node.text));
  if (nodes.length === 0) return doc;
  const { path, node } = random.pick(nodes);
  if (node.kind !== 'written') return doc;
  const forms = [
    `0${node.text}`,
    `0x${node.text}`,
    `+${node.text}`,
    `!!int "${node.text}"`,
    `0b${Number(node.text).toString(2)}`,
  ];
  return replaceAt(doc, path, written(random.pick(forms)));
}

function marked(node: Doc, mark: string): Doc {
  if (node.kind === 'text') return written(`${mark} ${JSON.stringify(node.value)}`);
  return node.kind === 'written' ? written(`${mark} ${node.text}`) : { ...node, mark };
}

function isMarked(node: Doc): boolean {
  return node.kind === 'written' ? /^[&*!]/.test(node.text) : node.kind !== 'text' && node.mark !== undefined;
}

function onMap(doc: Doc, random: Random, change: (entries: readonly DocEntry[]) => readonly DocEntry[]): Doc {
  const maps = inner(doc).filter(({ node }) => node.kind === 'map' && node.entries.length > 0);
  if (maps.length === 0) return doc;
  const { path, node } = random.pick(maps);
  return node.kind === 'map' ? replaceAt(doc, path, { ...node, entries: change(node.entries) }) : doc;
}

/** What stands within the sections, but nothing of which a part is told by its index. */
function inner(doc: Doc): Node[] {
  return nodesOf(doc).filter(({ path }) => path.length > 1 && !hasTwins(doc, path));
}

function hasTwins(doc: Doc, path: readonly Step[]): boolean {
  let at: Doc | undefined = doc;
  for (const step of path) {
    if (at?.kind === 'list') at = typeof step === 'number' ? at.items[step] : undefined;
    else if (at?.kind === 'map') {
      if (typeof step === 'number') return true;
      at = at.entries.find(([key]) => key === step)?.[1];
    }
  }
  return false;
}
