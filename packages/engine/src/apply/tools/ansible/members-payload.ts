import { pythonJson } from '../../../hot/print-value.ts';
import type { Value, ValueMap } from '../../../hot/value.ts';
import type { Member, ToolContext } from '../tool.ts';
import { memberInputs, nodeVariables } from './member-variables.ts';

/** The descriptor by which ansible reads the extra variables that our inventory plugin lays out. */
export const extraDescriptor = 199;

/** One host of a call: a member under a name that no other has. */
export interface Host {
  readonly alias: string;
  readonly member: Member;
  /** Where the outputs are, if an earlier call has made that place. */
  readonly outputsAt?: string;
}

export interface PayloadOptions {
  /** Inputs are extra variables, which win over all others: as in Heat, where a call has one host. */
  readonly inputsAsExtra: boolean;
  /** The outputs to collect; undefined where there is no place for outputs. */
  readonly outputNames: readonly string[] | undefined;
}

/**
 * Names for the members of a call: each its node's name, or `localhost`. Where several have one node, and where a group has
 * the name, `_2` and so on follows.
 */
export function nameHosts(members: readonly Member[], localhost: boolean): readonly Host[] {
  const taken = new Set(['all', 'ungrouped', ...members.flatMap(({ node }) => [...node.groups])]);
  const nodes = new Set(members.map(({ node }) => node.name));
  return members.map((member) => {
    const wanted = localhost ? 'localhost' : member.node.name;
    let alias = wanted;
    for (let count = 2; taken.has(alias) || (alias !== wanted && nodes.has(alias)); count += 1)
      alias = `${wanted}_${count}`;
    taken.add(alias);
    return { alias, member };
  });
}

/** What our inventory plugin reads: hosts with their variables in clear, groups, and extra variables. */
export function membersPayload(hosts: readonly Host[], context: ToolContext, options: PayloadOptions): string {
  const { inputsAsExtra, outputNames } = options;
  const extra = hosts.length === 1 && inputsAsExtra ? hosts[0] : undefined;
  return pythonJson(
    new Map<string, Value>([
      ['hosts', new Map(hosts.map((host) => [host.alias, hostValue(host, context, extra === undefined, outputNames)]))],
      ['groups', groupsOf(hosts)],
      ['extra', extra === undefined ? null : extraValue(extra, outputNames)],
      ['extra_descriptor', extraDescriptor],
    ]),
  );
}

function hostValue(
  host: Host,
  context: ToolContext,
  withInputs: boolean,
  outputNames: readonly string[] | undefined,
): ValueMap {
  const variables = new Map(nodeVariables(host.member.node, context));
  if (outputNames !== undefined) {
    variables.set('tyto_output_names', outputNames);
    variables.set('tyto_outputs_directory', host.outputsAt ?? '{{ tyto_prepared.path }}');
    if (withInputs) variables.set('heat_outputs_path', heatOutputsPath);
  }
  const inputs: ValueMap = withInputs ? memberInputs(host.member) : new Map();
  return new Map([
    ['variables', variables],
    ['inputs', inputs],
  ]);
}

const heatOutputsPath = '{{ tyto_outputs_directory }}/outputs';

function extraValue({ member }: Host, outputNames: readonly string[] | undefined): ValueMap {
  const templates: ValueMap = new Map(outputNames === undefined ? [] : [['heat_outputs_path', heatOutputsPath]]);
  return new Map([
    ['inputs', memberInputs(member)],
    ['templates', templates],
  ]);
}

function groupsOf(hosts: readonly Host[]): ValueMap {
  const groups = new Map<string, string[]>();
  for (const { alias, member } of hosts) {
    for (const group of member.node.groups) {
      if (group === 'all' || group === 'ungrouped') continue;
      groups.set(group, [...(groups.get(group) ?? []), alias]);
    }
  }
  return groups;
}
