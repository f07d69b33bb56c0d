import type { Path } from '../../diagnostics/path.ts';
import type { FunctionContext, failed } from './function-entry.ts';
import { nameDetails } from './name-details.ts';

/** Tells that there is no resource of the name that stands at a path in the argument. */
export function unknownResource(name: string, context: FunctionContext, within: Path): typeof failed {
  const details = nameDetails(name, context.scope?.names.resources ?? []);
  return context.fail(`There is no resource "${name}"`, { ...details, within }, 'name-unknown');
}
