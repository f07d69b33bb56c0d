import type { YamlList, YamlNode } from '../yaml-node.ts';
import { composeFlowPair } from './compose-map.ts';
import { type ComposeNode, type Composition, endsInBlock } from './composition.ts';
import { expectBlockEnd, hasMember } from './members.ts';

/** A list of lines that begin with `-`. */
export function composeBlockList<Extra>(
  composition: Composition<Extra>,
  depth: number,
  composeNode: ComposeNode<Extra>,
): YamlList<Extra> {
  const start = composition.take();
  const items: YamlNode<Extra>[] = [];
  for (let token = composition.peek(); token.kind === 'item'; token = composition.peek()) {
    composition.take();
    const { kind } = composition.peek();
    const isAbsent = kind === 'item' || kind === 'block end';
    items.push(isAbsent ? composition.absentBehind(token) : composeNode(composition, depth + 1, 'block'));
  }
  expectBlockEnd(composition, start, '"-"');
  return { kind: 'list', items, line: start.line, column: start.column };
}

/** A list that stands as far left as the key it belongs to; nothing marks its end. */
export function composeIndentlessList<Extra>(
  composition: Composition<Extra>,
  depth: number,
  composeNode: ComposeNode<Extra>,
): YamlList<Extra> {
  const { line, column } = composition.peek();
  const items: YamlNode<Extra>[] = [];
  for (let token = composition.peek(); token.kind === 'item'; token = composition.peek()) {
    composition.take();
    const { kind } = composition.peek();
    const isAbsent = kind === 'item' || endsInBlock(kind);
    items.push(isAbsent ? composition.absentBehind(token) : composeNode(composition, depth + 1, 'block'));
  }
  return { kind: 'list', items, line, column };
}

/** A list in brackets; a pair in it is a map of its own. */
export function composeFlowList<Extra>(
  composition: Composition<Extra>,
  depth: number,
  composeNode: ComposeNode<Extra>,
): YamlList<Extra> {
  const open = composition.take();
  const items: YamlNode<Extra>[] = [];
  while (hasMember(composition, open, items.length === 0, 'list end')) {
    const isPair = composition.peek().kind === 'key';
    items.push(
      isPair ? composeFlowPair(composition, depth + 1, composeNode) : composeNode(composition, depth + 1, 'flow'),
    );
  }
  return { kind: 'list', items, line: open.line, column: open.column };
}
