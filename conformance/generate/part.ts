import type { Doc } from './doc.ts';
import type { Kind } from './world.ts';

/** Gives an expression of a kind, less deep than the one that asks. */
export type Part = (kind: Kind) => Doc;
