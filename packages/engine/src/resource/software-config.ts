import type { Value, ValueMap } from '../hot/value.ts';

/** What runs on a node at which moment of a deployment's life. Heat: `deploy_action`. */
export const deployActions = ['CREATE', 'UPDATE', 'DELETE', 'SUSPEND', 'RESUME'] as const;
export type DeployAction = (typeof deployActions)[number];

export const ioTypes = ['String', 'Number', 'CommaDelimitedList', 'Json', 'Boolean'] as const;
export type IoType = (typeof ioTypes)[number];

/**
 * The content of an OS::Heat::SoftwareConfig, StructuredConfig or SoftwareComponent, resolved: what a deployment of it
 * runs. One shape for all three; a config is a component with a single script whose actions the deployment decides.
 */
export interface SoftwareConfig {
  readonly kind: 'SoftwareConfig';
  readonly scripts: readonly ConfigScript[];
  readonly inputs: readonly ConfigInput[];
  readonly outputs: readonly ConfigOutput[];
  readonly options: ValueMap;
}

export interface ConfigScript {
  /** Heat's `group`, or a component's `tool`: which tool carries it out (`script`, `ansible`, …). */
  readonly tool: string;
  /** The script's text, or a structured config's map. */
  readonly config: Value;
  /** A component's own actions; undefined where the deployment's `actions` decide. */
  readonly actions: readonly DeployAction[] | undefined;
}

export interface ConfigInput {
  readonly name: string;
  readonly type: IoType;
  readonly default: Value;
  readonly replaceOnChange: boolean;
}

export interface ConfigOutput {
  readonly name: string;
  readonly type: IoType;
  /** That it is written means that the deployment failed, whatever the exit status. */
  readonly errorOutput: boolean;
}
