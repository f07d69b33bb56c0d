import type { TypeFacts } from './property-schema.ts';

/** Facts of Heat's resource types, taken from Heat 19.0's running engine: what is left out is false or none. */
export const heatTypes: Readonly<Record<string, TypeFacts>> = {
  'OS::Heat::DeployedServer': {
    properties: {
      deployment_swift_data: {
        default: {},
        schema: {
          container: {
            constraints: [
              {
                length: {
                  min: 1,
                },
              },
            ],
            type: 'string',
          },
          object: {
            constraints: [
              {
                length: {
                  min: 1,
                },
              },
            ],
            type: 'string',
          },
        },
        type: 'map',
        update_allowed: true,
      },
      metadata: {
        type: 'map',
        update_allowed: true,
      },
      name: {
        type: 'string',
        update_allowed: true,
      },
      software_config_transport: {
        constraints: [
          {
            allowed_values: ['POLL_SERVER_CFN', 'POLL_SERVER_HEAT', 'POLL_TEMP_URL', 'ZAQAR_MESSAGE'],
          },
        ],
        default: 'POLL_SERVER_CFN',
        type: 'string',
        update_allowed: true,
      },
    },
    attributes: {
      name: 'String',
      os_collect_config: 'Map',
      show: 'Map',
    },
  },
  'OS::Heat::None': {
    properties: {},
    attributes: {
      show: 'Map',
    },
  },
  'OS::Heat::RandomString': {
    properties: {
      character_classes: {
        default: [
          {
            class: 'lettersdigits',
            min: 1,
          },
        ],
        schema: {
          '*': {
            schema: {
              class: {
                constraints: [
                  {
                    allowed_values: [
                      'lettersdigits',
                      'letters',
                      'lowercase',
                      'uppercase',
                      'digits',
                      'hexdigits',
                      'octdigits',
                    ],
                  },
                ],
                default: 'lettersdigits',
                type: 'string',
              },
              min: {
                constraints: [
                  {
                    range: {
                      max: 512,
                      min: 1,
                    },
                  },
                ],
                default: 1,
                type: 'integer',
              },
            },
            type: 'map',
          },
        },
        type: 'list',
      },
      character_sequences: {
        schema: {
          '*': {
            schema: {
              min: {
                constraints: [
                  {
                    range: {
                      max: 512,
                      min: 1,
                    },
                  },
                ],
                default: 1,
                type: 'integer',
              },
              sequence: {
                required: true,
                type: 'string',
              },
            },
            type: 'map',
          },
        },
        type: 'list',
      },
      length: {
        constraints: [
          {
            range: {
              max: 512,
              min: 1,
            },
          },
        ],
        default: 32,
        type: 'integer',
      },
      salt: {
        type: 'string',
      },
      sequence: {
        constraints: [
          {
            allowed_values: ['lettersdigits', 'letters', 'lowercase', 'uppercase', 'digits', 'hexdigits', 'octdigits'],
          },
        ],
        type: 'string',
      },
    },
    attributes: {
      show: 'Map',
      value: 'String',
    },
  },
  'OS::Heat::ResourceGroup': {
    properties: {
      count: {
        constraints: [
          {
            range: {
              min: 0,
            },
          },
        ],
        default: 1,
        type: 'integer',
        update_allowed: true,
      },
      index_var: {
        constraints: [
          {
            length: {
              min: 3,
            },
          },
        ],
        default: '%index%',
        type: 'string',
      },
      removal_policies: {
        default: [],
        schema: {
          '*': {
            schema: {
              resource_list: {
                default: [],
                type: 'list',
              },
            },
            type: 'map',
          },
        },
        type: 'list',
        update_allowed: true,
      },
      removal_policies_mode: {
        constraints: [
          {
            allowed_values: ['append', 'update'],
          },
        ],
        default: 'append',
        type: 'string',
        update_allowed: true,
      },
      resource_def: {
        required: true,
        schema: {
          metadata: {
            type: 'map',
          },
          properties: {
            type: 'map',
          },
          type: {
            required: true,
            type: 'string',
          },
        },
        type: 'map',
        update_allowed: true,
      },
    },
    attributes: {
      attributes: 'Map',
      refs: 'List',
      refs_map: 'Map',
      removed_rsrc_list: 'List',
      show: 'Map',
    },
  },
  'OS::Heat::SoftwareComponent': {
    properties: {
      configs: {
        constraints: [
          {
            length: {
              min: 1,
            },
          },
        ],
        required: true,
        schema: {
          '*': {
            schema: {
              actions: {
                constraints: [
                  {
                    length: {
                      min: 1,
                    },
                  },
                ],
                default: ['CREATE', 'UPDATE'],
                schema: {
                  '*': {
                    type: 'string',
                  },
                },
                type: 'list',
              },
              config: {
                type: 'string',
              },
              tool: {
                required: true,
                type: 'string',
              },
            },
            type: 'map',
          },
        },
        type: 'list',
      },
      inputs: {
        schema: {
          '*': {
            schema: {
              default: {
                type: 'any',
              },
              description: {
                type: 'string',
              },
              name: {
                required: true,
                type: 'string',
              },
              replace_on_change: {
                default: false,
                type: 'boolean',
              },
              type: {
                constraints: [
                  {
                    allowed_values: ['String', 'Number', 'CommaDelimitedList', 'Json', 'Boolean'],
                  },
                ],
                default: 'String',
                type: 'string',
              },
            },
            type: 'map',
          },
        },
        type: 'list',
      },
      options: {
        type: 'map',
      },
      outputs: {
        schema: {
          '*': {
            schema: {
              description: {
                type: 'string',
              },
              error_output: {
                default: false,
                type: 'boolean',
              },
              name: {
                required: true,
                type: 'string',
              },
              type: {
                constraints: [
                  {
                    allowed_values: ['String', 'Number', 'CommaDelimitedList', 'Json', 'Boolean'],
                  },
                ],
                default: 'String',
                type: 'string',
              },
            },
            type: 'map',
          },
        },
        type: 'list',
      },
    },
    attributes: {
      config: 'String',
      show: 'Map',
    },
  },
  'OS::Heat::SoftwareConfig': {
    properties: {
      config: {
        type: 'string',
      },
      group: {
        default: 'Heat::Ungrouped',
        type: 'string',
      },
      inputs: {
        schema: {
          '*': {
            schema: {
              default: {
                type: 'any',
              },
              description: {
                type: 'string',
              },
              name: {
                required: true,
                type: 'string',
              },
              replace_on_change: {
                default: false,
                type: 'boolean',
              },
              type: {
                constraints: [
                  {
                    allowed_values: ['String', 'Number', 'CommaDelimitedList', 'Json', 'Boolean'],
                  },
                ],
                default: 'String',
                type: 'string',
              },
            },
            type: 'map',
          },
        },
        type: 'list',
      },
      options: {
        type: 'map',
      },
      outputs: {
        schema: {
          '*': {
            schema: {
              description: {
                type: 'string',
              },
              error_output: {
                default: false,
                type: 'boolean',
              },
              name: {
                required: true,
                type: 'string',
              },
              type: {
                constraints: [
                  {
                    allowed_values: ['String', 'Number', 'CommaDelimitedList', 'Json', 'Boolean'],
                  },
                ],
                default: 'String',
                type: 'string',
              },
            },
            type: 'map',
          },
        },
        type: 'list',
      },
    },
    attributes: {
      config: 'String',
      show: 'Map',
    },
  },
  'OS::Heat::SoftwareDeployment': {
    properties: {
      actions: {
        constraints: [
          {
            allowed_values: ['CREATE', 'UPDATE', 'DELETE', 'SUSPEND', 'RESUME'],
          },
        ],
        default: ['CREATE', 'UPDATE'],
        type: 'list',
        update_allowed: true,
      },
      config: {
        type: 'string',
        update_allowed: true,
      },
      input_values: {
        type: 'map',
        update_allowed: true,
      },
      name: {
        type: 'string',
        update_allowed: true,
      },
      server: {
        required: true,
        type: 'string',
      },
      signal_transport: {
        constraints: [
          {
            allowed_values: ['CFN_SIGNAL', 'TEMP_URL_SIGNAL', 'HEAT_SIGNAL', 'NO_SIGNAL', 'ZAQAR_SIGNAL'],
          },
        ],
        default: 'CFN_SIGNAL',
        type: 'string',
      },
    },
    attributes: {
      deploy_status_code: 'String',
      deploy_stderr: 'String',
      deploy_stdout: 'String',
      show: 'Map',
    },
  },
  'OS::Heat::SoftwareDeploymentGroup': {
    properties: {
      actions: {
        constraints: [{ allowed_values: ['CREATE', 'UPDATE', 'DELETE', 'SUSPEND', 'RESUME'] }],
        default: ['CREATE', 'UPDATE'],
        type: 'list',
        update_allowed: true,
      },
      config: { type: 'string', update_allowed: true },
      input_values: { type: 'map', update_allowed: true },
      name: { type: 'string', update_allowed: true },
      servers: { required: true, type: 'map', update_allowed: true },
      signal_transport: {
        constraints: [
          { allowed_values: ['CFN_SIGNAL', 'TEMP_URL_SIGNAL', 'HEAT_SIGNAL', 'NO_SIGNAL', 'ZAQAR_SIGNAL'] },
        ],
        default: 'CFN_SIGNAL',
        type: 'string',
      },
    },
    attributes: { deploy_status_codes: 'Map', deploy_stderrs: 'Map', deploy_stdouts: 'Map', show: 'Map' },
  },
  'OS::Heat::StructuredConfig': {
    properties: {
      config: {
        type: 'map',
      },
      group: {
        default: 'Heat::Ungrouped',
        type: 'string',
      },
      inputs: {
        schema: {
          '*': {
            schema: {
              default: {
                type: 'any',
              },
              description: {
                type: 'string',
              },
              name: {
                required: true,
                type: 'string',
              },
              replace_on_change: {
                default: false,
                type: 'boolean',
              },
              type: {
                constraints: [
                  {
                    allowed_values: ['String', 'Number', 'CommaDelimitedList', 'Json', 'Boolean'],
                  },
                ],
                default: 'String',
                type: 'string',
              },
            },
            type: 'map',
          },
        },
        type: 'list',
      },
      options: {
        type: 'map',
      },
      outputs: {
        schema: {
          '*': {
            schema: {
              description: {
                type: 'string',
              },
              error_output: {
                default: false,
                type: 'boolean',
              },
              name: {
                required: true,
                type: 'string',
              },
              type: {
                constraints: [
                  {
                    allowed_values: ['String', 'Number', 'CommaDelimitedList', 'Json', 'Boolean'],
                  },
                ],
                default: 'String',
                type: 'string',
              },
            },
            type: 'map',
          },
        },
        type: 'list',
      },
    },
    attributes: {
      config: 'String',
      show: 'Map',
    },
  },
  'OS::Heat::StructuredDeployment': {
    properties: {
      actions: {
        constraints: [
          {
            allowed_values: ['CREATE', 'UPDATE', 'DELETE', 'SUSPEND', 'RESUME'],
          },
        ],
        default: ['CREATE', 'UPDATE'],
        type: 'list',
        update_allowed: true,
      },
      config: {
        type: 'string',
        update_allowed: true,
      },
      input_key: {
        default: 'get_input',
        type: 'string',
      },
      input_values: {
        type: 'map',
        update_allowed: true,
      },
      input_values_validate: {
        constraints: [
          {
            allowed_values: ['LAX', 'STRICT'],
          },
        ],
        default: 'LAX',
        type: 'string',
      },
      name: {
        type: 'string',
        update_allowed: true,
      },
      server: {
        required: true,
        type: 'string',
      },
      signal_transport: {
        constraints: [
          {
            allowed_values: ['CFN_SIGNAL', 'TEMP_URL_SIGNAL', 'HEAT_SIGNAL', 'NO_SIGNAL', 'ZAQAR_SIGNAL'],
          },
        ],
        default: 'CFN_SIGNAL',
        type: 'string',
      },
    },
    attributes: {
      deploy_status_code: 'String',
      deploy_stderr: 'String',
      deploy_stdout: 'String',
      show: 'Map',
    },
  },
  'OS::Heat::StructuredDeploymentGroup': {
    properties: {
      actions: {
        constraints: [{ allowed_values: ['CREATE', 'UPDATE', 'DELETE', 'SUSPEND', 'RESUME'] }],
        default: ['CREATE', 'UPDATE'],
        type: 'list',
        update_allowed: true,
      },
      config: { type: 'string', update_allowed: true },
      input_key: { default: 'get_input', type: 'string' },
      input_values: { type: 'map', update_allowed: true },
      input_values_validate: { constraints: [{ allowed_values: ['LAX', 'STRICT'] }], default: 'LAX', type: 'string' },
      name: { type: 'string', update_allowed: true },
      servers: { required: true, type: 'map', update_allowed: true },
      signal_transport: {
        constraints: [
          { allowed_values: ['CFN_SIGNAL', 'TEMP_URL_SIGNAL', 'HEAT_SIGNAL', 'NO_SIGNAL', 'ZAQAR_SIGNAL'] },
        ],
        default: 'CFN_SIGNAL',
        type: 'string',
      },
    },
    attributes: { deploy_status_codes: 'Map', deploy_stderrs: 'Map', deploy_stdouts: 'Map', show: 'Map' },
  },
  'OS::Heat::Value': {
    properties: {
      type: {
        constraints: [
          {
            allowed_values: ['string', 'number', 'comma_delimited_list', 'json', 'boolean'],
          },
        ],
        type: 'string',
        update_allowed: true,
      },
      value: {
        required: true,
        type: 'any',
        update_allowed: true,
      },
    },
    attributes: {
      show: 'Map',
      value: 'any',
    },
  },
};
