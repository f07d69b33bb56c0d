import { type Checked, type Diagnostic, hasErrors, problem } from '../diagnostics/diagnostic.ts';
import { decodeValue, encodeJson } from '../hot/codec.ts';
import { hookTypes, restrictedActions } from '../hot/environment.ts';
import { isList, isMap, type Value, type ValueMap } from '../hot/value.ts';
import { configFromValue, configToValue } from '../resource/config-value.ts';
import type { SoftwareConfig } from '../resource/software-config.ts';
import { policiesFromValue, policiesToEntries } from './container-policies.ts';
import { deferredFromValue, deferredToEntries } from './deferred-value.ts';
import type { GraphNode, GraphOutput, ResourceGraph } from './revision.ts';
import { sourcesFromValue, sourcesToValue } from './sources-value.ts';

/** The text of `tyto/graph.json`: one codec for all, secrets only by their expressions. */
export function writeGraph(graph: ResourceGraph): string {
  const nodes = [...graph.nodes.values()].map(nodeToValue);
  const outputs = [...graph.outputs].map(
    ([name, { value, description }]): Value =>
      record([
        ['name', name],
        ['description', description],
        ['value', value],
      ]),
  );
  const whole = record([
    ['kind', graph.kind],
    ['formatVersion', graph.formatVersion],
    ['nodes', nodes],
    ['outputs', outputs],
    ['configs', graph.configs === undefined ? undefined : configsToValue(graph.configs)],
    ['sources', graph.sources === undefined ? undefined : sourcesToValue(graph.sources)],
  ]);
  return `${encodeJson(whole, { indent: 1 })}\n`;
}

function configsToValue(configs: ReadonlyMap<string, SoftwareConfig>): ValueMap {
  return new Map([...configs].map(([digest, config]) => [digest, configToValue(config)]));
}

function nodeToValue(node: GraphNode): Value {
  const placed: readonly (readonly [string, Value | undefined])[] = [
    ['kind', node.kind],
    ['address', node.address],
    ['type', node.type],
    ['within', node.within],
    ['requires', node.requires],
    ['deletionPolicy', deletionPolicyToValue(node.deletionPolicy)],
    ['metadata', node.metadata],
    ['hooks', node.hooks],
    ['restricted', node.restricted],
  ];
  switch (node.kind) {
    case 'resource':
      return record([...placed, ['externalId', node.externalId], ['properties', node.properties]]);
    case 'container':
      return record([...placed, ...policiesToEntries(node)]);
    case 'deferred':
      return record([...placed, ...deferredToEntries(node)]);
  }
}

function deletionPolicyToValue(policy: GraphNode['deletionPolicy']): Value | undefined {
  if (typeof policy !== 'object') return policy;
  const { value, oneOf } = policy;
  return new Map<string, Value>([
    ['value', value],
    ['oneOf', oneOf],
  ]);
}

function record(entries: readonly (readonly [string, Value | undefined])[]): ValueMap {
  return new Map(entries.flatMap(([key, value]): [string, Value][] => (value === undefined ? [] : [[key, value]])));
}

/** Gives the value of a secret; undefined where there is none. */
export type RevealSecret = (name: string, version: number) => Value | undefined;

/**
 * Reads what `writeGraph` wrote. A damaged text, one of another version and a secret that is not in the store are
 * problems.
 */
