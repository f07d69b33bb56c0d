import { type Diagnostic, problem } from '../diagnostics/diagnostic.ts';
import { reveal } from '../hot/reveal.ts';
import type { ResourceRequest } from './resource-request.ts';

const property = 'LaunchConfigurationName';

/**
 * A group of instances refers to its launch configuration: a name alone, even the right one, leads to none. Heat:
 * `instance_group.py`, validate_launchconfig; 19.0.
 */
export function checkLaunchConfiguration({
  properties,
  requires,
  place,
  stack,
}: ResourceRequest): readonly Diagnostic[] {
  const named = reveal(properties.get(property) ?? null);
  // Where a stack is only computed, a reference is a text too.
  const isWritten = stack.rendering.simulation === undefined || requires.length === 0;
  if (typeof named !== 'string' || named === '' || !isWritten) return [];
  return [
    problem('property-value', `"${named}" is no reference to a launch configuration`, {
      at: place.property([property]),
      path: `${place.path}.${property}`,
      expected: '{get_resource: NAME} of an AWS::AutoScaling::LaunchConfiguration',
    }),
  ];
}
