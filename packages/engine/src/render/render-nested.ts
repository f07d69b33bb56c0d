import { hasErrors, problem } from '../diagnostics/diagnostic.ts';
import { writeCircle } from '../diagnostics/write-circle.ts';
import type { RegistryEntry } from '../hot/environment.ts';
import { evaluateCondition } from '../hot/evaluate.ts';
import { containsUnknown } from '../hot/marks.ts';
import { Failure } from '../hot/scope.ts';
import type { Snippet } from '../hot/snippet.ts';
import type { Template } from '../hot/template.ts';
import { Tainted, type Value, type ValueMap } from '../hot/value.ts';
import type { TemplateVersion } from '../hot/version.ts';
import { nestedParameters } from '../plan/nested-parameters.ts';
import { noOutput, oddAttribute } from './attribute-problem.ts';
import { fixedParameters } from './fixed-parameters.ts';
import { memberUnder } from './member-attribute.ts';
import { parameterValues } from './parameter-values.ts';
import { type Deferral, renderDeferred } from './render-deferred.ts';
import type { Rendered } from './rendered.ts';
import { tell } from './rendering.ts';
import { awaitedPolicies, placedNode, type ResourceRequest } from './resource-request.ts';
import { StackScope } from './stack-scope.ts';

/** How deep stacks may be nested. Heat's own limit is 5 (`max_nested_stack_depth`); plans of depth 20 exist. */
const deepestNesting = 50;

/** The output that stands for a nested stack where others refer to it. Heat: `template_resource.py`. */
const referenceOutput = 'OS::stack_id';

/**
 * Renders a resource that stands for a nested stack: a container whose members `renderStack` renders, and whose
 * attributes are the outputs of its template. Gives undefined, with the problems told, where that is not possible.
 * `defer` renders what has to wait, where that is not the request itself.
 */
export function renderNested(
  request: ResourceRequest,
  template: Template,
  unbound: ReadonlySet<RegistryEntry>,
  renderStack: (scope: StackScope, request: ResourceRequest) => ReadonlyMap<string, Rendered>,
  defer = (deferral: Deferral): Rendered => withOutputs(renderDeferred(request, deferral), template),
): Rendered | undefined {
  const { stack, place, address } = request;
  const { rendering } = stack;
  if (refuseNesting(request, template)) return undefined;
  const given = nestedParameters(template, request.properties, rendering.stack.environment, place);
  tell(rendering, given.problems);
  if (hasErrors(given.problems) && rendering.isLenient !== true) return undefined;
  const parameters = parameterValues(rendering, address, template, given.value ?? new Map());
  const chain = [...stack.chain, template.file];
  const scope = new StackScope({ rendering, template, address, parameters, chain, unbound, facade: request.facade });
  rendering.origins?.stacks.set(address, { address, template, scope, parameters: given.value ?? new Map() });
  const waitsFor = [...waitingConditions(scope), ...awaitedPolicies(request)];
  if (waitsFor.length > 0 && rendering.probe !== undefined) rendering.probe.isSure = false;
  else if (waitsFor.length > 0) {
    const refersLater = template.outputs.has(referenceOutput);
    const attributes = [...template.outputs.keys()];
    const hidden = hiddenAmong(request, parameters);
    const deferral = { waitsFor, attributes, refersLater, template: template.file, hidden };
    return defer(deferral);
  }
  const members = renderStack(scope, request);
  return {
    address,
    place: request.place,
    node: Object.freeze({
      kind: 'container',
      ...placedNode(request),
      ...fixedParameters(request, template, parameters),
    }),
    members,
    reference: () => scope.output(referenceOutput) ?? address,
    attribute: (name) => nestedAttribute(scope, members, name),
    attributeUnder: (name, path) =>
      name.startsWith('resource.') && !template.outputs.has(name)
        ? memberOfNested(scope, members, name, path, stack.template.version)
        : undefined,
    oddAttribute: (name) => oddAttribute(address, name),
  };
}

