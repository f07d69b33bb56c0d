import { facadeParts } from '../facade-part.ts';
import { Failure } from '../scope.ts';
import type { Snippet } from '../snippet.ts';
import type { Value } from '../value.ts';
import { type FunctionEntry, failed, type ShapeFault } from './function-entry.ts';

/** Heat: `functions.ResourceFacade`. */
export const resourceFacade: FunctionEntry = {
  name: 'resource_facade',
  summary: 'The metadata or a policy of the resource that a nested template stands for',
  since: '2013-05-23',
  opaque: true,
  asksScope: true,
  example: `resource_facade: ${facadeParts[0]}`,
  shape: wantPart,
  call(argument, context) {
    const part = facadeParts.find((each) => each === argument);
    if (part === undefined) return failed;
    const value: Value | Failure | undefined = context.scope?.facade?.(part);
    if (value instanceof Failure) return context.pass(value);
    if (value !== undefined) return value;
    return context.fail(`"${context.name}" stands in a template that stands for no resource`, {
      hint: 'Use it only in templates that are a resource of another',
    });
  },
};

function wantPart(argument: Snippet): ShapeFault | undefined {
  const isPart = argument.kind === 'literal' && facadeParts.some((part) => part === argument.value);
  return isPart ? undefined : { wrong: `takes one of ${facadeParts.join(', ')}`, within: [] };
}
