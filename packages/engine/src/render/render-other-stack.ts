import { hasErrors, problem } from '../diagnostics/diagnostic.ts';
import { walkAttribute } from '../hot/functions/walk-path.ts';
import { containsUnknown } from '../hot/marks.ts';
import { reveal } from '../hot/reveal.ts';
import { Failure } from '../hot/scope.ts';
import type { Template } from '../hot/template.ts';
import { isMap, Tainted, Unknown, type Value, type ValueMap } from '../hot/value.ts';
import type { PlanFiles } from '../plan/plan-files.ts';
import { checkProperties } from '../resource/check-properties.ts';
import { resourceType } from '../resource/resource-types.ts';
import { noAttribute } from './attribute-problem.ts';
import { renderDeferred } from './render-deferred.ts';
import { renderNested } from './render-nested.ts';
import type { Rendered } from './rendered.ts';
import { tell } from './rendering.ts';
import { checkPlace, memberPlace, type ResourceRequest } from './resource-request.ts';

export const stackType = 'OS::Heat::Stack';

const attributes = ['stack_name', 'outputs'];

/**
 * Renders an OS::Heat::Stack: a stack of a template that is given as text, which Heat would have an engine make for it; here
 * it is a nested stack whose names begin anew. Heat: `remote_stack.py`, 19.0.
 */
export function renderOtherStack(
  request: ResourceRequest,
  renderStack: Parameters<typeof renderNested>[3],
): Rendered | undefined {
  const given = readProperties(request);
  if (given === undefined) return undefined;
  const [text = null, parameters = null, context = null] = ['template', 'parameters', 'context'].map((name) =>
    given.get(name),
  );
  const waitsFor = [
    ...[context].filter(containsUnknown),
    ...[text, parameters].filter((each) => each instanceof Unknown),
  ];
  if (waitsFor.length > 0) return renderDeferred(request, { waitsFor, attributes });
  if (isElsewhere(request, context) || isSecret(request, { template: text, parameters })) return undefined;
  const template = parseGiven(request, String(text));
  if (template === undefined) return undefined;
  const values: ValueMap = isMap(parameters) ? parameters : new Map();
  const { stack, place } = request;
  const inner: ResourceRequest = {
    ...request,
    stack: { ...stack, unbound: new Set() },
    names: [],
    properties: values,
    facade: new Map(),
    place: memberPlace(place, ['parameters'], ['template']),
  };
  const nested = renderNested(inner, template, new Set(), renderStack, ({ hidden, ...deferral }) => {
    const written = new Map<string, Value>([['parameters', new Map([...values, ...(hidden ?? [])])]]);
    return renderDeferred(request, { ...deferral, attributes, refersLater: false, hidden: written });
  });
  const origin = stack.rendering.origins?.stacks.get(request.address);
  if (origin !== undefined) stack.rendering.origins?.stacks.set(request.address, { ...origin, given: 'parameters' });
  return nested && withAttributes(request, template, nested);
}

function readProperties(request: ResourceRequest): ValueMap | undefined {
  const type = resourceType(stackType);
  if (type === undefined) throw new Error(`There are no facts of ${stackType}`);
  const checked = checkProperties(type, request.properties, checkPlace(request.place));
  tell(request.stack.rendering, checked.problems);
  return hasErrors(checked.problems) ? undefined : checked.value;
}

/** Tells that a stack is to be made where nothing here leads to. */
function isElsewhere({ stack, place }: ResourceRequest, context: Value): boolean {
  const given = reveal(context);
  if (given === null || (isMap(given) && given.size === 0)) return false;
  tell(stack.rendering, [
    problem('resource-type', 'A stack in another region or cloud needs a provider for OpenStack, which is not there', {
      at: place.property(['context']),
      path: `${place.path}.context`,
      expected: 'no context: the stack is then made here',
      hint: 'Deploy it by a deployment of its own, with its own inventory',
    }),
  ]);
  return true;
}

/** What a secret text or map would make could not be shown in a graph. */
function isSecret({ stack, place }: ResourceRequest, shapes: Readonly<Record<string, Value>>): boolean {
  const secret = Object.entries(shapes).find(([, value]) => value instanceof Tainted);
  if (secret === undefined) return false;
  const [name] = secret;
  tell(stack.rendering, [
    problem('shape-unknown', `A secret is the "${name}" of a stack`, {
      at: place.property([name]),
      path: `${place.path}.${name}`,
      expected: 'what is no secret as a whole',
    }),
  ]);
  return true;
}

/** The template of a text: of the file that has this text, so that it is read like any other, or of none. */
function parseGiven({ stack, address, place }: ResourceRequest, text: string): Template | undefined {
  const { files, templates } = stack.rendering.stack;
  const path = pathOfText(files, text);
  return path === undefined
    ? templates.inline(`${stack.template.file}#${address.replaceAll('/', '.')}`, text)
    : templates.template(path, place.property(['template']));
}

const pathsByText = new WeakMap<PlanFiles, ReadonlyMap<string, string>>();

function pathOfText(files: PlanFiles, text: string): string | undefined {
  let paths = pathsByText.get(files);
  if (paths === undefined) {
    const found = new Map<string, string>();
    for (const path of files.paths) {
      const content = files.read(path);
      if (content.kind === 'text' && !found.has(content.text)) found.set(content.text, path);
    }
    paths = found;
    pathsByText.set(files, paths);
  }
  return paths.get(text);
}

function withAttributes(request: ResourceRequest, template: Template, nested: Rendered): Rendered {
  const { address, stack } = request;
  if (nested.node.kind === 'deferred') return nested;
  const outputs = (): Value | Failure => nested.attribute(undefined);
  const name = [stack.rendering.deployment, ...address.split('/')].join('-');
  return {
    ...nested,
    reference: () => address,
    attribute: (attribute) => {
      switch (attribute) {
        case undefined: {
          const all = outputs();
          return all instanceof Failure
            ? all
            : new Map<string, Value>([
                ['stack_name', name],
                ['outputs', all],
              ]);
        }
        case 'stack_name':
          return name;
        case 'outputs':
          return outputs();
        case 'show':
          return null;
        default:
          return noAttribute(address, attribute, attributes);
      }
    },
    attributeUnder: (attribute, [output, ...path]) => {
      if (attribute !== 'outputs' || typeof output !== 'string') return undefined;
      if (!template.outputs.has(output)) return null;
      const value = nested.attribute(output);
      return value instanceof Failure ? value : walkAttribute(value, path, stack.template.version);
    },
  };
}