function refuseNesting({ stack, place }: ResourceRequest, template: Template): boolean {
  const { chain, rendering } = stack;
  const details = place.type();
  if (chain.includes(template.file)) {
    const circle = writeCircle(chain.slice(chain.indexOf(template.file)));
    tell(rendering, [problem('template-nesting', `A template includes itself: ${circle}`, details)]);
    return true;
  }
  if (chain.length <= deepestNesting) return false;
  const message = `Stacks are nested more than ${deepestNesting} deep`;
  tell(rendering, [problem('template-nesting', message, { ...details, expected: 'a shallower plan' })]);
  return true;
}

/** Conditions of what may be in a stack, or of properties that may be there, that hang on what is not known yet. */
function waitingConditions(scope: StackScope): readonly Value[] {
  const { parameters, template } = scope.place;
  const isWaiting = (value: Value | Failure) => !(value instanceof Failure) && containsUnknown(value);
  if (![...parameters.values()].some(isWaiting)) return [];
  const conditions = [...template.resources.values(), ...template.outputs.values()].map((each) => each.condition);
  const properties = [...template.resources.values()].flatMap((each) => [...(each.properties?.entries.values() ?? [])]);
  return [...conditions, ...properties.map(removingCondition)].flatMap((condition) => {
    const value = condition === undefined ? true : evaluateCondition(condition, scope);
    return isWaiting(value) && !(value instanceof Failure) ? [value] : [];
  });
}

/** Of an "if" without an else, which takes its property away where it does not hold, the condition. */
function removingCondition(snippet: Snippet): Snippet | undefined {
  if (snippet.kind !== 'call' || snippet.function !== 'if' || snippet.argument.kind !== 'list') return undefined;
  const { items } = snippet.argument;
  return items.length === 2 ? items[0] : undefined;
}

/** The given parameters that are secrets. */
function hiddenAmong({ properties }: ResourceRequest, parameters: ReadonlyMap<string, Value | Failure>): ValueMap {
  const hidden = new Map<string, Value>();
  for (const name of properties.keys()) {
    const value = parameters.get(name);
    if (value instanceof Tainted) hidden.set(name, value);
  }
  return hidden;
}

/** What there is no output of can be told before it is known which members there are. */
function withOutputs(rendered: Rendered, { outputs }: Template): Rendered {
  const names = [...outputs.keys()];
  return {
    ...rendered,
    attribute: (name) =>
      name === undefined || outputs.has(name) || name === 'show' || name.startsWith('resource.')
        ? rendered.attribute(name)
        : noOutput(rendered.address, name, names),
  };
}

function nestedAttribute(
  scope: StackScope,
  members: ReadonlyMap<string, Rendered>,
  name: string | undefined,
): Value | Failure {
  const { address, template } = scope.place;
  if (name === undefined) {
    const all = new Map<string, Value>();
    for (const each of template.outputs.keys()) {
      const value = scope.output(each) ?? null;
      if (value instanceof Failure) return value;
      all.set(each, value);
    }
    return all;
  }
  const output = scope.output(name);
  if (output !== undefined) return output;
  if (name.startsWith('resource.')) return memberOfNested(scope, members, name, [], template.version);
  return noOutput(address, name, [...template.outputs.keys()]);
}

/**
 * What a resource of the nested stack gives: nothing, whoever is named, where it has none. Nothing is told before it is
 * asked. Heat: `template_resource.py`, get_attribute; `grouputils.py`, get_resource; 19.0.
 */
function memberOfNested(
  { place: { address } }: StackScope,
  members: ReadonlyMap<string, Rendered>,
  name: string,
  path: readonly Value[],
  version: TemplateVersion,
): Value | Failure {
  if (members.size === 0) return null;
  const value = memberUnder(address, members, name, path, version);
  if (!(value instanceof Failure)) return value;
  return new Failure(
    value.problems.map((each) => (each.code === 'attribute-unknown' ? { ...each, code: 'member-unknown' } : each)),
  );
}
