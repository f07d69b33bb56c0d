import { atLeast, type TemplateVersion } from '../version.ts';
import { functions } from './table.ts';

/** Functions that only later versions have, with the first that has each. */
export function laterFunctions(version: TemplateVersion): ReadonlyMap<string, TemplateVersion> {
  const later = [...functions.values()].filter((entry) => !entry.internal && !entry.conditionsOnly);
  return new Map(later.flatMap(({ name, since }) => (atLeast(version, since) ? [] : [[name, since]])));
}
