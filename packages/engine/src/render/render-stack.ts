import type { Diagnostic, Position } from '../diagnostics/diagnostic.ts';
import { problem } from '../diagnostics/diagnostic.ts';
import { formatPath, type Path } from '../diagnostics/path.ts';
import { evaluate } from '../hot/evaluate.ts';
import { reveal } from '../hot/reveal.ts';
import { Failure } from '../hot/scope.ts';
import type { MapSnippet, Snippet } from '../hot/snippet.ts';
import { type PlacePart, placeUnder } from '../hot/snippet-place.ts';
import type { ResourceDefinition } from '../hot/template.ts';
import { isMap, Unknown, type Value, type ValueMap } from '../hot/value.ts';
import { checkAccessPolicy } from './check-access-policy.ts';
import { isNothing, isWritten, policyOfNothing, untellOutputs } from './nothing.ts';
import { orderResources } from './order-resources.ts';
import { renderResource } from './render-resource.ts';
import type { Rendered } from './rendered.ts';
import { tell } from './rendering.ts';
import type { ResourceRequest } from './resource-request.ts';
import type { Facade, StackScope } from './stack-scope.ts';
import { waitingProblem } from './waiting-problem.ts';

/**
 * Renders all resources of a stack that are there, each after those that it names. Gives those that could be rendered,
 * in the order of the source; problems are told. Without a parent the stack is the root.
 */
export function renderStack(scope: StackScope, parent?: ResourceRequest): ReadonlyMap<string, Rendered> {
  const prefix = scope.place.address === '' ? '' : `${scope.place.address}/`;
  const { memory } = scope.place.rendering;
  const order = memory === undefined ? orderResources(scope) : memory.order(scope, () => orderResources(scope));
  for (const definition of order) {
    const request = recalled(scope, definition, prefix, parent) ?? requestFor(scope, definition, prefix, parent);
    const rendered = request && renderResource(request, renderStack);
    scope.resources.set(definition.name, rendered ?? 'failed');
    if (!request || !rendered) continue;
    note(scope, definition, request, rendered);
    tell(scope.place.rendering, checkAccessPolicy(scope, rendered));
  }
  return inOrder(scope);
}

function note(
  { place: { rendering, address } }: StackScope,
  definition: ResourceDefinition,
  { properties }: ResourceRequest,
  rendered: Rendered,
): void {
  rendering.origins?.resources.set(rendered.address, {
    kind: 'definition',
    rendered,
    properties,
    stack: address,
    definition,
  });
}

/** What was to be rendered for a resource when its stack was last rendered, where nothing has changed that decides it. */
function recalled(
  scope: StackScope,
  definition: ResourceDefinition,
  prefix: string,
  parent: ResourceRequest | undefined,
): ResourceRequest | undefined {
  const address = prefix + definition.name;
  const { memory, problems } = scope.place.rendering;
  const told = problems.size;
  const found = memory?.recall(scope, definition, address);
  if (found === undefined) {
    // Asked once more by who evaluates it.
    if (memory !== undefined) untellOutputs(scope.place.rendering, told);
    return undefined;
  }
  const { type, properties, facade, place, externalId } = found.request;
  const { dependsOn } = definition;
  return {
    stack: scope.place,
    address,
    names: [...(parent?.names ?? []), definition.name],
    type,
    properties,
    facade,
    requires: requirements(scope, definition, prefix, found.used),
    within: parent?.address,
    place,
    ...(externalId === undefined ? {} : { externalId }),
    ...(dependsOn.length === 0 ? {} : { dependsOn }),
  };
}

function requirements(
  scope: StackScope,
  definition: ResourceDefinition,
  prefix: string,
  used: readonly string[],
): readonly string[] {
  if (definition.dependsOn.length === 0 && used.length === 0) return used;
  const present = definition.dependsOn.filter((name) => scope.resources.get(name) !== 'absent');
  return [...new Set([...present, ...used])].map((name) => prefix + name);
}

/** What is to be rendered for a resource: evaluated here, where the scope notes which others it asks for. */
function requestFor(
  scope: StackScope,
  definition: ResourceDefinition,
  prefix: string,
  parent: ResourceRequest | undefined,
): ResourceRequest | undefined {
  const { memory } = scope.place.rendering;
  const work = (): ResourceRequest | undefined => evaluateRequest(scope, definition, prefix, parent);
  return memory === undefined ? work() : memory.evaluate(scope, definition, prefix + definition.name, work);
}

function evaluateRequest(
  scope: StackScope,
  definition: ResourceDefinition,
  prefix: string,
  parent: ResourceRequest | undefined,
): ResourceRequest | undefined {
  scope.used.clear();
  const facade = evaluateFacade(scope, definition);
  const properties = evaluateProperties(scope, definition);
  const { strayDependencies: strays = [] } = definition;
  if (strays.length > 0) tell(scope.place.rendering, strays);
  if (properties === undefined || strays.length > 0) return undefined;
  const externalId = evaluateExternalId(scope, definition);
  const { dependsOn } = definition;
  return {
    stack: scope.place,
    address: prefix + definition.name,
    names: [...(parent?.names ?? []), definition.name],
    type: definition.type,
    properties,
    facade,
    requires: requirements(scope, definition, prefix, [...scope.used]),
    within: parent?.address,
    place: placeOf(definition),
    ...(externalId === undefined || externalId === null ? {} : { externalId }),
    ...(dependsOn.length === 0 ? {} : { dependsOn }),
  };
}

