import type { FunctionContext, failed } from './function-entry.ts';
import { nameDetails } from './name-details.ts';

/** Tells that there is no resource of that name. */
export function unknownResource(name: string, context: FunctionContext): typeof failed {
  const details = nameDetails(name, context.scope?.names.resources ?? []);
  return context.fail(`There is no resource "${name}"`, details, 'name-unknown');
}