export function readGraph(text: string, reveal: RevealSecret, file = 'tyto/graph.json'): Checked<ResourceGraph> {
  const decoded = decodeValue(text, { reveal }, file);
  if (decoded.value === undefined) return { problems: decoded.problems };
  const whole = decoded.value;
  const wrong = (what: string): Checked<ResourceGraph> => ({ problems: [...decoded.problems, damaged(file, what)] });
  if (!isMap(whole) || whole.get('kind') !== 'ResourceGraph') return wrong('it is not a graph');
  if (whole.get('formatVersion') !== 1) return wrong('its format is of another version of Tyto');
  const nodes = entriesOf(whole.get('nodes')).map(nodeFromValue);
  const outputs = entriesOf(whole.get('outputs')).map(outputFromValue);
  const configs = configsFromValue(whole.get('configs'));
  const sources = sourcesFromValue(whole.get('sources'));
  const problems: Diagnostic[] = [...decoded.problems];
  const graph: ResourceGraph = {
    kind: 'ResourceGraph',
    formatVersion: 1,
    nodes: new Map(nodes.filter((node) => node !== undefined).map((node) => [node.address, node])),
    outputs: new Map(outputs.filter((output) => output !== undefined)),
    ...(configs === undefined ? {} : { configs }),
    ...(sources === undefined ? {} : { sources }),
  };
  if (graph.nodes.size < nodes.length || graph.outputs.size < outputs.length)
    problems.push(damaged(file, 'a part has the wrong form'));
  return hasErrors(problems) ? { problems } : { value: Object.freeze(graph), problems };
}

/** A config that is not whole is left out: what names it is then a problem that tells so. */
function configsFromValue(value: Value | undefined): ReadonlyMap<string, SoftwareConfig> | undefined {
  if (value === undefined || !isMap(value)) return undefined;
  const read = [...value].map(([digest, each]) => [digest, configFromValue(each)] as const);
  return new Map(read.flatMap(([digest, config]) => (config === undefined ? [] : [[digest, config] as const])));
}

function damaged(file: string, what: string): Diagnostic {
  return problem('revision-form', `The graph cannot be read: ${what}`, { at: { file, line: 1, column: 1 } });
}

function entriesOf(value: Value | undefined): readonly Value[] {
  return value !== undefined && isList(value) ? value : [];
}

function nodeFromValue(value: Value): GraphNode | undefined {
  if (!isMap(value)) return undefined;
  const [kind, address, type, within] = ['kind', 'address', 'type', 'within'].map((key) => value.get(key));
  if (typeof address !== 'string' || typeof type !== 'string') return undefined;
  const requires = textsOf(value.get('requires'));
  const placed = {
    address,
    type,
    requires,
    ...(typeof within === 'string' ? { within } : {}),
    ...beside(value),
  };
  const properties = value.get('properties') ?? null;
  if (kind === 'container') return Object.freeze({ kind, ...placed, ...policiesFromValue(value) });
  if (kind === 'resource' && isMap(properties)) {
    const externalId = value.get('externalId');
    const adopted = typeof externalId === 'string' ? { externalId } : {};
    return Object.freeze({ kind, ...placed, ...adopted, properties });
  }
  const deferred = kind === 'deferred' ? deferredFromValue(value) : undefined;
  return deferred === undefined ? undefined : Object.freeze({ kind: 'deferred', ...placed, ...deferred });
}

/** What stands beside a node's properties. */
function beside(value: ValueMap) {
  const policy = deletionPolicyFromValue(value.get('deletionPolicy'));
  const metadata = value.get('metadata');
  const [hooks, restricted] = [textsOf(value.get('hooks')), textsOf(value.get('restricted'))];
  return {
    ...(policy === undefined ? {} : { deletionPolicy: policy }),
    ...(metadata === undefined ? {} : { metadata }),
    ...(hooks.length === 0 ? {} : { hooks: hookTypes.filter((each) => hooks.includes(each)) }),
    ...(restricted.length === 0 ? {} : { restricted: restrictedActions.filter((each) => restricted.includes(each)) }),
  };
}

function deletionPolicyFromValue(value: Value | undefined): GraphNode['deletionPolicy'] {
  if (value === 'Retain' || value === 'Snapshot') return value;
  if (value === undefined || !isMap(value)) return undefined;
  return { value: value.get('value') ?? null, oneOf: textsOf(value.get('oneOf')) };
}

function textsOf(value: Value | undefined): readonly string[] {
  return entriesOf(value).filter((each) => typeof each === 'string');
}

function outputFromValue(value: Value): [string, GraphOutput] | undefined {
  if (!isMap(value)) return undefined;
  const name = value.get('name');
  const description = value.get('description');
  if (typeof name !== 'string') return undefined;
  return [name, { value: value.get('value') ?? null, ...(typeof description === 'string' ? { description } : {}) }];
}
