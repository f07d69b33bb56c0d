/**
 * Every code that a diagnostic may carry, with the sentence that explains it in the reference. Codes are stable: once
 * released they are never given another meaning. Grouped by the room that reports them.
 */
export const catalogue = {
  // hot: reading
  'yaml-syntax': 'The file is not well-formed YAML',
  'yaml-limit': 'The file is too large, too deep, or expands too many aliases',
  'template-version': 'The template names no version, or one that is not known',
  'template-section': 'A section of the template is missing, unknown or has the wrong form',
  'template-resource': 'The definition of a resource has the wrong form',
  'template-output': 'The definition of an output has the wrong form',
  'template-condition': 'The definition or the use of a condition has the wrong form',
  'parameter-schema': 'The definition of a parameter is wrong',
  'parameter-group': 'A parameter group has the wrong form, or names a parameter that is missing or in another group',
  'parameter-value': 'The value of a parameter does not fit its type or constraints',
  'parameter-missing': 'A parameter without a default has no value',
  'parameter-unknown': 'A value is given for a parameter that the template does not have',
  'environment-section': 'A section of an environment is unknown or has the wrong form',
  'environment-registry': 'An entry of a resource registry has the wrong form',
  'environment-merge': 'A parameter of several environments cannot be merged as it is asked for',
  // hot: evaluation
  'function-argument': 'The argument of a function has the wrong form or type',
  'function-unknown': 'The function does not exist in this version of the template',
  'function-context': 'The function cannot be used in a condition',
  'condition-value': 'A condition comes to something that is neither true nor false',
  'evaluation-depth': 'Lists, maps and functions stand too deep in each other',
  'json-syntax': 'A text is not well-formed JSON',
  'artefact-form': 'An artefact holds something that does not stand for a value',
  'name-unknown': 'A name is used that is not defined',
  'attribute-unknown': 'The resource has no such attribute',
  'reference-cycle': 'Definitions depend on each other in a circle',
  'file-missing': 'A file that is referred to does not exist in the plan',
  'file-outside': 'A path leads out of the plan',
  // resource
  'property-unknown': 'The resource type has no such property',
  'property-missing': 'A required property is not given',
  'property-value': 'The value of a property does not fit its type or constraints',
  // preview and apply
  'resource-type': 'The resource type is not known, or there is nothing that could apply it',
  'config-unknown': 'What a deployment names as its config is not a config of this plan',
  'node-unknown': 'What a deployment names as its server is not a node of the inventory',
  // store
  'data-directory': 'The data directory cannot be used',
  'data-key': 'The key file is missing, damaged, or readable by others',
  'data-database': 'The database in the data directory cannot be used',
  'data-git': 'The git program is missing, or failed',
  'name-form': 'A name of a plan or deployment has the wrong form',
  'plan-source': 'A plan cannot be read from that directory or file',
  'plan-unknown': 'There is no such plan',
  'plan-version': 'The plan has no such version',
  'deployment-unknown': 'There is no such deployment',
  'deployment-revision': 'The deployment has no such revision',
  'changed-meanwhile': 'Something else changed what was about to be written',
  // plan
  'plan-form': 'The description of a plan has the wrong form',
  'inputs-form': 'A file of the inputs of a deployment has the wrong form',
  'file-unreadable': 'A file is a link, is not text or is too large',
  'template-nesting': 'Templates include each other in a circle, or too deep',
  // render
  'resource-absent': 'A resource is referred to whose condition is false',
  'shape-unknown': 'Which resources there are waits for a value that exists only after something was applied',
  'value-limit': 'A value grew too large or too deep to be written',
  'secret-missing': 'A secret that is referred to is not in the store',
  'revision-form': 'A file of a revision is damaged or was written by another version',
  // validate
  'tool-unknown': 'A config names a tool that does not exist',
  'secret-in-clear': 'A plan holds the value of a hidden parameter in clear',
  // operations
  usage: 'The command line has the wrong form',
  'input-file': 'A file that was given as input cannot be read',
  'plan-used': 'Deployments use the plan',
  'deployment-exists': 'There is a deployment of that name already',
  'deployment-deployed': 'Something of the deployment is still deployed',
  'secret-argument': 'A hidden parameter is given where others can see it',
  'change-set-form': 'The file is not a change set that this version can read',
  'change-set-stale': 'What is deployed is no longer what the change set was compared with',
  'address-unknown': 'There is no resource of that address',
  'output-unknown': 'The deployment has no such output, or it has no value yet',
  confirmation: 'Changes are not applied without being confirmed',
  'run-unknown': 'There is no such run',
  'run-finished': 'The run is finished, so there is nothing to take up',
  'run-unfinished': 'A run of the deployment was interrupted and must be finished or undone first',
  'run-locked': 'Another run holds the deployment',
  // inventory
  'inventory-form': 'A part of the inventory has the wrong form',
  'inventory-name': 'The name of a host or group is wrong, or stands for two things',
  'inventory-range': 'A range in the name of a host is wrong',
  'inventory-cycle': 'Groups contain each other in a circle',
  'inventory-variable': 'A variable of a host or group has a value that it cannot have',
  'inventory-connection': 'A host cannot be reached in the way that is asked for',
} as const;

export type Code = keyof typeof catalogue;
