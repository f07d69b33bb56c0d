import { problem } from '../diagnostics/diagnostic.ts';
import { extendPath } from '../diagnostics/path.ts';
import { heatEquals } from '../hot/equal-values.ts';
import { containsUnknown } from '../hot/marks.ts';
import { reveal } from '../hot/reveal.ts';
import { Failure } from '../hot/scope.ts';
import type { Template } from '../hot/template.ts';
import type { Value } from '../hot/value.ts';
import { tell } from './rendering.ts';
import type { ResourceRequest } from './resource-request.ts';
import type { ContainerNode } from './revision.ts';

/**
 * The part of a nested stack's node that says what its immutable parameters are; those that are deployed with another
 * value are told. What waits for something, here or there, can't be compared. Heat: `service.py`, _prepare_stack_updates,
 * which nested stacks come by too.
 */
export function fixedParameters(
  request: ResourceRequest,
  template: Template,
  parameters: ReadonlyMap<string, Value | Failure>,
): Pick<ContainerNode, 'fixed'> {
  const { rendering } = request.stack;
  const fixed = new Map<string, Value>();
  for (const [name, schema] of template.parameters) {
    const value = schema.immutable ? parameters.get(name) : undefined;
    if (value !== undefined && !(value instanceof Failure)) fixed.set(name, value);
  }
  if (fixed.size === 0) return {};
  const find = (): readonly string[] => changed(request, fixed);
  const names = find();
  rendering.memory?.note({ kind: 'removal', again: () => find().length === names.length });
  for (const name of names) {
    tell(rendering, [
      problem('parameter-immutable', `Parameter "${name}" of ${template.file} is immutable and has another value now`, {
        at: request.place.property([name]),
        path: extendPath(request.place.path, [name]),
        expected: 'the value that it was deployed with',
      }),
    ]);
  }
  return { fixed };
}

function changed({ address, stack }: ResourceRequest, fixed: ReadonlyMap<string, Value>): readonly string[] {
  const before = stack.rendering.earlier?.()?.nodes.get(address);
  if (before?.kind !== 'container') return [];
  return [...fixed].flatMap(([name, value]) => {
    const old = before.fixed?.get(name);
    if (old === undefined || containsUnknown(old) || containsUnknown(value)) return [];
    return heatEquals(reveal(old), reveal(value)) ? [] : [name];
  });
}
