import type { RenderMemory } from './render-memory.ts';
import type { Rendering } from './rendering.ts';
import { identical, needless, samePartsBy } from './same-parts.ts';
import type { RenderSource } from './sources.ts';

type Begun = { -readonly [K in keyof Rendering]: Rendering[K] };

/** The last rendering by each memory, until it has failed. */
const last = new WeakMap<RenderMemory, { readonly rendering: Begun; isOpen: boolean }>();

/**
 * Begins a rendering by a memory: goes on from the last one where both have all but parameters in common. It is one object
 * for all renderings, so that what is reused tells its problems, and finds configs, where they are now.
 */
export function beginRemembered(memory: RenderMemory, begun: Rendering): Rendering {
  const known = last.get(memory);
  // One that did not come to its end left nothing to go by.
  const isGood = known !== undefined && !known.isOpen && isAlike(known.rendering, begun, none);
  if (!isGood) memory.forget();
  const rendering: Begun = isGood ? known.rendering : { ...begun };
  const { problems } = rendering;
  delete rendering.earlier;
  Object.assign(rendering, begun, { problems, memory });
  last.set(memory, { rendering, isOpen: true });
  memory.begin(rendering);
  return rendering;
}

/** Ends a rendering. Nothing is remembered of one that had problems. */
export function endRemembered({ memory, problems, stack }: Rendering, nodes: { has(address: string): boolean }): void {
  if (memory === undefined) return;
  const known = last.get(memory);
  if (known === undefined || problems.size > 0 || stack.templates.problems.length > 0) return;
  known.isOpen = false;
  memory.end(nodes);
}

/** What does not come from parameters is compared by identity: whoever loads a stack again keeps what is the same. */
const isAlike = samePartsBy<Rendering>({
  deployment: identical,
  stack: samePartsBy<RenderSource>({ files: identical, environment: identical, templates: identical }),
  simulation: identical,
  origins: identical,
  isLenient: identical,
  probe: identical,
  memory: needless,
  // Made on the way.
  problems: needless,
  hearing: needless,
  configsByDigest: needless,
  configsByAddress: needless,
  launchConfigurations: needless,
  // Each use is noted with the resource that it was for.
  secrets: needless,
  earlier: needless,
});

const none: ReadonlySet<string> = new Set();
