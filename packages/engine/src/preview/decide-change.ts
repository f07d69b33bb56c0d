import { isMap, type Value, type ValueMap } from '../hot/value.ts';
import { withDefaults } from '../resource/check-properties.ts';
import { effectiveInputs } from '../resource/deployment.ts';
import { replacedAlways, replacingProperties } from '../resource/replace-rules.ts';
import type { ResourceType } from '../resource/resource-types.ts';
import type { SoftwareConfig } from '../resource/software-config.ts';
import type { Instance } from '../state/state.ts';
import type { Branch, Cause, ChangeKind } from './change-set.ts';
import { type Difference, differences } from './differences.ts';

/** A wanted resource beside what is deployed of it. */
export interface Subject {
  readonly type: ResourceType;
  /** Resolved as far as is known; what is not stays Unknown. */
  readonly properties: ValueMap;
  /** What stands beside them; absent where that is nothing. */
  readonly metadata?: Value;
  /** The current instance at its address. */
  readonly instance: Instance | undefined;
  /** For a deployment: the content of its config, where that is known, and of the one its instance was deployed with. */
  readonly config: SoftwareConfig | undefined;
  readonly deployedConfig: SoftwareConfig | undefined;
  /** Whether its replacement was asked for. */
  readonly forced: boolean;
}

export interface Decision {
  readonly kind: ChangeKind;
  readonly may: readonly Branch[];
  readonly causes: readonly (Omit<Cause, 'path' | 'awaits'> & { readonly path: readonly (string | number)[] })[];
  /** Nothing differs but what stands beside the properties: that is written down, and nothing runs for it. */
  readonly besideOnly?: true;
  readonly because?: string;
}

type DecisionCause = Decision['causes'][number];

/**
 * What is to be done for one resource, and what causes it. Preview asks with what is known before anything is applied;
 * apply asks the same once everything awaited is known, and then gets one of the branches that preview listed.
 */
export function decideChange(subject: Subject): Decision {
  const { instance, type } = subject;
  if (instance === undefined) return { kind: 'create', may: ['create'], causes: newProperties(subject) };
  if (instance.type !== type.name) {
    return certainly('replace', [{ path: ['type'], old: instance.type, new: type.name, replaces: true }]);
  }
  const found = causesOf(subject, instance);
  const causes = found.map((each) => each.cause);
  const unfinished = unfinishedBusiness(instance);
  if (subject.forced) return { ...certainly('replace', causes), because: 'its replacement was asked for' };
  const because = unfinished?.branch === 'replace' ? unfinished.because : replacedAlways(type, subject.properties);
  if (because !== undefined) return { ...certainly('replace', causes), because };
  const certain = found.filter((each) => each.certain);
  if (certain.some((each) => each.cause.replaces)) return certainly('replace', causes);
  const mayReplace = found.some((each) => !each.certain && each.cause.replaces);
  if (unfinished === undefined && found.length > 0 && found.every((each) => each.beside)) {
    if (certain.length > 0) return { ...certainly('update', causes), besideOnly: true };
    return { kind: 'update-if-changed', may: ['unchanged', 'update'], causes, besideOnly: true };
  }
  if (certain.length > 0 || unfinished !== undefined) {
    const may: readonly Branch[] = mayReplace ? ['update', 'replace'] : ['update'];
    return { kind: 'update', may, causes, ...(unfinished === undefined ? {} : { because: unfinished.because }) };
  }
  if (found.length === 0) return certainly('unchanged', []);
  if (!mayReplace) return { kind: 'update-if-changed', may: ['unchanged', 'update'], causes };
  const mayUpdate = found.some((each) => !each.cause.replaces);
  return {
    kind: 'replace-if-changed',
    may: ['unchanged', ...(mayUpdate ? (['update'] as const) : []), 'replace'],
    causes,
  };
}

/** What a new resource is made of. A config's content is seen in the rendered files. */
function newProperties({ type, properties }: Subject): readonly DecisionCause[] {
  if (type.role === 'config') return [];
  return [...properties].flatMap(([name, value]) => {
    const inputs = type.role === 'deployment' && name === 'input_values' && isMap(value);
    const parts: readonly [readonly string[], Value][] = inputs
      ? [...value].map(([input, each]) => [[name, input], each])
      : [[[name], value]];
    return parts.map(([path, each]) => ({ path, new: each, replaces: false }));
  });
}

function certainly(kind: Branch, causes: readonly DecisionCause[]): Decision {
  return { kind, may: [kind], causes };
}

/** What an instance's recorded state asks for by itself: one whose end is not known, or that failed, is always acted on. */
function unfinishedBusiness(
  instance: Instance,
): { readonly branch: 'update' | 'replace'; readonly because: string } | undefined {
  const { action, outcome } = instance.status;
  if (action === 'delete') return { branch: 'replace', because: 'its removal was begun' };
  if (outcome === 'complete') return undefined;
  const end = outcome === 'failed' ? 'failed' : 'has no known end';
  return { branch: action === 'create' ? 'replace' : 'update', because: `its last ${action} ${end}` };
}

interface Found {
  readonly cause: DecisionCause;
  readonly certain: boolean;
  /** Whether it is of what stands beside the properties. */
  readonly beside: boolean;
}

function causesOf(subject: Subject, instance: Instance): readonly Found[] {
  const { type } = subject;
  const before = withDefaults(type, instance.properties);
  const now = withDefaults(type, subject.properties);
  const found: Found[] = [];
  const changed = new Map<string, readonly Difference[]>();
  for (const name of new Set([...before.keys(), ...now.keys()])) {
    if (type.role === 'deployment' && name === 'input_values') continue;
    const each = differences(before.get(name), now.get(name), [name]);
    if (each.length > 0) changed.set(name, each);
  }
  if (changed.size > 0) {
    const replacing = replacingProperties(type, new Set(changed.keys()), before, now);
    for (const [name, each] of changed) found.push(...each.map((one) => foundOf(one, replacing.has(name))));
  }
  if (type.role === 'deployment') found.push(...inputCauses(subject, instance));
  // Heat: a change of metadata updates a resource in place, whatever its type makes of it.
  for (const each of differences(instance.metadata, subject.metadata, ['metadata'])) {
    found.push({ ...foundOf(each, false), beside: true });
  }
  return found;
}

function foundOf(difference: Difference, replaces: boolean): Found {
  const { path, certain } = difference;
  const cause = {
    path,
    ...(difference.old === undefined ? {} : { old: difference.old }),
    ...(difference.new === undefined ? {} : { new: difference.new }),
    replaces,
  };
  return { cause, certain, beside: false };
}

/** A deployment's inputs are compared with their defaults filled in, as its script gets them. Heat: handle_update, wallaby. */
function inputCauses(subject: Subject, instance: Instance): readonly Found[] {
  const config = subject.config ?? subject.deployedConfig;
  const before = instance.inputs ?? new Map<string, Value>();
  const now = config === undefined ? before : effectiveInputs(config, subject.properties);
  const replacing = new Set((config?.inputs ?? []).filter((each) => each.replaceOnChange).map((each) => each.name));
  const found: Found[] = [];
  for (const name of new Set([...before.keys(), ...now.keys()])) {
    // An input that is new replaces nothing: there is no earlier value that it differs from.
    const replaces = replacing.has(name) && before.has(name);
    found.push(
      ...differences(before.get(name), now.get(name), ['input_values', name]).map((each) => foundOf(each, replaces)),
    );
  }
  return found;
}
