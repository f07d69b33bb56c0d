import type { Position } from '../diagnostics/diagnostic.ts';
import { compareCodePoints } from './code-points.ts';
import type { Registry, RegistryEntry, ResourceOverride } from './environment.ts';
import { overridesBeside } from './resource-overrides.ts';

/** What stands for a type's name. */
export type TypeLookup =
  | {
      readonly kind: 'type';
      readonly target: string;
      /** Where the registry says so; absent where the type stands for itself. */
      readonly at?: Position;
    }
  | {
      readonly kind: 'template';
      /** The template's path as written: in the entry, else by the template that names it as a type. */
      readonly target: string;
      readonly at?: Position;
      /** What a relative path starts from instead of the file in `at`. */
      readonly baseUrl?: string;
      /** The entry that leads to the template: unbound inside it, see `LookupOptions.unbound`. */
      readonly entry?: RegistryEntry;
    }
  /** The registry maps types in a circle. */
  | { readonly kind: 'circle'; readonly at: Position };

export interface LookupOptions {
  /** Whether a type exists by itself; a mapping to one that does not is passed over. Without it every type does. */
  readonly exists?: (type: string) => boolean;
  /** The entries of the templates that the resource is in, so that a template may wrap the type that it stands for. */
  readonly unbound?: ReadonlySet<RegistryEntry>;
  /** The entry of a template that is not taken for the type, however it leads there: what else would stand for it? */
  readonly except?: RegistryEntry | undefined;
}

/**
 * What stands for the type of the resource at a path of names, from the root stack down. Entries for that very resource
 * come first, then those for the type and the patterns that match it, sorted by name, so that `*` comes before an exact
 * name. A pattern never leads to a template. Gives `undefined` where nothing that exists stands for the type. Heat:
 * `environment.py`, ResourceRegistry.get_resource_info and iterable_by; wallaby.
 */
export function lookupType(
  registry: Registry,
  type: string,
  resourcePath: readonly string[],
  options: LookupOptions = {},
): TypeLookup | undefined {
  const search = { registry, override: overrideAt(registry, resourcePath), options, inVain: new Map() };
  return lookup(search, type, undefined, 0);
}

interface Search {
  readonly registry: Registry;
  readonly override: ResourceOverride | undefined;
  readonly options: LookupOptions;
  /** Types for which nothing stands, each with the most mappings in a row after which that was found. */
  readonly inVain: Map<string, number>;
}

/** More mappings in a row than anyone writes. */
const chainLimit = 100;

function lookup(search: Search, type: string, via: Position | undefined, depth: number): TypeLookup | undefined {
  if (depth > chainLimit && via !== undefined) return { kind: 'circle', at: via };
  // Many ways may lead to one type: each is not gone again.
  if ((search.inVain.get(type) ?? -1) >= depth) return undefined;
  for (const entry of candidates(search, type)) {
    const found = follow(search, type, entry, depth);
    if (found !== undefined && !isExcept(search, found, depth)) return found;
  }
  if (search.options.exists?.(type) === false) {
    search.inVain.set(type, depth);
    return undefined;
  }
  return { kind: 'type', target: type, ...(via === undefined ? {} : { at: via }) };
}

/** Only whoever asks first passes over it. Heat: `environment.py`, get_resource_info with `ignore`; 19.0. */
function isExcept({ options: { except } }: Search, found: TypeLookup, depth: number): boolean {
  return except !== undefined && depth === 0 && found.kind === 'template' && found.entry === except;
}

function follow(search: Search, type: string, entry: Candidate, depth: number): TypeLookup | undefined {
  if (entry === 'itself') return { kind: 'template', target: type };
  const { pattern, target, at, baseUrl } = entry;
  if (isTemplatePath(pattern)) return { kind: 'template', target: pattern, at, entry };
  if (isTemplatePath(target)) {
    return { kind: 'template', target, at, entry, ...(baseUrl === undefined ? {} : { baseUrl }) };
  }
  const isWild = pattern.endsWith('*') && target.endsWith('*');
  const next = isWild ? target.slice(0, -1) + type.slice(pattern.length - 1) : target;
  return lookup(search, next, at, depth + 1);
}

/** An entry that is not taken away, or the type itself where that is a template's path. */
type Candidate = Bound | 'itself';
type Bound = RegistryEntry & { readonly target: string };

function candidates({ registry, override, options }: Search, type: string): readonly Candidate[] {
  const isFree = (entry: Bound | undefined): entry is Bound => entry !== undefined && !options.unbound?.has(entry);
  const own = override === undefined ? undefined : indexOf(override.entries).byPattern.get(type);
  const index = indexOf(registry.entries);
  const exact = index.byPattern.get(type);
  const named: readonly Candidate[] = isFree(exact) ? [exact] : isTemplatePath(type) ? ['itself'] : [];
  const wild = startsOf(type, index).filter((entry) => isFree(entry) && entry.target !== type);
  const nameOf = (candidate: Candidate): string => (candidate === 'itself' ? type : candidate.pattern);
  const general = [...named, ...wild].sort((a, b) => compareCodePoints(nameOf(a), nameOf(b)));
  return isFree(own) ? [own, ...general] : general;
}

/** The patterns whose text before the star a type begins with. */
function startsOf(type: string, { wild, lengths }: Index): readonly Bound[] {
  return lengths.flatMap((length) => (length > type.length ? [] : (wild.get(type.slice(0, length)) ?? [])));
}

function isTemplatePath(name: string): boolean {
  return name.endsWith('.yaml') || name.endsWith('.template');
}

interface Index {
  readonly byPattern: ReadonlyMap<string, Bound>;
  /** Patterns by the text before the star, and how long these texts are. */
  readonly wild: ReadonlyMap<string, Bound>;
  readonly lengths: readonly number[];
}

// Entries are never changed once made, so what was made of them stays true.
const indexes = new WeakMap<readonly RegistryEntry[], Index>();

function indexOf(entries: readonly RegistryEntry[]): Index {
  const known = indexes.get(entries);
  if (known !== undefined) return known;
  const byPattern = new Map<string, Bound>();
  for (const entry of entries) {
    if (isBound(entry)) byPattern.set(entry.pattern, entry);
    else takeAway(entry.pattern, byPattern);
  }
  const wild = new Map<string, Bound>();
  for (const entry of byPattern.values()) {
    if (entry.pattern.endsWith('*') && !isTemplatePath(entry.target)) wild.set(entry.pattern.slice(0, -1), entry);
  }
  const index = { byPattern, wild, lengths: [...new Set(Array.from(wild.keys(), ({ length }) => length))] };
  indexes.set(entries, index);
  return index;
}

function isBound(entry: RegistryEntry): entry is Bound {
  return entry.target !== null;
}

/** Heat: `environment.py`, _register_info with nothing to register. */
function takeAway(pattern: string, from: Map<string, Bound>): void {
  if (!pattern.endsWith('*')) from.delete(pattern);
  else for (const name of from.keys()) if (name.startsWith(pattern.slice(0, -1))) from.delete(name);
}

/** The override for the resource itself, by its very name. */
function overrideAt(registry: Registry, resourcePath: readonly string[]): ResourceOverride | undefined {
  const name = resourcePath.at(-1);
  return name === undefined ? undefined : overridesBeside(registry, resourcePath).get(name);
}
