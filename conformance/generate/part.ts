import type { Doc } from './doc.ts';
import type { Kind } from './world.ts';

/**
 * Gives an expression of a kind, less deep than the one that asks; `known`: one that fails nowhere for being evaluated
 * before a resource is made.
 */
export type Part = (kind: Kind, known?: 'known') => Doc;
