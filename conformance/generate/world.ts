import { type TemplateVersion, templateVersions, versionAliases } from '../../packages/engine/src/hot/version.ts';
import type { Random } from './random.ts';

/** What an expression comes to, where all goes well. */
export type Kind = 'text' | 'number' | 'boolean' | 'list' | 'map' | 'any';

export const kinds: readonly Kind[] = ['text', 'number', 'boolean', 'list', 'map', 'any'];

/** What the part of a template that is written next may name. */
export interface World {
  readonly random: Random;
  readonly version: TemplateVersion;
  readonly parameters: readonly Named[];
  readonly conditions: readonly string[];
  /** Resources that stand before, with what `get_attr` takes of them. */
  readonly resources: readonly Source[];
  readonly files: readonly string[];
  /** Whether what fails is to be rare, for it fails the whole stack. */
  readonly isCareful: boolean;
  /** Whether the template stands for a resource. */
  readonly isNested: boolean;
  /** Whether resources are mostly of types that only a cloud could make, or of those that come to something. */
  readonly types: 'any' | 'made';
}

export interface Named {
  readonly name: string;
  readonly kind: Kind;
  /** Of a parameter, its type. */
  readonly type?: string;
}

export interface Source {
  readonly name: string;
  readonly attributes: readonly Attribute[];
  /** Whether it is a group with members. */
  readonly isGroup?: boolean;
  /** Whether it is a config that may be deployed. */
  readonly isConfig?: boolean;
}

/** The arguments of `get_attr` after the resource's name. */
export interface Attribute {
  readonly path: readonly (string | number)[];
  readonly kind: Kind;
}

/** A version, the later ones more often, and how a template writes it. */
export function chooseVersion(random: Random): { readonly version: TemplateVersion; readonly text: string } {
  const version = random.percent(45) ? random.pick(templateVersions.slice(-2)) : random.pick(templateVersions);
  const names = Object.entries(versionAliases).flatMap(([name, each]) => (each === version ? [name] : []));
  return { version, text: names.length > 0 && random.percent(40) ? random.pick(names) : version };
}

/** Keys of maps, few enough to meet. */
export const keys: readonly string[] = ['a', 'b', 'c', 'x', 'key', 'é'];

/** A name that stands for nothing yet; `prefix` tells what it is of. */
export function freshName(random: Random, prefix: string, index: number): string {
  return random.rarely(4) || random.percent(0.7)
    ? random.pick([`${prefix} ${index}`, `${prefix}.${index}`, `${prefix}-é${index}`])
    : `${prefix}${index}`;
}
