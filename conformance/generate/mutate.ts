import { templateVersions } from '../../packages/engine/src/hot/version.ts';
import { type Doc, type DocEntry, docOf, mapOf, written } from './doc.ts';
import { nodesOf, replaceAt, type Step } from './doc-paths.ts';
import { forms } from './functions.ts';
import { scalar } from './literals.ts';
import type { Random } from './random.ts';

type Mutation = (doc: Doc, random: Random, all: readonly Doc[]) => Doc;

/** The document with something broken in it, somewhere; now and then it means the same as before. */
export function mutate(doc: Doc, random: Random): Doc {
  const nodes = nodesOf(doc).filter(({ path }) => path.length > 0);
  if (nodes.length === 0) return doc;
  if (random.percent(8)) return changeVersion(doc, random);
  const { path, node } = random.pick(nodes);
  const all = nodes.map((each) => each.node);
  return replaceAt(doc, path, random.weighted<Mutation>(mutations)(node, random, all));
}

/** Where the node itself can't be changed in a way, it becomes an odd scalar. */
const mutations: readonly (readonly [number, () => Mutation])[] = [
  [3, () => (_node, random) => scalar(random)],
  [3, () => (_node, random, all) => random.pick(all)],
  [4, () => onEntries((entries, chosen) => entries.map((entry, index) => (index === chosen ? rename(entry) : entry)))],
  [4, () => onEntries((entries, chosen) => entries.filter((_, index) => index !== chosen))],
  [
    2,
    () =>
      onEntries((entries, chosen) =>
        entries.flatMap((entry, index) => (index === chosen ? [entry, ['extra', docOf(1)]] : [entry])),
      ),
  ],
  [2, () => onEntries((entries, chosen) => [...entries, entries[chosen] ?? ['k', docOf('v')]])],
  [2, () => callOther],
  [3, () => onItems((items, chosen) => items.filter((_, index) => index !== chosen))],
  [2, () => onItems((items, chosen) => [...items, items[chosen] ?? docOf('more')])],
  [1, () => onItems((items) => [...items].reverse())],
  [2, () => (node) => docOf([node])],
  [
    2,
    () => (node) =>
      node.kind === 'list' ? (node.items[0] ?? node) : node.kind === 'map' ? (node.entries[0]?.[1] ?? node) : docOf(''),
  ],
  [1, () => (node) => mapOf([['k', node]])],
  [1, () => () => written('null')],
  [1, () => () => docOf([])],
  [1, () => () => mapOf([])],
  [
    1,
    () => (node) =>
      'mark' in node || node.kind === 'text'
        ? node
        : node.kind === 'written'
          ? written(`!!str ${node.text}`)
          : { ...node, mark: '!tag' },
  ],
];

function onEntries(change: (entries: readonly DocEntry[], chosen: number) => readonly DocEntry[]): Mutation {
  return (node, random) =>
    node.kind === 'map' && node.entries.length > 0
      ? { ...node, entries: change(node.entries, random.below(node.entries.length)) }
      : scalar(random);
}

function onItems(change: (items: readonly Doc[], chosen: number) => readonly Doc[]): Mutation {
  return (node, random) =>
    node.kind === 'list' && node.items.length > 0
      ? { ...node, items: change(node.items, random.below(node.items.length)) }
      : scalar(random);
}

function rename([key, value]: DocEntry): DocEntry {
  return [key.length > 2 ? key.slice(0, -1) : `${key}x`, value];
}

/** Another function, or another name where a resource, parameter or condition is named. */
const callOther: Mutation = (node, random) => {
  if (node.kind !== 'map' || node.entries.length !== 1)
    return docOf(random.pick(['r0', 'r1', 'p0', 'c0', 'c1', 'nope', 'OS::stack_name']));
  const names = [
    ...forms.map((form) => form.name),
    'get_attr',
    'get_param',
    'get_resource',
    'if',
    'and',
    'or',
    'not',
    'Ref',
    'Fn::GetAtt',
    'Fn::If',
  ];
  return { ...node, entries: [[random.pick(names), node.entries[0]?.[1] ?? docOf(null)]] };
};

function changeVersion(doc: Doc, random: Random): Doc {
  const path: Step[] = ['heat_template_version'];
  const found = nodesOf(doc).find((each) => each.path.length === 1 && each.path[0] === path[0]);
  const versions = [...templateVersions, '2012-12-12', '2022-01-01', 'zed', '"2018-08-31"', 'rocky', '2013-05-24'];
  return found === undefined ? doc : replaceAt(doc, found.path, written(random.pick(versions)));
}
