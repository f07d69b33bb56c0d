import { maxRepeat, type PatternNode } from './pattern-node.ts';

/** How many letters a pattern takes at least and at most. */
export type Width = readonly [least: number, most: number];

/** The width of a pattern, that of its groups given. Python: `_parser.py`, getwidth. */
export function widthOf(node: PatternNode, groups: readonly (Width | undefined)[]): Width {
  const [least, most] = rawWidth(node, groups);
  return [Math.min(least, maxRepeat - 1), Math.min(most, maxRepeat)];
}

function rawWidth(node: PatternNode, groups: readonly (Width | undefined)[]): Width {
  switch (node.kind) {
    case 'set':
    case 'any':
      return [1, 1];
    case 'place':
    case 'look':
      return [0, 0];
    case 'sequence': {
      let [least, most] = [0, 0];
      for (const item of node.items) {
        const [low, high] = widthOf(item, groups);
        least += low;
        most += high;
      }
      return [least, most];
    }
    case 'choice':
      return anyOf(node.options.map((option) => widthOf(option, groups)));
    case 'repeat': {
      const [low, high] = widthOf(node.item, groups);
      return [low * node.min, high * node.max];
    }
    case 'capture':
      return groups[node.group] ?? widthOf(node.item, groups);
    case 'group':
    case 'atomic':
      return widthOf(node.item, groups);
    case 'reference':
      return groups[node.group] ?? [0, 0];
    case 'conditional':
      return anyOf([widthOf(node.yes, groups), widthOf(node.no, groups)]);
  }
}

function anyOf(widths: readonly Width[]): Width {
  let [least, most] = [maxRepeat - 1, 0];
  for (const [low, high] of widths) {
    least = Math.min(least, low);
    most = Math.max(most, high);
  }
  return [least, most];
}
