import { isWord, letterTest, onlyLetter } from './letter-test.ts';
import type { ParsedPattern } from './parse-pattern.ts';
import type { PatternNode, Place, RepeatNode } from './pattern-node.ts';
import type { LoopStep, PlaceTest, Points, Step } from './pattern-step.ts';

/** A pattern that can be matched. */
export interface Program {
  readonly start: Step;
  /** How many numbers a match keeps: two places for each group, the whole first, and what loops count. */
  readonly registers: number;
}

const done: Step = { op: 'done' };

/** Makes the steps of a pattern. */
export function buildSteps({ node, groups }: ParsedPattern): Program {
  const registers = { count: 2 * (groups + 1) };
  return { start: build(node, done, registers), registers: registers.count };
}

/** The steps of a node and what follows it. */
function build(node: PatternNode, next: Step, registers: { count: number }): Step {
  switch (node.kind) {
    case 'set': {
      const point = onlyLetter(node);
      return point === undefined ? { op: 'test', test: letterTest(node), next } : { op: 'letter', point, next };
    }
    case 'any':
      return { op: 'test', test: node.newline ? anyLetter : notNewline, next };
    case 'place':
      return { op: 'place', holds: placeTest(node.place, node.ascii), next };
    case 'sequence':
      return node.items.reduceRight((following, item) => build(item, following, registers), next);
    case 'choice':
      return { op: 'split', options: node.options.map((option) => build(option, next, registers)) };
    case 'repeat':
      return buildRepeat(node, next, registers);
    case 'capture': {
      const end: Step = { op: 'save', register: 2 * node.group + 1, next };
      return { op: 'save', register: 2 * node.group, next: build(node.item, end, registers) };
    }
    case 'group':
      return build(node.item, next, registers);
    case 'atomic':
      return { op: 'atomic', body: build(node.item, done, registers), next };
    case 'look': {
      const body = build(node.item, done, registers);
      return { op: 'look', behind: node.behind ?? 0, negated: node.negated, body, next };
    }
    case 'reference':
      return { op: 'reference', register: 2 * node.group, fold: node.fold, next };
    case 'conditional': {
      const [yes, no] = [build(node.yes, next, registers), build(node.no, next, registers)];
      return { op: 'conditional', register: 2 * node.group + 1, yes, no };
    }
  }
}

function buildRepeat(node: RepeatNode, next: Step, registers: { count: number }): Step {
  const { min, max, mode } = node;
  const item = plainItem(node.item);
  if (item.kind === 'set') return { op: 'scan', test: letterTest(item), min, max, mode, next };
  if (item.kind === 'any') return { op: 'scan', test: item.newline ? anyLetter : notNewline, min, max, mode, next };
  if (mode === 'possessive') return { op: 'possessive', min, max, body: build(item, done, registers), next };
  const count = registers.count++;
  const last = registers.count++;
  const loop: LoopStep = { op: 'loop', min, max, isLazy: mode === 'lazy', count, last, body: done, next };
  loop.body = build(item, loop, registers);
  return { op: 'enter', loop };
}

/** What stands in groups that only hold together. */
function plainItem(node: PatternNode): PatternNode {
  let item = node;
  while (item.kind === 'group') item = item.item;
  return item;
}

function anyLetter(point: number): boolean {
  return point >= 0;
}

function notNewline(point: number): boolean {
  return point >= 0 && point !== 10;
}

function placeTest(place: Place, ascii: boolean): PlaceTest {
  switch (place) {
    case 'start':
      return (_points, at) => at === 0;
    case 'line-start':
      return (points, at) => at === 0 || points[at - 1] === 10;
    case 'end':
      return (points, at) => at === points.length || (at === points.length - 1 && points[at] === 10);
    case 'line-end':
      return (points, at) => at === points.length || points[at] === 10;
    case 'text-end':
      return (points, at) => at === points.length;
    case 'boundary':
      return (points, at) => isBoundary(points, at, ascii);
    case 'no-boundary':
      // In an empty text there is no place for it.
      return (points, at) => points.length > 0 && !isBoundary(points, at, ascii);
  }
}

function isBoundary(points: Points, at: number, ascii: boolean): boolean {
  return isWord(points[at - 1] ?? -1, ascii) !== isWord(points[at] ?? -1, ascii);
}
