import { type Diagnostic, problem } from '../diagnostics/diagnostic.ts';
import { reveal } from '../hot/reveal.ts';
import type { ResourceRequest } from './resource-request.ts';

const property = 'LaunchConfigurationName';

/**
 * A group of instances refers to its launch configuration: a name alone, even the right one, leads to none. Heat:
 * `instance_group.py`, validate_launchconfig; 19.0.
 */
export function checkLaunchConfiguration(request: ResourceRequest): readonly Diagnostic[] {
  const { properties, place } = request;
  const given = reveal(properties.get(property) ?? null);
  // A list or a map, and what is known later, is told elsewhere.
  if (given === null || typeof given === 'object') return [];
  const named = String(given);
  // Where an instance may stand in its place, that there is neither is told.
  if ((named === '' && request.type === 'AWS::AutoScaling::AutoScalingGroup') || isReference(named, request)) return [];
  return [
    problem('property-value', `"${named}" is no reference to a launch configuration`, {
      at: place.property([property]),
      path: `${place.path}.${property}`,
      expected: '{get_resource: NAME} of an AWS::AutoScaling::LaunchConfiguration',
    }),
  ];
}

/** Where a stack is only computed, a reference is a text too. */
function isReference(named: string, { requires, stack }: ResourceRequest): boolean {
  return requires.some((address) => stack.rendering.launchConfigurations.get(address)?.reference() === named);
}
