import { hasErrors } from '../diagnostics/diagnostic.ts';
import type { Given, Registry, RegistryEntry, ResourceOverride } from '../hot/environment.ts';
import { emptyEnvironment } from '../hot/parse-environment.ts';
import { reveal } from '../hot/reveal.ts';
import type { Tainted } from '../hot/value.ts';
import type { LoadedStack } from '../plan/load-stack.ts';
import { planFilesOf } from '../plan/plan-files.ts';
import { templateCache } from '../plan/template-cache.ts';

/** What stacks are rendered from, beside the template and the parameters of the root. */
export type RenderSource = Pick<LoadedStack, 'files' | 'environment' | 'templates'>;

/**
 * What a graph carries of the plan and its inputs so that the deferred nodes in it can be expanded by the revision alone:
 * the files that may come to be read, and of the environment what counts in nested stacks.
 */
export interface Sources {
  /** Texts by path. One in which a hidden parameter has a value in clear is a secret itself. */
  readonly files: ReadonlyMap<string, string | Tainted>;
  readonly parameterDefaults: ReadonlyMap<string, Given>;
  readonly registry: Registry;
}

// Sources are never changed once made, so templates are parsed once for each. But one with errors tells them once, and
// whoever asked for it then may have been looking only.
const sourcesRead = new WeakMap<Sources, RenderSource>();

/** Sources as rendering reads them. */
export function renderSource(sources: Sources): RenderSource {
  const known = sourcesRead.get(sources);
  if (known !== undefined && !hasErrors(known.templates.problems)) return known;
  const files = planFilesOf(new Map([...sources.files].map(([path, text]) => [path, String(reveal(text))])));
  const { parameterDefaults, registry } = sources;
  const source: RenderSource = {
    files,
    templates: templateCache(files),
    environment: { ...emptyEnvironment, parameterDefaults, registry },
  };
  sourcesRead.set(sources, source);
  return source;
}

/** All entries of a registry in one order: those for types, then those for single resources, outer ones first. */
export function registryEntries(registry: Registry): readonly RegistryEntry[] {
  const found = [...registry.entries];
  const add = (overrides: ReadonlyMap<string, ResourceOverride>): void => {
    for (const { entries, resources } of overrides.values()) {
      for (const each of entries) found.push(each);
      add(resources);
    }
  };
  add(registry.resources);
  return found;
}
