import type { DeploymentInputs } from '../packages/engine/src/plan/deployment-inputs.ts';
import type { Plan } from '../packages/engine/src/plan/plan.ts';
import { planFilesOf } from '../packages/engine/src/plan/plan-files.ts';

/** How a plan of a given size is made. */
export type Shape = (size: number) => ReadonlyMap<string, string>;

const head = 'heat_template_version: wallaby\n';

const configs = `  install:
    type: OS::Heat::SoftwareConfig
    properties:
      group: script
      inputs: [{name: before}, {name: port, type: Number, default: 80}]
      outputs: [{name: address}]
      config: "echo $before $port >$heat_outputs_path.address\\n"
`;

function deployment(name: string, before: string): string {
  return `  ${name}:
    type: OS::Heat::SoftwareDeployment
    properties:
      config: {get_resource: install}
      server: here
      input_values: {before: ${before}, port: 8080}
`;
}

function each(count: number, text: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => text(index)).join('');
}

function plan(resources: string): ReadonlyMap<string, string> {
  return new Map([['template.yaml', `${head}resources:\n${configs}${resources}`]]);
}

/** Ten members, of which a nested stack is made. */
const nested = `${head}parameters: {before: {type: string}}
resources:
${configs}${each(10, (index) => deployment(`member-${index}`, '{get_param: before}'))}`;

function nestedStack(index: number): string {
  return `  stack-${index}: {type: nested.yaml, properties: {before: "${index}"}}\n`;
}

/** Plans of as many resources as are asked for, in the shapes in which they grow. */
export const shapes: ReadonlyMap<string, Shape> = new Map([
  ['independent', (size) => plan(each(size, (index) => deployment(`member-${index}`, `"${index}"`)))],
  [
    'chain',
    (size) =>
      plan(
        each(size, (index) =>
          deployment(`member-${index}`, index === 0 ? '""' : `{get_attr: [member-${index - 1}, address]}`),
        ),
      ),
  ],
  [
    'group',
    (size) =>
      plan(`  group:
    type: OS::Heat::ResourceGroup
    properties:
      count: ${size}
      resource_def:
        type: OS::Heat::SoftwareDeployment
        properties: {config: {get_resource: install}, server: here, input_values: {before: "%index%", port: 8080}}
`),
  ],
  [
    'nested',
    (size) =>
      new Map([
        ['template.yaml', `${head}resources:\n${each(Math.ceil(size / 10), nestedStack)}`],
        ['nested.yaml', nested],
      ]),
  ],
]);

/** The plan of a shape at a size, and inputs for it. */
export function grownPlan(shape: Shape, size: number): { readonly plan: Plan; readonly inputs: DeploymentInputs } {
  const files = planFilesOf(shape(size));
  return {
    plan: { kind: 'Plan', name: 'grown', version: 'v1', template: 'template.yaml', environments: [], files },
    inputs: {
      kind: 'DeploymentInputs',
      plan: { name: 'grown', version: 'v1' },
      environments: [],
      parameters: new Map(),
      inventory: 'all: {hosts: {here: {ansible_connection: local}}}\n',
      files: new Map(),
    },
  };
}
