import { RenderMemory } from '../render/render-memory.ts';
import type { Store } from '../store/store.ts';

/** The deployment that was rendered last of a store, and what is remembered of it. */
interface LastRendered {
  readonly name: string;
  readonly memory: RenderMemory;
}

const last = new WeakMap<Store, LastRendered | Pick<LastRendered, 'name'>>();

/**
 * What is remembered of a deployment's last rendering in this process, to be given to the next. Nothing is remembered of
 * the first: most processes render once. Of each store one deployment is remembered, the last.
 */
export function memoryFor(store: Store, name: string): RenderMemory | undefined {
  const known = last.get(store);
  if (known?.name !== name) {
    last.set(store, { name });
    return undefined;
  }
  if ('memory' in known) return known.memory;
  const memory = new RenderMemory();
  last.set(store, { name, memory });
  return memory;
}
