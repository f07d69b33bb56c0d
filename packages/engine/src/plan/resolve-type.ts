import { type Diagnostic, type Position, problem } from '../diagnostics/diagnostic.ts';
import { formatPath } from '../diagnostics/path.ts';
import type { Registry, RegistryEntry } from '../hot/environment.ts';
import { lookupType, type TypeLookup } from '../hot/registry.ts';
import { resourceType } from '../resource/resource-types.ts';
import type { PlanFiles } from './plan-files.ts';
import { locateFile } from './resolve-path.ts';

/** A resource whose type is asked for. */
export interface TypeUse {
  readonly type: string;
  /** The template that it stands in. */
  readonly file: string;
  /** Its names from the root stack down. */
  readonly names: readonly string[];
  readonly at: Position;
  /** Registry entries that led to the templates it is in: inside, they do not count. */
  readonly unbound: ReadonlySet<RegistryEntry>;
  /** The entry of a template that is passed over, see `LookupOptions.except`. */
  readonly except?: RegistryEntry;
  /** The tree in which templates are found. */
  readonly files: PlanFiles;
}

/** What a type stands for: another type, or the template at a path of the plan (or of the inputs). */
export type ResolvedType = (
  | { readonly kind: 'type'; readonly name: string; readonly mappedAt?: Position }
  | { readonly kind: 'template'; readonly path: string; readonly at: Position; readonly entry?: RegistryEntry }
) & {
  /** A type to which the registry maps it in vain, for there is none. */
  readonly passedOver?: string;
};

/**
 * What a resource's type stands for by a registry and by itself: a name that ends in `.yaml` or `.template` is a template,
 * found relative to the file that names it. A mapping to a type that there is not is passed over where something else
 * stands for it. Gives a problem where types are mapped in a circle or a path leads nowhere.
 */
export function resolveType(registry: Registry, use: TypeUse): ResolvedType | Diagnostic {
  const { type, names, unbound, except } = use;
  let passedOver: string | undefined;
  const exists = (name: string): boolean => {
    const isKnown = resourceType(name) !== undefined;
    if (!isKnown && name !== type) passedOver ??= name;
    return isKnown;
  };
  const found = lookupType(registry, type, names, { unbound, exists, except });
  if (found === undefined) return resolveFound(lookupType(registry, type, names, { unbound, except }), use);
  const resolved = resolveFound(found, use);
  return resolved.kind === 'Diagnostic' || passedOver === undefined ? resolved : { ...resolved, passedOver };
}

function resolveFound(found: TypeLookup | undefined, use: TypeUse): ResolvedType | Diagnostic {
  if (found === undefined) return { kind: 'type', name: use.type };
  if (found.kind === 'type') {
    return { kind: 'type', name: found.target, ...(found.at === undefined ? {} : { mappedAt: found.at }) };
  }
  if (found.kind === 'circle') {
    return problem('environment-registry', `The registry maps "${use.type}" in a circle`, {
      at: found.at,
      path: formatPath(['resource_registry', use.type]),
      expected: 'mappings that end in a type that exists or in a template',
    });
  }
  const at = found.at ?? use.at;
  const base = found.baseUrl === undefined || found.baseUrl === '' ? '' : `${found.baseUrl.replace(/\/$/, '')}/`;
  const path = locateFile(use.files, found.at?.file ?? use.file, base + found.target, at);
  if (typeof path !== 'string') return path;
  return { kind: 'template', path, at, ...(found.entry === undefined ? {} : { entry: found.entry }) };
}
