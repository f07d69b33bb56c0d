import type { Checked, Diagnostic } from '../../diagnostics/diagnostic.ts';
import { equalValues } from '../../hot/equal-values.ts';
import type { EnvironmentMerge } from '../../hot/merge-environments.ts';
import type { Secret, Value } from '../../hot/value.ts';
import type { DeploymentInputs, SetValue } from '../../plan/deployment-inputs.ts';
import type { Plan } from '../../plan/plan.ts';
import { planFilesOf } from '../../plan/plan-files.ts';
import { type RenderedRevision, renderRevision } from '../render-revision.ts';
import type { ReadEarlier, SecretStore } from '../rendering.ts';

/** A store of secrets in memory. */
export function memorySecrets(): SecretStore {
  const kept = new Map<string, Value[]>();
  return {
    secretFor(name, value): Secret {
      const versions = kept.get(name) ?? [];
      kept.set(name, versions);
      const found = versions.findIndex((each) => equalValues(each, value));
      if (found === -1) versions.push(value);
      return { kind: 'secret', name, version: found === -1 ? versions.length : found + 1 };
    },
    reveal: (name, version) => kept.get(name)?.[version - 1],
  };
}

export interface Sample {
  /** The plan's files; without `template.yaml` this is one. */
  readonly files?: Readonly<Record<string, string>>;
  readonly environments?: readonly string[];
  readonly merge?: EnvironmentMerge;
  /** Files that came with the inputs; those that end in `env.yaml` are environments. */
  readonly given?: Readonly<Record<string, string>>;
  readonly set?: Readonly<Record<string, SetValue>>;
  readonly inventory?: string;
  readonly secrets?: SecretStore;
  readonly earlier?: ReadEarlier;
}

const localInventory = 'all: {hosts: {local: {ansible_connection: local}}}\n';

export function samplePlan(template: string, { files = {}, environments = [], merge = 'server' }: Sample = {}): Plan {
  const all = new Map([['template.yaml', template], ...Object.entries(files)]);
  return {
    kind: 'Plan',
    name: 'web',
    version: 'v1',
    template: 'template.yaml',
    environments,
    merge,
    files: planFilesOf(all),
  };
}

export function sampleInputs({ set = {}, given = {}, inventory = localInventory }: Sample = {}): DeploymentInputs {
  return {
    kind: 'DeploymentInputs',
    plan: { name: 'web', version: 'v1' },
    environments: Object.keys(given).flatMap((path) => (path.endsWith('env.yaml') ? [{ kind: 'file', path }] : [])),
    parameters: new Map(Object.entries(set)),
    inventory,
    files: new Map(Object.entries(given)),
  };
}

/** Renders a template (the body after its version) as deployment `d`. */
function tryRender(body: string, sample: Sample = {}): Checked<RenderedRevision> {
  return renderRevision({
    deployment: 'd',
    plan: samplePlan(`heat_template_version: wallaby\n${body}`, sample),
    inputs: sampleInputs(sample),
    secrets: sample.secrets ?? memorySecrets(),
    earlier: sample.earlier,
  });
}

/** The same where it has to succeed. */
export function renderSample(body: string, sample: Sample = {}): RenderedRevision {
  const { value, problems } = tryRender(body, sample);
  if (value === undefined) throw new Error(problems.map(line).join('\n'));
  return value;
}

/** What is wrong with a template, one line for each problem. */
export function problemsOf(body: string, sample: Sample = {}): readonly string[] {
  return tryRender(body, sample).problems.map(line);
}

/** `FILE:LINE:COLUMN code: message`. */
export function line({ at, code, message }: Diagnostic): string {
  return `${at === undefined ? '?' : `${at.file}:${at.line}:${at.column}`} ${code}: ${message}`;
}

/** The value of an output. */
export function outputOf(revision: RenderedRevision, name: string): Value | undefined {
  return revision.graph.outputs.get(name)?.value;
}

/** A nested template, or an environment, from its body. */
export function template(body: string): string {
  return `heat_template_version: wallaby\n${body}`;
}
