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
  'name-unknown': 'A name is used that is not defined',
  'attribute-unknown': 'The resource has no such attribute',
  'reference-cycle': 'Definitions depend on each other in a circle',
  'file-missing': 'A file that is referred to does not exist in the plan',
  'file-outside': 'A path leads out of the plan',
} as const;

export type Code = keyof typeof catalogue;
