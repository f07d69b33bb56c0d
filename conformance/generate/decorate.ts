import { type Doc, written } from './doc.ts';
import { nodesOf, replaceAt, type Step } from './doc-paths.ts';
import { scalar } from './literals.ts';
import type { Random } from './random.ts';

/** The document with odd YAML in it: anchors and aliases, merge keys, tags, keys that come twice or are no texts. */
export function decorate(doc: Doc, random: Random): Doc {
  let result = doc;
  for (let left = 1 + random.below(3); left > 0; left--) {
    result = random.weighted<(doc: Doc, random: Random) => Doc>([
      [4, () => alias],
      [2, () => twice],
      [3, () => oddScalar],
      [2, () => oddKey],
      [2, () => tagged],
      [2, () => mergeKey],
    ])(result, random);
  }
  return result;
}

/** A part gets an anchor, and another one after it becomes its alias. */
function alias(doc: Doc, random: Random): Doc {
  const nodes = inner(doc);
  if (nodes.length < 2) return doc;
  const first = random.below(nodes.length - 1);
  const from = nodes[first];
  const to = nodes[first + 1 + random.below(nodes.length - 1 - first)];
  if (from === undefined || to === undefined || isWithin(from.path, to.path) || from.node.kind === 'text') return doc;
  const name = `a${random.below(100)}`;
  const anchored: Doc =
    from.node.kind === 'written' ? written(`&${name} ${from.node.text}`) : { ...from.node, mark: `&${name}` };
  return replaceAt(replaceAt(doc, to.path, written(`*${name}`)), from.path, anchored);
}

function mergeKey(doc: Doc, random: Random): Doc {
  const maps = inner(doc).filter(({ node }) => node.kind === 'map');
  if (maps.length === 0) return doc;
  const { path, node } = random.pick(maps);
  if (node.kind !== 'map') return doc;
  const source = random.pick(['{a: 1}', '[{a: 1}, {b: 2, a: 3}]', '{get_param: p0}', 'x', '[]', '{value: merged}']);
  return replaceAt(doc, path, { ...node, entries: [...node.entries, ['\0<<', written(source)]] });
}

function twice(doc: Doc, random: Random): Doc {
  const maps = inner(doc).filter(({ node }) => node.kind === 'map' && node.entries.length > 0);
  if (maps.length === 0) return doc;
  const { path, node } = random.pick(maps);
  if (node.kind !== 'map') return doc;
  const [key] = random.pick(node.entries);
  return replaceAt(doc, path, { ...node, entries: [...node.entries, [key, scalar(random)]] });
}

function oddScalar(doc: Doc, random: Random): Doc {
  const scalars = inner(doc).filter(({ node }) => node.kind === 'written' || node.kind === 'text');
  return scalars.length === 0 ? doc : replaceAt(doc, random.pick(scalars).path, scalar(random));
}

/** A key that YAML reads as something else than text. */
function oddKey(doc: Doc, random: Random): Doc {
  const maps = inner(doc).filter(({ node }) => node.kind === 'map' && node.entries.length > 0);
  if (maps.length === 0) return doc;
  const { path, node } = random.pick(maps);
  if (node.kind !== 'map') return doc;
  const key = random.pick([
    '1',
    '1.0',
    'true',
    'yes',
    '~',
    '2013-05-23',
    '0x10',
    '!!str 1',
    '010',
    '1e3',
    '"é"',
    'on',
    '.inf',
    '? [a]\n',
  ]);
  if (key.startsWith('?')) return doc;
  const chosen = random.below(node.entries.length);
  const entries = node.entries.map((entry, index) => (index === chosen ? ([`\0${key}`, entry[1]] as const) : entry));
  return replaceAt(doc, path, { ...node, entries });
}

function tagged(doc: Doc, random: Random): Doc {
  const nodes = inner(doc).filter(({ node }) => node.kind !== 'text');
  if (nodes.length === 0) return doc;
  const { path, node } = random.pick(nodes);
  if (node.kind === 'written')
    return replaceAt(
      doc,
      path,
      written(`${random.pick(['!!str', '!!int', '!!float', '!!bool', '!x'])} ${node.text.replace(/^[&!]\S+ /, '')}`),
    );
  return node.kind === 'text' ? doc : replaceAt(doc, path, { ...node, mark: node.kind === 'map' ? '!!map' : '!!seq' });
}

function inner(doc: Doc): ReturnType<typeof nodesOf> {
  return nodesOf(doc).filter(({ path }) => path.length > 1);
}

function isWithin(outer: readonly Step[], path: readonly Step[]): boolean {
  return outer.every((step, index) => path[index] === step);
}
