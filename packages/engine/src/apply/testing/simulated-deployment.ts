/** A component for the simulated node, which tells `size` and `servers` as it is told; a new key replaces its deployments. */
export const simulatedConfig = `
  config:
    type: OS::Heat::SoftwareComponent
    properties:
      configs: [{tool: simulated, actions: [CREATE, UPDATE, DELETE], config: x}]
      inputs: [{name: key, replace_on_change: true}]
      outputs: [{name: out}, {name: size}, {name: servers, type: Json}]`;

/** A deployment of it with these inputs. */
export function simulatedDeployment(inputs: string, key = 'same'): string {
  return `{type: OS::Heat::SoftwareDeployment, properties: {config: {get_resource: config}, server: node-1, input_values: {key: ${key}, ${inputs}}}}`;
}
