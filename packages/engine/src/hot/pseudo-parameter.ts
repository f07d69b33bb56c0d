/** Parameters that every stack has without defining them. Heat: `hot/parameters.py`, _pseudo_parameters; 19.0. */
const pseudoParameters = ['OS::stack_name', 'OS::stack_id', 'OS::project_id'] as const;

export type PseudoParameter = (typeof pseudoParameters)[number];

/** Whether a parameter of this name means something where a template does not define it. */
export function isPseudoParameter(name: string): name is PseudoParameter {
  return pseudoParameters.some((each) => each === name);
}

/**
 * Whether a parameter is called as one of Heat's own, a region's among them, which no stack has. Heat:
 * `hot/parameters.py`, PSEUDO_PARAMETERS; 19.0.
 */
export function isReservedParameter(name: string): boolean {
  return name === 'OS::region' || isPseudoParameter(name);
}
