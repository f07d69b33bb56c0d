/**
 * A plan of twelve deployments whose scripts keep a world of files: who lives, with which inputs, and a log of every
 * start and end. What each puts out goes into the inputs of those that it feeds.
 */

/** What is wanted of one deployment of the world. */
export interface Wish {
  /** A change of it updates in place; `bad` makes the script fail. */
  readonly value: string;
  /** A change of it replaces. */
  readonly generation: number;
  readonly present: boolean;
}

export type Wishes = Readonly<Record<string, Wish>>;

/** Who is fed by whom. */
export const sources: ReadonlyMap<string, readonly string[]> = new Map([
  ['n0', []],
  ['n1', ['n0']],
  ['n2', ['n0']],
  ['n3', ['n1']],
  ['n4', ['n1', 'n2']],
  ['n5', ['n2']],
  ['n6', ['n3', 'n4']],
  ['n7', ['n4']],
  ['n8', ['n5', 'n6']],
  ['n9', []],
  ['n10', ['n9', 'n7']],
  ['n11', ['n8', 'n10']],
]);

/** Those that a revision may leave out. */
export const optional: readonly string[] = ['n3', 'n5', 'n9', 'n11'];

/** What an instance puts out: some show their value, and change with it; others stay as they are. */
export function toldBy(label: string, id: string, value: string): string {
  return showsValue(label) ? `${id}=${value}` : id;
}

function showsValue(label: string): boolean {
  return Number(label.slice(1)) % 2 === 1;
}

const script = `#!/bin/sh
set -eu
action=\${heat_outputs_path%/*}
tell() {
  printf '%s %s %s %s %s %s %s %s\\n' "$1" "$deploy_action" "$label" "$deploy_resource_id" "\${action##*/}" "$value" "$generation" "$upstream" >>"$world/log"
}
tell start
sleep "$pace"
living=$world/living/$deploy_resource_id
case $deploy_action in
  DELETE) rm -f "$living" ;;
  *)
    printf '%s %s %s %s' "$label" "$value" "$generation" "$upstream" >"$world/new/$deploy_resource_id"
    mv "$world/new/$deploy_resource_id" "$living"
    if [ "$value" = bad ]; then
      tell fail
      echo "$label can not take this" >&2
      exit 1
    fi
    if [ "$shows" = true ]; then told=$deploy_resource_id=$value; else told=$deploy_resource_id; fi
    printf %s "$told" >"$heat_outputs_path.told"
    ;;
esac
tell end
`;

/** The plan's template: one component, and a deployment of it for each of the world. */
export function worldTemplate(): string {
  return [
    'heat_template_version: 2021-04-16',
    'parameters:',
    '  world: {type: string}',
    '  wishes: {type: json}',
    'conditions:',
    ...optional.map((label) => `  has_${label}: {equals: [{get_param: [wishes, ${label}, present]}, true]}`),
    'resources:',
    '  living:',
    '    type: OS::Heat::SoftwareComponent',
    '    properties:',
    '      inputs:',
    '        - name: generation',
    '          replace_on_change: true',
    ...['world', 'label', 'value', 'upstream', 'pace', 'shows'].map((name) => `        - name: ${name}`),
    '      outputs: [{name: told}]',
    '      configs:',
    '        - actions: [CREATE, UPDATE, DELETE]',
    '          tool: script',
    '          config: |',
    ...script.split('\n').map((line) => (line === '' ? '' : `            ${line}`)),
    ...[...sources].flatMap(([label, from], index) => deploymentOf(label, from, 0.02 + 0.015 * (index % 5))),
    '',
  ].join('\n');
}

function deploymentOf(label: string, from: readonly string[], pace: number): readonly string[] {
  return [
    `  ${label}:`,
    '    type: OS::Heat::SoftwareDeployment',
    ...(optional.includes(label) ? [`    condition: has_${label}`] : []),
    '    properties:',
    '      config: {get_resource: living}',
    '      server: here',
    '      input_values:',
    '        world: {get_param: world}',
    `        label: ${label}`,
    `        value: {get_param: [wishes, ${label}, value]}`,
    `        generation: {get_param: [wishes, ${label}, generation]}`,
    `        pace: ${pace.toFixed(3)}`,
    `        shows: ${showsValue(label)}`,
    `        upstream: {list_join: [',', [${from.map(toldExpression).join(', ')}]]}`,
  ];
}

function toldExpression(label: string): string {
  const told = `{get_attr: [${label}, told]}`;
  return optional.includes(label) ? `{if: [has_${label}, ${told}, none]}` : told;
}
