/** A deployment of a script of its own. */
export interface ScriptDeployment {
  readonly script: string;
  /** Which of CREATE, UPDATE and DELETE run it; only CREATE where not said. */
  readonly actions?: readonly string[];
  /** Values of inputs, as expressions of the template. */
  readonly inputs?: Readonly<Record<string, string>>;
  readonly outputs?: readonly string[];
  readonly after?: string;
}

/** A template of deployments by name, each on the node `here`; `head` stands before the resources (parameters, outputs). */
export function scriptsTemplate(deployments: Readonly<Record<string, ScriptDeployment>>, head = ''): string {
  const resources = Object.entries(deployments).flatMap(([name, each]) => [
    `  ${name}_scripts:`,
    '    type: OS::Heat::SoftwareComponent',
    '    properties:',
    `      inputs: [${Object.keys(each.inputs ?? {})
      .map((input) => `{name: ${input}}`)
      .join(', ')}]`,
    `      outputs: [${(each.outputs ?? []).map((output) => `{name: ${output}}`).join(', ')}]`,
    '      configs:',
    `        - actions: [${(each.actions ?? ['CREATE']).join(', ')}]`,
    '          tool: script',
    '          config: |',
    ...each.script
      .trim()
      .split('\n')
      .map((line) => `            ${line}`),
    `  ${name}:`,
    '    type: OS::Heat::SoftwareDeployment',
    ...(each.after === undefined ? [] : [`    depends_on: ${each.after}`]),
    '    properties:',
    `      config: {get_resource: ${name}_scripts}`,
    '      server: here',
    `      input_values: {${Object.entries(each.inputs ?? {})
      .map(([input, value]) => `${input}: ${value}`)
      .join(', ')}}`,
  ]);
  return ['heat_template_version: 2021-04-16', head.trimEnd(), 'resources:', ...resources, ''].join('\n');
}
