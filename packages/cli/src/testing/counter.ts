/** Resources of a template with a parameter `size`: a script that tells it, as the attribute `count` of `counter`. */
export const counter = `
  config:
    type: OS::Heat::SoftwareConfig
    properties:
      group: script
      inputs: [{name: size}]
      outputs: [{name: count}]
      config: printf %s "$size" > "$heat_outputs_path.count"
  counter:
    type: OS::Heat::SoftwareDeployment
    properties: {config: {get_resource: config}, server: here, input_values: {size: {get_param: size}}}`;
