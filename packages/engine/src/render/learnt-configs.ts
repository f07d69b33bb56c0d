import type { SoftwareConfig } from '../resource/software-config.ts';

/** Contents of configs that a rendering has come to know, by a key. */
export interface LearntConfigs {
  get(key: string): SoftwareConfig | undefined;
  set(key: string, config: SoftwareConfig): void;
}

/** The same, to learn more that is not to be known below: without a copy, for there may be very many. */
export function learningOver(below: LearntConfigs): LearntConfigs {
  const own = new Map<string, SoftwareConfig>();
  return {
    get: (key) => own.get(key) ?? below.get(key),
    set: (key, config) => void own.set(key, config),
  };
}