/** Null where it failed, which was told; null is none for Heat too. */
function evaluateExternalId(scope: StackScope, { externalId, name }: ResourceDefinition): Value | undefined {
  const value = externalId && evaluate(externalId, scope, formatPath(['resources', name, 'external_id']));
  if (!(value instanceof Failure)) return value;
  tell(scope.place.rendering, value.problems);
  return null;
}

function inOrder(scope: StackScope): ReadonlyMap<string, Rendered> {
  const members = new Map<string, Rendered>();
  for (const name of scope.place.template.resources.keys()) {
    const rendered = scope.resources.get(name);
    if (rendered !== undefined && typeof rendered !== 'string') members.set(name, rendered);
  }
  return members;
}

/** Metadata and policies; what is wrong in them is told. */
function evaluateFacade(scope: StackScope, definition: ResourceDefinition): Facade {
  const { metadata, deletionPolicy, updatePolicy } = definition;
  const parts = [
    ['metadata', metadata],
    ['deletion_policy', deletionPolicy],
    ['update_policy', updatePolicy],
  ] as const;
  const facade = new Map<(typeof parts)[number][0], Value>();
  for (const [name, snippet] of parts) {
    if (name === 'update_policy' && isNothing(scope, definition)) {
      tell(scope.place.rendering, policyOfNothing(scope, definition));
      continue;
    }
    const value = snippet && evaluate(snippet, scope, formatPath(['resources', definition.name, name]));
    if (value instanceof Failure) tell(scope.place.rendering, value.problems);
    else if (value !== undefined) facade.set(name, value);
  }
  // What is made elsewhere is never deleted here. Heat: `rsrc_defn.py`, ResourceDefinition.
  if (definition.externalId !== undefined) facade.set('deletion_policy', 'Retain');
  return facade;
}

function evaluateProperties(scope: StackScope, definition: ResourceDefinition): ValueMap | undefined {
  const { rendering } = scope.place;
  const path = formatPath(['resources', definition.name]);
  if (definition.properties === undefined) return new Map();
  const told = rendering.problems.size;
  const value = evaluate(definition.properties, scope, `${path}.properties`);
  if (value instanceof Failure) {
    const isNone = isNothing(scope, definition);
    const sound = rendering.isLenient === true ? soundProperties(scope, definition, definition.properties) : undefined;
    if (isNone) untellOutputs(rendering, told);
    const problems = isNone ? value.problems.filter((each) => isWritten(each, `${path}.`)) : value.problems;
    tell(rendering, problems);
    return sound ?? (isNone && problems.length === 0 ? new Map() : undefined);
  }
  if (isMap(value)) return value;
  tell(rendering, [undecidedProperties(definition, value)]);
  return undefined;
}

/** Properties of which some failed, which was told: these are as if they had still to be known. */
function soundProperties(scope: StackScope, { name }: ResourceDefinition, { entries }: MapSnippet): ValueMap {
  const unknown = new Unknown({ kind: 'reference', address: name });
  return new Map(
    [...entries].map(([property, snippet]) => {
      const value = evaluate(snippet, scope);
      return [property, value instanceof Failure ? unknown : value];
    }),
  );
}

function undecidedProperties({ at, name }: ResourceDefinition, value: Value): Diagnostic {
  const details = { at, path: formatPath(['resources', name, 'properties']) };
  if (!isMap(reveal(value))) return waitingProblem('Which properties there are', value, details);
  return problem('shape-unknown', 'A secret decides which properties there are', {
    ...details,
    hint: 'Give the "if" a third argument',
  });
}

/** Where a resource and its properties stand. */
function placeOf(definition: ResourceDefinition): ResourceRequest['place'] {
  const { at, typeAt, name, properties, metadata, deletionPolicy, updatePolicy, externalId } = definition;
  const parts = { metadata, deletion_policy: deletionPolicy, update_policy: updatePolicy, external_id: externalId };
  const positionOf = (snippet: Snippet, path: Path, part?: PlacePart): Position => ({
    file: at.file,
    ...placeUnder(snippet, path, part),
  });
  return {
    at,
    path: formatPath(['resources', name, 'properties']),
    type: () => ({ at: typeAt, path: formatPath(['resources', name, 'type']) }),
    property: (path, part) => (properties === undefined ? at : positionOf(properties, path, part)),
    beside(beside, path, part): Position | undefined {
      const snippet = parts[beside];
      return snippet === undefined ? undefined : positionOf(snippet, path, part);
    },
  };
}
